/**
 * Records a cloud's answers as JSON lines in `<dir>/<account>/<service>.<region>.jsonl`, and replays them with an answerer.
 * Credentials are never recorded; a replay returns placeholders.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../canonical-json.ts';
import { AnsweredError, isAnswered, type Answerer, type CloudCall } from './answerer.ts';
import { awsMessage } from './classify-error.ts';
import type { Exchange } from './exchange.ts';

interface RecordedError {
  readonly name: string;
  readonly message: string;
  readonly status: number;
}

interface RecordedAnswer {
  readonly operation: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: RecordedError;
}

/** Members that are never recorded, wherever they are in an answer. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set(['Credentials', 'MasterUserPassword', 'Password', 'SecretAccessKey', 'SessionToken']);

/** Maps whose keys are recorded without their values: the environment variables of a function often hold a password. */
const SECRET_VALUES: ReadonlySet<string> = new Set(['Variables']);

/** Appends each answer and each refusal of `next` to the recording, in the order of their arrival. */
export function recordInto(dir: string, next: Exchange): Exchange {
  const write = (call: CloudCall, answer: Pick<RecordedAnswer, 'output' | 'error'>): void => {
    const file = fileOf(dir, call);
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify({ operation: call.operation, input: storable(keyInput(call)), ...answer })}\n`);
  };
  return async (call, send) => {
    try {
      const output = await next(call, send);
      write(call, { output: storable(output) });
      return output;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) write(call, { error: refusal });
      throw error;
    }
  };
}

/**
 * Answers from a folder that `recordInto` wrote. A call that was recorded several times gets its answers in that order; the
 * last answer is repeated.
 */
export function replayFrom(dir: string): Answerer {
  const files = new Map<string, Map<string, RecordedAnswer[]>>();
  return {
    answer: async (call) => {
      const file = fileOf(dir, call);
      const answers = files.get(file) ?? load(file);
      files.set(file, answers);
      const recorded = answers.get(keyOf(call.operation, storable(keyInput(call))));
      const answer = recorded && recorded.length > 1 ? recorded.shift() : recorded?.[0];
      if (!answer) {
        throw new AnsweredError(
          'NotRecorded',
          `${file} has no answer to ${call.operation} with this input; record the run again with MUSTER_RECORD.`,
          400,
        );
      }
      if (answer.error) throw new AnsweredError(answer.error.name, answer.error.message, answer.error.status);
      const output = revived(answer.output) as object;
      return call.operation === 'AssumeRole' ? { ...output, Credentials: placeholderCredentials() } : output;
    },
  };
}

function load(file: string): Map<string, RecordedAnswer[]> {
  const answers = new Map<string, RecordedAnswer[]>();
  for (const line of readLines(file)) {
    const answer = JSON.parse(line) as RecordedAnswer;
    const key = keyOf(answer.operation, answer.input);
    answers.set(key, [...(answers.get(key) ?? []), answer]);
  }
  return answers;
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const keyOf = (operation: string, input: unknown): string => `${operation} ${canonicalJson(input)}`;

/** STS and DescribeRegions are recorded without a region: they are called in Muster's own region, and a replay may run in another. */
const fileOf = (dir: string, { account, region, service, operation }: CloudCall): string =>
  join(dir, account, `${service}.${service === 'sts' || operation === 'DescribeRegions' ? 'global' : region}.jsonl`);

/** The part of the input by which a call is found. AssumeRole's session policy is left out, because it grows with the resource types. */
const keyInput = ({ operation, input }: CloudCall): unknown => (operation === 'AssumeRole' ? { RoleArn: input['RoleArn'] } : input);

/** Undefined for an error that no service sent: a network error says nothing about the cloud. */
function refusalOf(error: unknown): RecordedError | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = isAnswered(error)
    ? error.status
    : (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status === undefined ? undefined : { name: error.name, message: awsMessage(error.message), status };
}

/** JSON from which `revived` restores the value: times and bytes are marked; secrets and SDK metadata are left out. */
function storable(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => member !== undefined && name !== '$metadata' && !SECRET_MEMBERS.has(name))
      .map(([name, member]) => [name, SECRET_VALUES.has(name) ? withoutValues(member) : storable(member)]),
  );
}

const withoutValues = (member: unknown): unknown =>
  member !== null && typeof member === 'object' ? Object.fromEntries(Object.keys(member).map((name) => [name, ''])) : null;

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== 'object') return value;
  const { $date, $bytes } = value as { readonly $date?: unknown; readonly $bytes?: unknown };
  if (typeof $date === 'string') return new Date($date);
  if (typeof $bytes === 'string') return new Uint8Array(Buffer.from($bytes, 'base64'));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revived(member)]));
}

const placeholderCredentials = (): object => ({
  AccessKeyId: 'replayed',
  SecretAccessKey: 'replayed',
  SessionToken: 'replayed',
  Expiration: new Date(8.64e15),
});
