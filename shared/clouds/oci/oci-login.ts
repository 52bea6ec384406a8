/** One login to OCI, through which its tenancy is read. */
import { type AccountId, nativeId } from '../../ids.ts';
import { CloudError } from '../cloud-error.ts';
import type { CloudSession } from '../cloud.ts';
import type { Connection } from '../connection.ts';
import { type CloudDirectory, NotLoggedIn, type OpenLogin } from '../login.ts';
import { type Accepted, type AccessOptions, OciAccess } from './access/oci-access.ts';
import { OciDirectory } from './directory.ts';
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
