/** The answers of real accounts that `MUSTER_RECORDINGS` holds: `aws/<service>.jsonl`, one answer in a line. */
import type { NormalizedSchema } from '@smithy/core/schema';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AnsweredError } from '../../shared/clouds/aws/answerer.ts';
import { shaped } from '../../shared/clouds/aws/demo/sdk-shape.ts';
import { schemasOf } from '../../shared/clouds/aws/types/operation-schemas.ts';
import { answerOf, put } from '../../shared/clouds/demo/placing.ts';
import { callsOf, listCallsOf } from '../../shared/clouds/types/calls-of.ts';
import { matches } from '../../shared/clouds/reader/caller.ts';
import type { Item, Path, TypeDefinition } from '../../shared/clouds/types/definition.ts';
import { valueAt, valuesAt } from '../../shared/clouds/types/paths.ts';
import type { ReadType } from './reading.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The folder of the recordings, which need not be there. */
export const RECORDINGS = join(resolve(ROOT, process.env['MUSTER_RECORDINGS'] ?? '../shared/recordings'), 'aws');
export const isRecorded = existsSync(RECORDINGS);

export interface RecordedAnswer {
  readonly operation: string;
  readonly status: number;
  readonly output: Readonly<Record<string, unknown>>;
}

/** Answers by operation. A list of refusals and outputs answers one call after the other. */
export type Answers = Readonly<Record<string, object>>;

/** Files with a name other than the service's id or the prefix of its permissions. */
const FILES: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', memorydb: 'memory-db', ses: 'email', sso: 'portal.sso' };

const ANSWERS = new Map<string, readonly RecordedAnswer[]>();

function answersIn(file: string): readonly RecordedAnswer[] {
  const path = join(RECORDINGS, `${file}.jsonl`);
  const known = ANSWERS.get(file);
  if (known || !existsSync(path)) return known ?? [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const answers = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedAnswer);
  ANSWERS.set(file, answers);
  return answers;
}

/** The recorded answers of the service's APIs. */
export function recordedOf({ sdk: { service } }: ReadType): readonly RecordedAnswer[] {
  const others = (service.apis ?? []).map(({ id }) => id);
  const names = [service.id, service.permissions, ...others].flatMap((id) => [id, `api.${id}`, FILES[id] ?? id]);
  return [...new Set(names)].flatMap(answersIn);
}

/** Every file's operations, as `<file> <operation>`. */
export const recordedOperations = (): readonly string[] =>
  readdirSync(RECORDINGS)
    .map((name) => name.replace(/\.jsonl$/, ''))
    .flatMap((file) => [...new Set(answersIn(file).map(({ operation }) => operation))].map((operation) => `${file} ${operation}`));

export function refusalIn({ output, status }: RecordedAnswer): AnsweredError | undefined {
  const { Error: refusal } = output as { readonly Error?: { readonly Code: string; readonly Message?: string | null } };
  return status >= 400 && refusal ? new AnsweredError(refusal.Code, refusal.Message ?? '', status) : undefined;
}

/** The recorded outputs of an operation. */
const outputsOf = (read: ReadType, operation: string): readonly object[] =>
  recordedOf(read)
    .filter((recorded) => recorded.operation === operation && recorded.status === 200)
    .map(({ output }) => output);

/** An answer in the shape of the SDK's own outputs, without members that the operation's model does not know. */
function inShape(read: ReadType, [operation, output]: readonly [string, object]): readonly [string, object] {
  const command = read.sdk.commands[operation];
  return [operation, (command ? shaped(asSent(output, schemasOf(command).output), schemasOf(command).output) : output) as object];
}

/** The recorder has parsed texts that hold JSON, and the masks of some times are no times. */
function asSent(value: unknown, schema: NormalizedSchema): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isTimestampSchema()) return typeof value === 'string' && Number.isNaN(Date.parse(value)) ? undefined : value;
  if (schema.isStringSchema()) return typeof value === 'object' ? JSON.stringify(value) : value;
  if (Array.isArray(value)) return schema.isListSchema() ? value.map((each) => asSent(each, schema.getValueSchema())) : undefined;
  if (typeof value !== 'object') return value;
  if (schema.isMapSchema()) return mapped(value, () => schema.getValueSchema());
  if (!schema.isStructSchema()) return value;
  const members = schema.getMemberSchemas();
  return mapped(value, (name) => members[name]);
}

const mapped = (value: object, schemaOf: (name: string) => NormalizedSchema | undefined): object =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const schema = schemaOf(name);
      return schema ? [[name, asSent(member, schema)]] : [];
    }),
  );

/** Lists that were not recorded, and the recorded operation whose items are the same. */
const SAME_ITEMS: Readonly<Record<string, readonly [operation: string, items: Path]>> = {
  'AWS::IAM::User': ['ListUsers', 'Users'],
  'AWS::IAM::Role': ['ListRoles', 'Roles'],
  'AWS::IAM::Group': ['ListGroups', 'Groups'],
};

/** Answers that show what was recorded of a type: one set for each recorded answer that has resources. */
export const recordedAnswers = (read: ReadType): readonly Answers[] =>
  answersOf(read)
    .map((answers) => Object.fromEntries(Object.entries(answers).map((answer) => inShape(read, answer))))
    .filter((answers) => itemsIn(read, answers).length > 0);

/** The items of the recorded answers, as the answers have them. */
export function itemsIn({ definition }: ReadType, answers: Answers): readonly unknown[] {
  const call = definition.describe ?? listCallsOf(definition)[0];
  const answer = call && answers[call.operation];
  if (!call || !answer) return [];
  const found = valuesAt(answer, call.kind === 'read' || call.kind === 'single' ? call.path : call.items).flat();
  const items =
    call.kind !== 'batch' && call.kind !== 'read' && call.as !== undefined ? found.map((item) => put({}, call.as ?? '', item)) : found;
  const { only } = definition;
  return only ? items.filter((item) => matches(item as Item, only)) : items;
}

function answersOf(read: ReadType): readonly Answers[] {
  const { definition: type } = read;
  const { list, describe: described } = type;
  const [first] = listCallsOf(type);
  if (first?.kind === 'single') return outputsOf(read, first.operation).map((output) => ({ [first.operation]: output }));
  const lists = (list.kind === 'custom' ? Object.values(list.calls) : [list]).filter((call) => call.kind === 'list');
  /** The paging members of a recorded list would ask for pages that were not recorded. */
  const listing = (items: readonly unknown[]): Answers =>
    Object.fromEntries(
      lists.map(({ operation, items: path, as }) => {
        const elements = items.map((element) => ({ path, element: as === undefined ? element : valueAt(element, as) }));
        return [operation, answerOf([path], elements)];
      }),
    );
  if (described?.kind === 'read') {
    return outputsOf(read, described.operation).map((output) => {
      const found = valueAt(output, described.path);
      // The recordings have no inputs: values that the answer does not repeat are made up.
      const item = Object.values(described.from ?? {}).reduce<unknown>(
        (made, path) => put(made, path, valueAt(found, path) ?? 'made-up'),
        {},
      );
      return { ...listing([item]), [described.operation]: output };
    });
  }
  if (described) {
    return outputsOf(read, described.operation).map((output) => {
      const ids = valuesAt(output, described.items)
        .flat()
        .map((element) => valueAt(element, described.match));
      return { ...listing(ids.map((id) => put({}, described.ids[1], id))), [described.operation]: output };
    });
  }
  const [operation, path] = SAME_ITEMS[type.type] ?? [lists[0]?.operation ?? '', lists[0]?.items ?? ''];
  return outputsOf(read, operation).map((output) => {
    const items = valuesAt(output, path).flat();
    const { as } = lists[0] ?? {};
    return listing(as === undefined ? items : items.map((item) => ({ [as]: item })));
  });
}

/** Empty answers to the further calls for a recorded resource, so that the samples do not answer them. */
export const nothingElse = (type: TypeDefinition): Answers =>
  Object.fromEntries(callsOf(type).flatMap(({ operation, kind }) => (kind === 'list' ? [] : [[operation, {}]])));
