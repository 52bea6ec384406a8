/** Reads who a login to OCI is and what it sees: its tenancy, the regions that the tenancy subscribes to, and its compartments. */
import { parseAccountId } from '../../ids.ts';
import {
  NotLoggedIn,
  type CloudDirectory,
  type Identity,
  type VisibleAccounts,
  type VisibleCompartment,
  type VisibleRegion,
} from '../login.ts';
import type { OciAccess } from './access/oci-access.ts';
import { classifyError } from './access/oci-failure.ts';
import { IDENTITY, type Tenancy } from './access/tenancy.ts';

export class OciDirectory implements CloudDirectory {
  readonly #access: OciAccess;

  constructor(access: OciAccess) {
    this.#access = access;
  }

  async identity(): Promise<Identity> {
    const { user, tenancy } = await this.#access.accepted();
    return { provider: 'oci', account_id: parseAccountId(`oci:${tenancy}`), user };
  }

  /** The regions that are ready; the name says which of them is the home region. */
  async regions(): Promise<readonly VisibleRegion[]> {
    const { regions } = await this.#access.accepted();
    return regions
      .map(({ region, isHome }) => ({ id: region, name: isHome ? 'home region' : null }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** A login sees one tenancy. */
  async accounts(): Promise<VisibleAccounts> {
    const { account_id } = await this.identity();
    const name = await this.#read((tenancy) => tenancy.name());
    return { accounts: [{ account_id, name, organizational_unit: null }], others: [], listing: 'granted' };
  }

  async compartments(): Promise<readonly VisibleCompartment[]> {
    const { account_id } = await this.identity();
    const compartments = await this.#read((tenancy) => tenancy.compartments());
    return compartments.map(({ id, path }) => ({ id, account_id, name: path })).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** @throws CloudError @throws NotLoggedIn */
  async #read<T>(use: (tenancy: Tenancy) => Promise<T>): Promise<T> {
    const { homeRegion } = await this.#access.accepted();
    try {
      return await use(await this.#access.tenancy());
    } catch (error) {
      if (error instanceof NotLoggedIn) throw error;
      throw classifyError(error, { service: IDENTITY, region: homeRegion });
    }
  }
}
