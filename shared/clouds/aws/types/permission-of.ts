/** The API of an AWS service that answers a call, and the IAM permission that the call needs. */
import type { Call, OtherApi, ServiceDefinition } from './definition.ts';

/** The API that answers the call. @throws TypeError if the service has no such API */
export function apiOf<Service extends Pick<ServiceDefinition, 'permissions' | 'apis'>>(
  service: Service,
  { operation, api }: Call,
): Service | OtherApi {
  const found = api === undefined ? service : service.apis?.find(({ id }) => id === api);
  if (!found) throw new TypeError(`${operation} is a call of ${api}, which is none of the service's apis.`);
  return found;
}

/** The name of a call's command among those of a service: its operation, after the id of the API if that is not the service's own. */
export const commandName = ({ api, operation }: Pick<Call, 'api' | 'operation'>): string =>
  api === undefined ? operation : `${api}.${operation}`;

export const permissionOf = (service: Pick<ServiceDefinition, 'permissions' | 'apis'>, call: Call): string =>
  call.permission ?? `${apiOf(service, call).permissions}:${call.operation}`;
