/** Rows of `connections` and `accounts`. */
import type { AccountId, JobId, Provider } from '../ids.ts';
import type { Severity } from '../policies/policy.ts';

/** One login to one cloud organisation. Never holds a secret, only how to get at one. */
export interface ConnectionRow {
  readonly connection_id: string;
  readonly provider: Provider;
  readonly name: string;
  /** AWS: name of the role to take in each account, without path. */
  readonly role_name?: string;
  /** AWS: asked for by the role's trust policy. Identifies this deployment; not a secret. */
  readonly external_id?: string;
  readonly created_at: string;
}

/** How the newest run over the account ended. */
export const ACCOUNT_STATUSES = ['never_run', 'ok', 'partial', 'failed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export interface AccountRow extends AccountLease, PrefixedLease<'scan_'>, PrefixedLease<'export_'> {
  readonly account_id: AccountId;
  readonly connection_id: string;
  readonly name: string;
  readonly organizational_unit?: string;
  readonly enabled: boolean;
  readonly status: AccountStatus;
  readonly created_at: string;
  readonly last_run?: { readonly job_id: JobId; readonly status: string; readonly at: string; readonly error?: string };
  /** Resources in use by type, as the newest runs saw them. */
  readonly resource_counts?: Readonly<Record<string, number>>;
  readonly last_scan?: { readonly job_id: JobId; readonly status: string; readonly at: string; readonly error?: string };
  /** Open findings by severity, as the newest scan left them. */
  readonly findings?: Readonly<Partial<Record<Severity, number>>>;
  readonly last_export?: { readonly job_id: JobId; readonly status: string; readonly at: string; readonly error?: string };
}

/** How an operation holds an account: fields of the account's row, each under the operation's prefix. */
export interface AccountLease {
  /** Lease of the one task of the operation that may work on this account. */
  readonly lease_job_id?: JobId;
  readonly lease_attempt?: number;
  readonly lease_until?: string;
  /** When the newest run gave the account back: what an inventory used of its API budget comes back from then on. */
  readonly released_at?: string;
  /** Of the newest run that took the lease: strictly growing, whatever the clocks say. */
  readonly observed_at?: string;
}

export const LEASE_FIELDS = ['lease_job_id', 'lease_attempt', 'lease_until', 'released_at', 'observed_at'] as const;

/** Of an inventory's lease, of a scan's and of an export's. */
export const LEASE_PREFIXES = ['', 'scan_', 'export_'] as const;
export type LeasePrefix = (typeof LEASE_PREFIXES)[number];

type PrefixedLease<P extends LeasePrefix> = { readonly [K in keyof AccountLease as `${P}${K}`]: AccountLease[K] };
