/** Rows of `connections` and `accounts`. */
import type { AccountId, JobId, Provider } from '../ids.ts';

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

export interface AccountRow {
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
  /** Lease of the one inventory task that may work on this account. */
  readonly lease_job_id?: JobId;
  readonly lease_attempt?: number;
  readonly lease_until?: string;
  /** When the newest run gave the account back: what it used of the account's API budget comes back from then on. */
  readonly released_at?: string;
  /** `observed_at` of the newest run that took the lease: strictly growing, whatever the clocks say. */
  readonly observed_at?: string;
}
