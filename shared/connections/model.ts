/** Rows of `connections` and `accounts`. */
import type { AccountId, JobId, Provider } from '../ids.ts';
import type { Severity } from '../severity.ts';

/** Settings of a connection that only its provider understands, such as the name of an AWS role. They never hold a secret. */
export type ConnectionSettings = Readonly<Record<string, unknown>>;

/** One login to one cloud organisation. Never holds a secret, only how to get at one. */
export interface ConnectionRow {
  readonly connection_id: string;
  readonly provider: Provider;
  readonly name: string;
  /** What only the provider understands, checked by its `loginSchema`. */
  readonly settings: ConnectionSettings;
  readonly created_at: string;
}

/** How the newest inventory of the account ended. */
export const ACCOUNT_STATUSES = ['never_run', 'ok', 'partial', 'failed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** How the newest task of an operation over an account ended. */
export interface LastRun {
  readonly job_id: JobId;
  readonly status: string;
  readonly at: string;
  readonly error?: string;
}

export interface AccountRow {
  readonly account_id: AccountId;
  readonly connection_id: string;
  readonly name: string;
  readonly organizational_unit?: string;
  readonly enabled: boolean;
  readonly status: AccountStatus;
  readonly created_at: string;
  /** `last_inventory`, `last_scan`, …: how the newest task of each operation ended. */
  readonly [last: `last_${string}`]: LastRun | undefined;
  /** `inventory_observed_at`, …: `observed_at` of the run that told last, for each operation. */
  readonly [order: `${string}_observed_at`]: string | undefined;
  /** Resources in use by type, as the newest runs saw them. */
  readonly resource_counts?: Readonly<Record<string, number>>;
  /** Open findings by severity, as the newest scan left them. */
  readonly findings?: Readonly<Partial<Record<Severity, number>>>;
}
