/** The calls that a type definition makes, and the permissions that they need. */
import type { BatchCall, Call, ListCall, OtherApi, ReadCall, ServiceDefinition, SingleCall, TypeDefinition } from './definition.ts';

export type AnyCall = ListCall | SingleCall | ReadCall | BatchCall;

/** The calls of the list, the main one first. */
export const listCallsOf = ({ list }: TypeDefinition): readonly (ListCall | SingleCall | ReadCall)[] =>
  list.kind === 'custom' ? Object.values(list.calls) : [list];

const withNested = (call: ReadCall): readonly ReadCall[] => [call, ...Object.values(call.each ?? {}).flatMap(withNested)];

/** Every call of the type: list, describe, joins, batch, details. The calls of its parent type are not included. */
export const callsOf = (type: TypeDefinition): readonly AnyCall[] => [
  ...listCallsOf(type),
  ...(type.describe ? [type.describe] : []),
  ...Object.values(type.joins ?? {}).map(({ list }) => list),
  ...Object.values(type.batch ?? {}),
  ...Object.values(type.details ?? {}).flatMap(withNested),
];

/** The API that answers the call. @throws TypeError if the service has no such API */
export function apiOf<Service extends Pick<ServiceDefinition, 'permissions' | 'apis'>>(
  service: Service,
  { operation, api }: Call,
): Service | OtherApi {
  const found = api === undefined ? service : service.apis?.find(({ id }) => id === api);
  if (!found) throw new TypeError(`${operation} is a call of ${api}, which is none of the service's apis.`);
  return found;
}

export const permissionOf = (service: Pick<ServiceDefinition, 'permissions' | 'apis'>, call: Call): string =>
  call.permission ?? `${apiOf(service, call).permissions}:${call.operation}`;

/** The permissions that the type needs, its list's first, each once. */
export function permissionsOf(service: ServiceDefinition, type: TypeDefinition, parent: TypeDefinition | undefined): readonly string[] {
  const calls = [...callsOf(type), ...(parent ? listCallsOf(parent) : [])];
  return [...new Set(calls.map((call) => permissionOf(service, call)))];
}
