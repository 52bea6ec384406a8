/** The connections: how Muster logs in to each cloud organisation. */
import { isDeepStrictEqual } from 'node:util';
import type { ConnectionSettings } from '../clouds/connection.ts';
import { ConditionFailed, Conflict, NotFound } from '../errors.ts';
import type { Provider } from '../ids.ts';
import { isoTime, type Clock } from '../seams.ts';
import { absent, exists, type Key, type Page, type Store } from '../storage/store.ts';
import type { ConnectionRow } from './model.ts';

/** The deployment's own login. Accounts registered without a connection use it. */
export const DEFAULT_CONNECTION = 'aws';

export interface NewConnection {
  readonly connection_id: string;
  readonly provider: Provider;
  readonly name?: string | undefined;
  readonly settings: ConnectionSettings;
}

/** How the deployment itself logs in, from its environment. */
export type DeploymentLogin = Pick<ConnectionRow, 'provider' | 'settings'>;

export class ConnectionDirectory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async get(connectionId: string): Promise<ConnectionRow | undefined> {
    return (await this.#store.get('connections', { connection_id: connectionId })) as ConnectionRow | undefined;
  }

  async list(options: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<ConnectionRow>> {
    return (await this.#store.scan('connections', options)) as Page<unknown> as Page<ConnectionRow>;
  }

  /** @throws Conflict if the id is taken */
  async add(connection: NewConnection, clock: Clock): Promise<ConnectionRow> {
    const row = rowOf(connection, clock);
    try {
      await this.#store.put('connections', { ...row }, absent('connection_id'));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Conflict(`The connection ${row.connection_id} exists already; choose another connection_id.`);
    }
    return row;
  }

  /** Writes only the given fields. `settings` replace the stored ones as a whole. @throws NotFound */
  async change(
    connectionId: string,
    change: { readonly name?: string | undefined; readonly settings?: ConnectionSettings | undefined },
  ): Promise<ConnectionRow> {
    try {
      // The store's items have no type of their own; each row of `connections` was written as one.
      return (await this.#store.update('connections', { connection_id: connectionId }, { set: change })) as unknown as ConnectionRow;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw noConnection(connectionId);
    }
  }

  /** @throws NotFound */
  async remove(connectionId: string): Promise<void> {
    try {
      await this.#store.delete('connections', { connection_id: connectionId }, exists('connection_id'));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw noConnection(connectionId);
    }
  }

  /**
   * The default connection, created when it is first needed. If the deployment's settings have changed (another role or
   * external id), they replace the stored ones; otherwise its accounts would be read with a role that no longer exists.
   */
  async ensureDefault(login: DeploymentLogin, clock: Clock): Promise<ConnectionRow> {
    const stored = await this.get(DEFAULT_CONNECTION);
    if (stored?.provider === login.provider && isDeepStrictEqual(stored.settings, login.settings)) return stored;
    const row = rowOf({ connection_id: DEFAULT_CONNECTION, name: 'This deployment', ...login }, clock);
    const replacement = stored ? { ...row, name: stored.name, created_at: stored.created_at } : row;
    await this.#store.put('connections', { ...replacement });
    return replacement;
  }
}

/** @param id as a person wrote it */
export const noConnection = (id: string): NotFound =>
  new NotFound(`There is no connection ${id.slice(0, 100)}; GET /connections lists them.`);

const rowOf = ({ connection_id, provider, name, settings }: NewConnection, clock: Clock): ConnectionRow => ({
  connection_id,
  provider,
  name: name ?? connection_id,
  settings,
  created_at: isoTime(clock.now()),
});
