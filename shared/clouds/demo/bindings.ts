/** The calls of a service that the type definitions make, and the types that they serve. The answerer must answer these calls. */
import type { BatchCall, Call, List, ListCall, ReadCall, SingleCall, TypeDefinition } from '../types/definition.ts';

interface Bound<Kind extends string, Made extends Call> {
  readonly kind: Kind;
  readonly call: Made;
  readonly type: TypeDefinition;
  /** The id of the service that the type belongs to. Several services can answer through one API. */
  readonly service: string;
}

/** A list of a type's resources. */
export type ListBinding = Bound<'list', ListCall> & {
  /** The list's name among the calls of a custom list. A sample names the call that lists it. */
  readonly name?: string;
  /** For a join: the member of `config` that its elements provide, and the member's path in the element. */
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
  /** The read is made for each element of this member of `config`, and its answer becomes the element's member `field`. */
  readonly within?: string;
};
export type BatchBinding = Bound<'batch', BatchCall> & { readonly field: string | undefined };

export type Binding = ListBinding | SingleBinding | ReadBinding | BatchBinding;

/** A type and the service that it belongs to. */
export type OwnedType = Pick<Binding, 'type' | 'service'>;

/** The bindings of the types' calls that `concerns` names, by operation. */
export const bindingsOf = (types: readonly OwnedType[], concerns: (call: Call) => boolean): ReadonlyMap<string, readonly Binding[]> =>
  Map.groupBy(
    types.flatMap(bindingsOfType).filter(({ call }) => concerns(call)),
    ({ call }) => call.operation,
  );

function bindingsOfType(of: OwnedType): readonly Binding[] {
  const { list, describe, details = {}, batch = {}, joins = {} } = of.type;
  return [
    ...listBindings(of, list),
    ...(describe?.kind === 'read' ? [readBinding(of, describe, undefined)] : []),
    ...(describe?.kind === 'batch' ? [batchBinding(of, describe, undefined)] : []),
    ...Object.entries(details).flatMap(([field, call]) => [readBinding(of, call, field), ...eachBindings(of, call, field)]),
    ...Object.entries(batch).map(([field, call]) => batchBinding(of, call, field)),
    ...Object.entries(joins).map(([field, { list: call, on, take, many = false }]): ListBinding => {
      return { ...of, kind: 'list', call, join: { field, take, on, many } };
    }),
  ];
}

/** The bindings of a type's list. The reads in a custom list return members of the resource under the reads' names. */
function listBindings(of: OwnedType, list: List): readonly Binding[] {
  if (list.kind === 'single') return [{ ...of, kind: 'single', call: list }];
  if (list.kind === 'list') return [{ ...of, kind: 'list', call: list }];
  return Object.entries(list.calls).map(([name, call]) =>
    call.kind === 'list' ? { ...of, kind: 'list', call, name } : readBinding(of, call, name),
  );
}

const readBinding = (of: OwnedType, call: ReadCall, field: string | undefined): ReadBinding => ({ ...of, kind: 'read', call, field });
const batchBinding = (of: OwnedType, call: BatchCall, field: string | undefined): BatchBinding => ({ ...of, kind: 'batch', call, field });

const eachBindings = (of: OwnedType, { each = {} }: ReadCall, within: string): readonly ReadBinding[] =>
  Object.entries(each).map(([field, call]) => ({ ...of, kind: 'read', call, field, within }));
