/** A login to a cloud, opened by its provider: who it is, what it sees, and the sessions through which accounts are read. */
import { MusterError } from '../errors.ts';
import type { AccountId, Provider } from '../ids.ts';
import type { CloudSession } from './cloud.ts';
import type { Connection } from './connection.ts';
import type { ResourceType } from './resource-type.ts';

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
  /** `Workloads/Production`; empty for an account directly below the root; null if it is not known. A `/` or `%` in the name of a unit is written `%2F` or `%25`. */
  readonly organizational_unit: string | null;
  /** Absent if the cloud does not list tags together with accounts; see `CloudDirectory.tags`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** False if the cloud does not tell whether the account is in use, or in a word that Muster does not know. Absent if it tells. */
  readonly state_known?: false;
}

export interface UnreadAccount extends VisibleAccount {
  /** Why the login cannot read it, and what to do, in the provider's words: `the connection names no role to assume there: …`. */
  readonly reason: string;
  /** The provider's word for an account that is not in use: `SUSPENDED`, `CLOSED`, `Deleted`. Absent if the account is in use, and only this login cannot read it. */
  readonly state?: string;
}

export interface VisibleAccounts {
  /** The accounts that the login can read, by id: its own, and the rest of its organization if it has a role to assume there. */
  readonly accounts: readonly VisibleAccount[];
  /** The accounts of the organization that this login cannot read, by id. */
  readonly others: readonly UnreadAccount[];
  /** One sentence that says why accounts are missing and what to do; absent if none is missing. */
  readonly note?: string;
  /** Permissions that the login was refused while it looked for the accounts, in the provider's words: `organizations:ListAccounts`. */
  readonly missing?: readonly string[];
  /**
   * How much the absence of an account means. Absent: the organization was listed whole, so an account that is not named has left it. `granted`: the
   * accounts are those that the login was given, so others may exist. `refused`: the login may not list its organization.
   */
  readonly listing?: 'granted' | 'refused';
}

export interface VisibleCompartment {
  /** The provider's id of the compartment. */
  readonly id: string;
  readonly account_id: AccountId;
  /** The names from the account's root down to the compartment: `network/shared`. */
  readonly name: string | null;
}

/** The identity, regions and accounts that a login can see. Every method asks for the identity first. @throws CloudError @throws NotLoggedIn */
export interface CloudDirectory {
  /** Asks the cloud once; later calls give the same answer. @throws NotLoggedIn */
  identity(): Promise<Identity>;
  /** The regions that the login's own account has enabled, by id. */
  regions(): Promise<readonly VisibleRegion[]>;
  accounts(): Promise<VisibleAccounts>;
  /** The tags of one account, for a cloud that does not list them with the accounts: one request each. Undefined if the login may not read them. */
  tags?(accountId: AccountId): Promise<Readonly<Record<string, string>> | undefined>;
  /** The compartments of the accounts, by id; absent if the provider has none. */
  compartments?(): Promise<readonly VisibleCompartment[]>;
}

/** Permissions in the provider's words, as far as they can be told without reading everything. */
export interface ToldPermissions {
  readonly missing: readonly string[];
  /** Those of which it could not be found out whether the login has them. */
  readonly unknown: readonly string[];
}

/** One login, with its credentials: they are fetched when they are first needed, kept, and renewed before they expire. */
export interface OpenLogin {
  readonly connection: Connection;
  readonly directory: CloudDirectory;
  /**
   * Opens a session in one account, with permissions to read `types` only. `idleMs`: milliseconds since a run last called the account,
   * which say how much of its request budget has refilled.
   * @throws CloudError that says what was refused and what to do, with the number of requests that were sent. Its cause is a NotLoggedIn if the cloud
   * refused the login itself, and so every account of it
   */
  session(accountId: AccountId, idleMs: number, types: readonly ResourceType[]): Promise<CloudSession>;
  /**
   * The permissions that the login lacks in the account for reading the types; undefined if the cloud tells nothing of them. Absent if the
   * provider can tell of no account. @throws CloudError
   */
  missing?(accountId: AccountId, types: readonly ResourceType[]): Promise<ToldPermissions | undefined>;
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
