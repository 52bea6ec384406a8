/** Logins from one machine: how `muster run` and the other local commands log in to a cloud without a deployment. */
import { z } from 'zod';
import type { ConnectionRow, ConnectionSettings } from '../connections/model.ts';
import { MusterError } from '../errors.ts';
import { PROVIDERS, type AccountId, type Provider } from '../ids.ts';
import type { Cloud } from './cloud.ts';

/** One entry of `connections:` in a configuration file. It says how to log in and holds no secret. The provider checks `settings`. */
export const loginSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'write letters, digits, ".", "_" and "-"; 64 at most'),
  provider: z.enum(PROVIDERS).default('aws'),
  /** A profile of the provider's own configuration files; if absent, the environment's credentials are used. */
  profile: z.string().min(1).max(256).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
});

export interface Login {
  /** The connection's name, or the profile's name if there is no connection. */
  readonly name: string;
  readonly provider: Provider;
  readonly profile?: string | undefined;
  /** The settings, checked by the provider's `loginSchema`. */
  readonly settings: ConnectionSettings;
}

/** The identity that the cloud reports for a login. */
export interface Identity {
  readonly provider: Provider;
  /** The account that the login's credentials belong to. */
  readonly account_id: AccountId;
  /** The user or role in the provider's notation: an ARN for AWS. */
  readonly user: string;
}

export interface VisibleRegion {
  readonly id: string;
  readonly name: string | null;
}

export interface VisibleAccount {
  readonly account_id: AccountId;
  readonly name: string | null;
  /** `Workloads/Production`; null if it is not known. */
  readonly organizational_unit: string | null;
}

export interface UnreadAccount extends VisibleAccount {
  /** Why the login cannot read it, and what to do, in the provider's words: `the connection names no role to assume there: …`. */
  readonly reason: string;
}

export interface VisibleAccounts {
  /** The accounts that the login can read, by id: its own, and the rest of its organization if it has a role to assume there. */
  readonly accounts: readonly VisibleAccount[];
  /** The accounts of the organization that this login cannot read, by id. */
  readonly others: readonly UnreadAccount[];
  /** One sentence that says why accounts are missing and what to do; absent if none is missing. */
  readonly note?: string;
}

/** The identity, regions and accounts that a login can see. @throws CloudError from every method */
export interface CloudDirectory {
  identity(): Promise<Identity>;
  /** The regions that the login's own account has enabled, by id. */
  regions(): Promise<readonly VisibleRegion[]>;
  accounts(): Promise<VisibleAccounts>;
}

export interface OpenLogin {
  readonly cloud: Cloud;
  readonly directory: CloudDirectory;
  /** The connection to pass to `cloud.open` with each account. */
  readonly connection: ConnectionRow;
}

/** A login that failed. The message is one sentence: which login, why, and what to do. It holds no secret and no text of the SDK's error. */
export class NotLoggedIn extends MusterError {
  readonly code = 'not_logged_in';
  /** True if the cloud did not answer at all, so the credentials may be right. */
  readonly unreachable: boolean;

  constructor(message: string, options: { readonly unreachable?: boolean } = {}) {
    super(message);
    this.name = 'NotLoggedIn';
    this.unreachable = options.unreachable ?? false;
  }
}
