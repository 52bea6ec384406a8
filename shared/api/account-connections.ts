/** The connection that a request gives to accounts: it exists, can read them, and is not being removed. */
import type { ConnectionSettings } from '../clouds/connection.ts';
import { DEFAULT_CONNECTION, type DeploymentLogin } from '../connections/connection-repository.ts';
import { Conflict, InvalidRequest } from '../errors.ts';
import { type AccountId, providerOf } from '../ids.ts';
import { suggestion } from '../validation/nearest.ts';
import type { RequestContext } from './api-env.ts';

/** Each of these connections that exists. The default connection exists, whether or not it has been stored. */
export async function loginsOf(
  ids: readonly string[],
  { connections, login }: RequestContext,
): Promise<ReadonlyMap<string, DeploymentLogin | undefined>> {
  const loginOf = async (id: string): Promise<DeploymentLogin | undefined> =>
    id === DEFAULT_CONNECTION ? login : await connections.get(id);
  return new Map(await Promise.all(ids.map(async (id) => [id, await loginOf(id)] as const)));
}

interface WantedConnection {
  readonly id: string;
  /** The field of the request that names it. */
  readonly field: string;
  readonly known: ReadonlyMap<string, DeploymentLogin | undefined>;
  /** The settings of the connection by which the account was read until now. */
  readonly before?: ConnectionSettings | undefined;
}

/** Stores the default connection if accounts are about to use it. Called once a request is known to be valid. */
export async function storeDefault(ids: readonly (string | undefined)[], { connections, login, clock }: RequestContext): Promise<void> {
  if (ids.includes(DEFAULT_CONNECTION)) await connections.ensureDefault(login, clock);
}

/** @throws InvalidRequest naming `field` if there is no such connection, or it can never read the account */
export async function checkConnection(
  accountId: AccountId,
  { id, field, known, before }: WantedConnection,
  { providers, connections }: RequestContext,
): Promise<void> {
  const login = known.get(id);
  if (!login) {
    const ids: string[] = [DEFAULT_CONNECTION];
    for await (const { connection_id } of connections.all()) ids.push(connection_id);
    throw new InvalidRequest(
      field,
      `${field}: there is no connection ${id}; POST /connections creates one.${suggestion(id, [...new Set(ids)])}`,
    );
  }
  if (login.provider !== providerOf(accountId)) {
    throw new InvalidRequest(
      field,
      `${field}: ${id} logs in to ${login.provider} and cannot reach ${accountId}; name a connection of the account's provider.`,
    );
  }
  const why = providers.find((each) => each.id === login.provider)?.cannotRead(accountId, login.settings, before);
  if (why !== undefined) throw new InvalidRequest(field, `${field}: ${id} cannot read ${accountId}, which ${why}.`);
}

/** To be asked after accounts were given to the connection. The default connection is never removed. */
export const isKept = async (id: string, { connections, clock }: RequestContext): Promise<boolean> =>
  id === DEFAULT_CONNECTION || (await connections.keeps(id, clock));

export const beingRemoved = (id: string): Conflict =>
  new Conflict(`The connection ${id} is being removed or is gone; name another, and send the request again.`);
