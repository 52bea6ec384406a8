/** The shape of the config of a type's resources, according to the schemas of the SDK. */
import type { NormalizedSchema } from '@smithy/core/schema';
import { listCallsOf } from '../../types/calls-of.ts';
import type { BatchCall, Call, ListCall, Path, ReadCall, SingleCall, TypeDefinition } from './definition.ts';
import type { CommandClass, LoadedService } from './loaded-service.ts';
import { memberNames, schemasOf } from './operation-schemas.ts';
import { commandName } from './permission-of.ts';
import { parentOf } from '../../types/metadata.ts';
import { stepsOf } from '../../types/paths.ts';

/**
 * A schema of the SDK; `any` inside JSON documents; a list of a shape; or members that take precedence over those of the
 * shapes in `over` (details before the described item before the list's item).
 */
export type Shape =
  | NormalizedSchema
  | 'any'
  | { readonly list: Shape }
  | { readonly members: Readonly<Record<string, Shape>>; readonly over: readonly Shape[] };

export type Commands = Readonly<Record<string, CommandClass>>;

/** The commands and the types of one service. */
export type Sdk = Pick<LoadedService, 'commands' | 'types'>;

/** The shape after one step of a path (a member's name, `[]` or `*`). Undefined if the shape has no such step. */
export function stepInto(shape: Shape, step: string): Shape | undefined {
  if (shape === 'any') return 'any';
  if ('list' in shape) return step === '[]' ? shape.list : undefined;
  if ('members' in shape) {
    if (Object.hasOwn(shape.members, step)) return shape.members[step];
    for (const below of shape.over) {
      const found = stepInto(below, step);
      if (found) return found;
    }
    return undefined;
  }
  if (shape.isDocumentSchema()) return 'any';
  if (shape.isListSchema()) return step === '[]' ? shape.getValueSchema() : undefined;
  if (shape.isMapSchema()) return step === '[]' ? undefined : shape.getValueSchema();
  return memberNames(shape).includes(step) ? shape.getMemberSchema(step) : undefined;
}

/** The names of members that `stepInto` takes; empty for a map, whose keys are not known. */
export function membersOf(shape: Shape): readonly string[] {
  if (shape === 'any' || 'list' in shape) return [];
  if ('members' in shape) return [...new Set([...Object.keys(shape.members), ...shape.over.flatMap(membersOf)])];
  return memberNames(shape);
}

export const isList = (shape: Shape): boolean => shape !== 'any' && ('list' in shape || (!('members' in shape) && shape.isListSchema()));

export const isText = (shape: Shape): boolean =>
  shape === 'any' || (!('list' in shape) && !('members' in shape) && (shape.isStringSchema() || shape.isNumericSchema()));

/** A path that does not fit a shape. The message is the part of a sentence that says at which step. */
export class NoSuchPath extends Error {
  constructor(path: Path, step: string, shape: Shape) {
    const known = membersOf(shape);
    const there = isList(shape) ? 'it is a list: write []' : known.length === 0 ? 'nothing is below it' : `it has ${known.join(', ')}`;
    super(`the path ${path} leads nowhere at ${JSON.stringify(step)}; ${there}`);
    this.name = 'NoSuchPath';
  }
}

/** @throws NoSuchPath */
export function shapeAt(shape: Shape, path: Path): Shape {
  return stepsOf(path).reduce((at: Shape, step) => {
    const next = stepInto(at, step);
    if (!next) throw new NoSuchPath(path, step, at);
    return next;
  }, shape);
}

const outputOf = (commands: Commands, call: Pick<Call, 'api' | 'operation'>): Shape => {
  const command = commands[commandName(call)];
  if (!command) throw new TypeError(`The SDK package has no operation ${call.operation}.`);
  return schemasOf(command).output;
};

/** The shape at the path; for a path through `[]` or `*`, one flat list of the shape there. */
const collected = (shape: Shape, path: Path): Shape => {
  const found = shapeAt(shape, path);
  return path.includes('[]') || path.includes('*') ? { list: found } : found;
};

export function shapeOfElement(commands: Commands, call: ListCall | (BatchCall & { readonly as?: never })): Shape {
  const { items, as } = call;
  const element = shapeAt(outputOf(commands, call), `${items}[]`);
  return as === undefined ? element : { members: { [as]: element }, over: [] };
}

const shapeOfRead = (commands: Commands, call: ReadCall): Shape => {
  const found = collected(outputOf(commands, call), call.path);
  if (!call.each) return found;
  const members = Object.fromEntries(Object.entries(call.each).map(([name, nested]) => [name, shapeOfRead(commands, nested)]));
  return { list: { members, over: [stepInto(found, '[]') ?? 'any'] } };
};

export const shapeOfSingle = (commands: Commands, call: SingleCall): Shape => {
  const { path, as } = call;
  const found = shapeAt(outputOf(commands, call), path);
  return as === undefined ? found : { members: { [as]: found }, over: [] };
};

const shapeOfBatch = (commands: Commands, call: BatchCall): Shape => {
  const element = shapeOfElement(commands, call);
  return call.take === undefined ? element : collected(element, call.take);
};

/** The shape of an item of the type's list. @throws NoSuchPath, TypeError for an operation that the SDK does not have */
export function listShapeOf(type: TypeDefinition, { commands, types }: Sdk): Shape {
  const [list] = listCallsOf(type);
  if (!list || list.kind === 'read') throw new TypeError('its first call is no list.');
  const listed = list.kind === 'list' ? shapeOfElement(commands, list) : shapeOfSingle(commands, list);
  if (!type.inherit) return listed;
  const parent = parentOf(type, types);
  if (!parent) throw new TypeError('it inherits members, but it has no parents.');
  const above = listShapeOf(parent, { commands, types });
  return { members: Object.fromEntries(Object.entries(type.inherit).map(([name, path]) => [name, shapeAt(above, path)])), over: [listed] };
}

/** The shape of the config, before `drop` and `keysOnly` are applied. @throws NoSuchPath, TypeError */
export const shapeOf = (type: TypeDefinition, sdk: Sdk): Shape =>
  (type.documents ?? []).reduce((shape: Shape, path) => withDocument(shape, stepsOf(path)), answeredShapeOf(type, sdk));

/** The shape with `any` at the place of a document. */
function withDocument(shape: Shape, [step, ...rest]: readonly string[]): Shape {
  if (step === undefined) return 'any';
  const below = withDocument(stepInto(shape, step) ?? 'any', rest);
  return step === '[]' ? { list: below } : { members: { [step]: below }, over: [shape] };
}

/** The shape of an item before its details, batches and joins are read: what its list and its describe say. @throws NoSuchPath, TypeError */
export function describedShapeOf(type: TypeDefinition, sdk: Sdk): Shape {
  const { describe } = type;
  const { commands } = sdk;
  const item = listShapeOf(type, sdk);
  if (!describe) return item;
  const described = describe.kind === 'read' ? shapeOfRead(commands, describe) : shapeOfBatch(commands, describe);
  return { members: {}, over: [described, item] };
}

/** The shape of the config as the SDK returns it, with documents as strings. @throws NoSuchPath, TypeError */
export function answeredShapeOf(type: TypeDefinition, sdk: Sdk): Shape {
  const { commands } = sdk;
  const joined = Object.entries(type.joins ?? {}).map(([name, { list, take, many }]): [string, Shape] => {
    const taken = collected(shapeOfElement(commands, list), take);
    return [name, many ? { list: taken } : taken];
  });
  const batched = Object.entries(type.batch ?? {}).map(([name, call]): [string, Shape] => [name, shapeOfBatch(commands, call)]);
  const read = Object.entries(type.details ?? {}).map(([name, call]): [string, Shape] => [name, shapeOfRead(commands, call)]);
  return {
    members: Object.fromEntries([...joined, ...batched, ...read]),
    over: [describedShapeOf(type, sdk)],
  };
}
