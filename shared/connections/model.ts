/** The rows of the tables `connections` and `accounts`. */
import type { Connection } from '../clouds/connection.ts';
import type { AccountId, CustomerId, JobId } from '../ids.ts';
import type { Severity } from '../severity.ts';

/** One login to one cloud organisation. It never holds a secret, only where to find one. */
export interface ConnectionRow extends Omit<Connection, 'profile'> {
  readonly name: string;
  readonly created_at: string;
  /** Names the request that is removing the connection, and until when (milliseconds since 1970) it may take. */
  readonly removing?: string;
  readonly removing_until?: number;
}

/** How the newest inventory of the account ended; `partial` also after one over a part of it, while slices of other parts are not whole. */
export const ACCOUNT_STATUSES = ['never_run', 'ok', 'partial', 'failed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** How the newest task of an operation over an account ended. */
export interface LastRun {
  readonly job_id: JobId;
  readonly status: string;
  readonly at: string;
  readonly error?: string;
  /** The class of the error. Absent in rows of earlier releases. */
  readonly error_class?: string;
  /** The service and regions to which the job was limited. Absent if it covered every service in every region. */
  readonly scope?: { readonly service?: string; readonly regions?: readonly string[] };
}

export interface AccountCoverage {
  /** The number of slices that were seen whole. */
  readonly whole: number;
  /** The number of slices that were not; those of the types in `search_only_types` are not counted. */
  readonly not_whole: number;
  /** The number of types without a definition that are known from a search alone, which does not tell what it leaves out. */
  readonly search_only_types: number;
  /** The number of slices that were not read, because they were empty on the last three nights. Absent in rows of earlier releases. */
  readonly skipped?: number;
  /** The types of which Muster has no definition, as the cloud's own index shows them. Absent if they were not counted yet. */
  readonly not_read?: { readonly types: number; readonly resources: number; readonly why_not_all?: string };
}

export interface AccountRow {
  readonly account_id: AccountId;
  readonly connection_id: string;
  /** The customer who owns the account with all of its resources; absent if it belongs to nobody. */
  readonly customer_id?: CustomerId;
  /** Different for each write of `customer_id` (`shared/customers/ownership.ts`). */
  readonly owner_claim?: string;
  readonly name: string;
  /** The name that the cloud gave when it was last asked. `name` follows it until a person gives the account another name. */
  readonly directory_name?: string;
  /** Names from the root down, as `unitName` writes them: `Workloads/Production`; empty at the root; absent if it is not known. */
  readonly organizational_unit?: string;
  /** As the cloud's organization has them; absent if they were not read yet. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly enabled: boolean;
  /** Present if a sync has disabled the account. An account that a person has disabled has neither field, and no sync enables it. */
  readonly disabled_by?: 'sync';
  readonly disabled_reason?: string;
  /** The provider's word for an account that is not in use: `SUSPENDED`, `CLOSED`, `Deleted`. Absent for one that is. */
  readonly state?: string;
  /** When a sync first found that the account has left the organization of its connection. */
  readonly left_at?: string;
  readonly status: AccountStatus;
  readonly created_at: string;
  /** How the newest task of each operation ended: `last_inventory`, `last_scan`, …. */
  readonly [last: `last_${string}`]: LastRun | undefined;
  /** `observed_at` of the newest run that recorded its results, for each operation: `inventory_observed_at`, …. */
  readonly [order: `${string}_observed_at`]: string | undefined;
  /** Number of stored resources in use, by type. Types without a definition are counted too. */
  readonly resource_counts?: Readonly<Record<string, number>>;
  /** The types without a definition of which resources are or were stored, sorted. */
  readonly undeclared_types?: readonly string[];
  /** How many slices (type and segment) their newest inventories saw whole. */
  readonly coverage?: AccountCoverage;
  /** Number of findings that are open after the newest scan, by severity. */
  readonly findings?: Readonly<Partial<Record<Severity, number>>>;
}
