/** Which calls of a service the type definitions make, and for which types: what the answerer has to answer. */
import type { BatchCall, Call, CustomList, ListCall, ReadCall, SingleCall, TypeDefinition } from '../types/definition.ts';

interface Bound<Kind extends string, Made extends Call> {
  readonly kind: Kind;
  readonly call: Made;
  readonly type: TypeDefinition;
}

/** A list of a type's resources. */
export type ListBinding = Bound<'list', ListCall> & {
  /** For a join: the member of `config` that its elements give, and where in the element it lies. */
  readonly join?: {
    readonly field: string;
    readonly take: string;
    readonly on: readonly [element: string, item: string];
    readonly many: boolean;
  };
};
export type SingleBinding = Bound<'single', SingleCall>;
/** A read for one resource: its describe (`field` is undefined) or a member of its `config` or `also`. */
export type ReadBinding = Bound<'read', ReadCall> & {
  readonly field: string | undefined;
  /** The read is made for each element of this member of `config`, and its answer is the element's member `field`. */
  readonly within?: string;
};
export type BatchBinding = Bound<'batch', BatchCall> & { readonly field: string | undefined };

export type Binding = ListBinding | SingleBinding | ReadBinding | BatchBinding;

/** By operation. */
export function bindingsOf(types: readonly TypeDefinition[]): ReadonlyMap<string, readonly Binding[]> {
  return Map.groupBy(types.flatMap(bindingsOfType), ({ call }) => call.operation);
}

function bindingsOfType(type: TypeDefinition): readonly Binding[] {
  const { list, describe, details = {}, batch = {}, joins = {} } = type;
  return [
    ...(list.kind === 'custom' ? customBindings(type, list) : [listBinding(type, list)]),
    ...(describe
      ? [
          describe.kind === 'read'
            ? readBinding(type, describe, undefined)
            : { kind: 'batch' as const, call: describe, type, field: undefined },
        ]
      : []),
    ...Object.entries(details).flatMap(([field, call]) => [readBinding(type, call, field), ...eachBindings(type, call, field)]),
    ...Object.entries(batch).map(([field, call]): BatchBinding => ({ kind: 'batch', call, type, field })),
    ...Object.entries(joins).map(([field, { list: call, on, take, many = false }]): ListBinding => ({
      kind: 'list',
      call,
      type,
      join: { field, take, on, many },
    })),
  ];
}

const listBinding = (type: TypeDefinition, call: ListCall | SingleCall): ListBinding | SingleBinding =>
  call.kind === 'list' ? { kind: 'list', call, type } : { kind: 'single', call, type };

const readBinding = (type: TypeDefinition, call: ReadCall, field: string | undefined): ReadBinding => ({ kind: 'read', call, type, field });

const eachBindings = (type: TypeDefinition, { each = {} }: ReadCall, within: string): readonly ReadBinding[] =>
  Object.entries(each).map(([field, call]) => ({ kind: 'read', call, type, field, within }));

/** Its first call is the list; the others answer members of the resource under their own names. */
const customBindings = (type: TypeDefinition, { calls }: CustomList): readonly Binding[] =>
  Object.entries(calls).map(([name, call]) => (call.kind === 'list' ? { kind: 'list', call, type } : readBinding(type, call, name)));
