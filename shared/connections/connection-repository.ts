/** The connections: how Muster logs in to each cloud organisation. */
import { isDeepStrictEqual } from 'node:util';
import type { ConnectionSettings } from '../clouds/connection.ts';
import { ConditionFailed, Conflict, NotFound } from '../errors.ts';
import type { Cloud } from '../ids.ts';
import { isoTime, type Clock } from '../seams.ts';
import { absent, any, atMost, equals, type Key, type Page, scanAll, type Store } from '../storage/store.ts';
import type { ConnectionRow } from './model.ts';

/** The deployment's own login. Accounts registered without a connection use it. */
export const DEFAULT_CONNECTION = 'aws';

/** A removal takes less: the API's function ends after 30 seconds. */
const REMOVAL_MS = 60_000;

export interface NewConnection {
  readonly connection_id: string;
  readonly provider: Cloud;
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

  async *all(): AsyncGenerator<ConnectionRow> {
    // The store's items have no type of their own; each row of `connections` was written as one.
    for await (const item of scanAll(this.#store, 'connections')) yield item as unknown as ConnectionRow;
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

  /**
   * Removes the connection unless `checkUnused` throws, also while other processes give it accounts. The row is marked first, then
   * `checkUnused` reads the accounts (strongly consistently), then the row is deleted if the mark is still the same. Whoever has given the connection
   * an account calls `keeps` afterwards: either that sees the mark, or `checkUnused` sees the account.
   * @param request names this request uniquely
   * @throws NotFound; Conflict if another request removes the connection, or was given an account meanwhile
   */
  async remove(connectionId: string, request: string, clock: Clock, checkUnused: () => Promise<void>): Promise<void> {
    const key = { connection_id: connectionId };
    const mark = { removing: request, removing_until: clock.now() + REMOVAL_MS };
    try {
      await this.#store.update('connections', key, { set: mark }, any(absent('removing'), atMost('removing_until', clock.now())));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (!(await this.get(connectionId))) throw noConnection(connectionId);
      throw new Conflict(`Another request is removing the connection ${connectionId}; try again in a minute.`);
    }
    try {
      await checkUnused();
    } catch (error) {
      await this.#unmark(connectionId, request);
      throw error;
    }
    try {
      await this.#store.delete('connections', key, equals('removing', request));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Conflict(`The connection ${connectionId} was given an account while it was being removed; it was not removed.`);
    }
  }

  /**
   * Whether the connection stays: to be asked after an account was given to it. If not, it is being removed or is gone, and the caller takes the
   * account away from it again. A removal that has taken too long is stopped.
   */
  async keeps(connectionId: string, clock: Clock): Promise<boolean> {
    for (;;) {
      // The store's items have no type of their own; each row of `connections` was written as one.
      const row = (await this.#store.get('connections', { connection_id: connectionId }, { consistent: true })) as
        | ConnectionRow
        | undefined;
      if (row?.removing === undefined) return row !== undefined;
      if ((row.removing_until ?? 0) > clock.now()) return false;
      if (await this.#unmark(connectionId, row.removing)) return true;
    }
  }

  /** False if the connection has no such mark any more. */
  async #unmark(connectionId: string, request: string): Promise<boolean> {
    const marked = equals('removing', request);
    try {
      await this.#store.update('connections', { connection_id: connectionId }, { remove: ['removing', 'removing_until'] }, marked);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return false;
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
