/** One login to OCI, through which its tenancy is read. */
import { type AccountId, nativeId } from '../../ids.ts';
import pLimit from 'p-limit';
import { CloudError } from '../cloud-error.ts';
import { type CloudSession, GLOBAL_SEGMENT } from '../cloud.ts';
import type { Connection } from '../connection.ts';
import { type CloudDirectory, NotLoggedIn, type OpenLogin, type ToldPermissions } from '../login.ts';
import type { ResourceType } from '../resource-type.ts';
import { type Accepted, type AccessOptions, OciAccess } from './access/oci-access.ts';
import { COMPARTMENTS_INSPECT } from './access/tenancy.ts';
import { OciDirectory } from './directory.ts';
import { PermissionTrial } from './permission-trial.ts';
import { OciSession, type ServiceCatalog } from './session.ts';

export interface OciLoginOptions extends AccessOptions {
  readonly connection: Connection;
  readonly detailConcurrency?: number | undefined;
  /** The services that sessions can read; the registered ones if absent. */
  readonly catalog?: ServiceCatalog | undefined;
}

export class OciLogin implements OpenLogin {
  readonly connection: Connection;
  readonly directory: CloudDirectory;
  readonly #options: OciLoginOptions;
  readonly #access: OciAccess;

  constructor(options: OciLoginOptions) {
    this.connection = options.connection;
    this.#options = options;
    this.#access = new OciAccess(options);
    this.directory = new OciDirectory(this.#access);
  }

  /** OCI has no way to narrow a login, so the session may read whatever the login may. */
  async session(accountId: AccountId, idleMs: number): Promise<CloudSession> {
    const { send, clock, random, signal, detailConcurrency, catalog, name } = this.#options;
    const before = this.#access.counter.calls;
    const accepted = await this.#accepted();
    const tenancy = nativeId(accountId);
    if (tenancy !== accepted.tenancy) {
      throw new CloudError(
        `The connection ${name} logs in to ${accepted.tenancy}, not to ${tenancy}; correct the tenancy of the connection, or register the account with another one.`,
        { class: 'denied', error_code: 'WrongAccount' },
      );
    }
    const counter = { calls: this.#access.counter.calls - before };
    return new OciSession({ accepted, send, clock, random, counter, signal, idleMs, detailConcurrency, catalog });
  }

  /** By a trial in the home region, because OCI tells of no permissions. The login itself needs those of the tenancy's frame. */
  async missing(_account: AccountId, types: readonly ResourceType[]): Promise<ToldPermissions> {
    const { send, clock, random, signal, catalog } = this.#options;
    const accepted = await this.#accepted();
    const trial = new PermissionTrial();
    const session = new OciSession({ accepted, send, clock, random, counter: { calls: 0 }, signal, idleMs: Infinity, catalog, trial });
    const limit = pLimit(TRIED_AT_ONCE);
    try {
      await Promise.all(types.map(async (type) => await limit(async () => await tryType(session, type, accepted.homeRegion))));
    } finally {
      session.close();
    }
    const compartments = await this.#lacksCompartments();
    return {
      missing: [...new Set([...trial.missing, ...compartments])].toSorted(),
      unknown: trial.unknownOf(types.flatMap(({ permissions }) => permissions)),
    };
  }

  async #lacksCompartments(): Promise<readonly string[]> {
    try {
      await this.directory.compartments?.();
      return [];
    } catch (error) {
      if (error instanceof CloudError && error.details.class === 'denied') return [COMPARTMENTS_INSPECT];
      throw error;
    }
  }

  /** @throws CloudError */
  async #accepted(): Promise<Accepted> {
    try {
      return await this.#access.accepted();
    } catch (error) {
      if (!(error instanceof NotLoggedIn)) throw error;
      throw new CloudError(
        error.message,
        { class: error.unreachable ? 'transient' : 'denied', error_code: 'NotLoggedIn' },
        { cause: error, apiCalls: this.#access.counter.calls },
      );
    }
  }
}

/** How many types a trial reads at once. */
const TRIED_AT_ONCE = 8;

/** Reads the first page of the type with all its details. Its calls tell the session's trial how they ended. */
async function tryType(session: OciSession, type: ResourceType, homeRegion: string): Promise<void> {
  try {
    for await (const _page of session.fetch({ ...type, asked: type.optional ?? [] }, type.scope === 'global' ? GLOBAL_SEGMENT : homeRegion))
      return;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
  }
}
