/** Logins of one machine: how `muster run` and its sisters get into a cloud without a deployment. */
import { z } from 'zod';
import type { ConnectionRow, ConnectionSettings } from '../connections/model.ts';
import { MusterError } from '../errors.ts';
import { PROVIDERS, type AccountId, type Provider } from '../ids.ts';
import type { Cloud } from './cloud.ts';

/** One of `connections:` in a configuration file. It says how to log in and never holds a secret. Its provider checks the settings. */
export const loginSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'write letters, digits, ".", "_" and "-"; 64 at most'),
  provider: z.enum(PROVIDERS).default('aws'),
  /** A profile of the provider's own configuration files; without it, what the environment gives. */
  profile: z.string().min(1).max(256).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
});

export interface Login {
  /** Of the connection, or of the profile where there is none. */
  readonly name: string;
  readonly provider: Provider;
  readonly profile?: string | undefined;
  /** As the provider's `loginSchema` has checked them. */
  readonly settings: ConnectionSettings;
}

/** Who the cloud says that the login is. */
export interface Identity {
  readonly provider: Provider;
  /** The login's own account. */
  readonly account_id: AccountId;
  /** In the provider's words: an ARN for AWS. */
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
  /** Those that the login leads to: its own one, and with a role to take there, the rest of its organization. By id. */
  readonly accounts: readonly VisibleAccount[];
  /** Others of the organization, which this login cannot read. By id. */
  readonly others: readonly UnreadAccount[];
  /** Why these are not all that one might expect, and what to do about it: one sentence. */
  readonly note?: string;
}

/** What a login sees of its cloud, besides resources. @throws CloudError from every method */
export interface CloudDirectory {
  identity(): Promise<Identity>;
  /** Those that the login's own account has enabled, by id. */
  regions(): Promise<readonly VisibleRegion[]>;
  accounts(): Promise<VisibleAccounts>;
}

export interface OpenLogin {
  readonly cloud: Cloud;
  readonly directory: CloudDirectory;
  /** What `cloud.open` is to be given with each account. */
  readonly connection: ConnectionRow;
}

/** One sentence: which login, why, and what to do. It holds no secret, and nothing of the SDK's error. */
export class NotLoggedIn extends MusterError {
  readonly code = 'not_logged_in';
  /** The cloud did not answer at all, so the login may be good. */
  readonly unreachable: boolean;

  constructor(message: string, options: { readonly unreachable?: boolean } = {}) {
    super(message);
    this.name = 'NotLoggedIn';
    this.unreachable = options.unreachable ?? false;
  }
}
