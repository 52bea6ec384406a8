/** The calls that a type definition makes, and the permissions that they need. */
import type { BatchCall, Call, ListCall, ReadCall, SingleCall, TokenMembers, Tokens, TypeDefinition } from './definition.ts';

export type AnyCall = ListCall | SingleCall | ReadCall | BatchCall;

/** The calls of the list, the main one first. */
export const listCallsOf = ({ list }: TypeDefinition): readonly (ListCall | SingleCall | ReadCall)[] =>
  list.kind === 'custom' ? Object.values(list.calls) : [list];

const withNested = (call: ReadCall): readonly ReadCall[] => [call, ...Object.values(call.each ?? {}).flatMap(withNested)];

/** Every call of the type: list, describe, joins, batch, details, total. The calls of its parent type are not included. */
export const callsOf = (type: TypeDefinition): readonly AnyCall[] => [
  ...listCallsOf(type),
  ...(type.describe ? [type.describe] : []),
  ...Object.values(type.joins ?? {}).map(({ list }) => list),
  ...Object.values(type.batch ?? {}),
  ...Object.values(type.details ?? {}).flatMap(withNested),
  ...(type.total ? [type.total.call] : []),
];

/** The permissions that the type needs to be read below its parents, its list's first, each once. `permissionOf` gives that of a call. */
export function permissionsOf(
  type: TypeDefinition,
  parents: readonly TypeDefinition[],
  permissionOf: (call: Call) => string,
): readonly string[] {
  const calls = [...callsOf(type), ...parents.flatMap(listCallsOf)];
  return [...new Set(calls.map(permissionOf))];
}

const isOne = (tokens: Tokens): tokens is TokenMembers => typeof tokens[0] === 'string';

/** The members of which a page token consists. */
export const tokenMembersOf = (tokens: Tokens): readonly [TokenMembers, ...TokenMembers[]] => (isOne(tokens) ? [tokens] : tokens);
