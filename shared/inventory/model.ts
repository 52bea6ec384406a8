/** Rows of `resources`, `changes` and `coverage`, and what a run says of its slices. */
import type { Operation } from 'rfc6902';
import type { CloudErrorClass } from '../clouds/cloud-error.ts';
import type { LocatedResource } from '../clouds/cloud.ts';
import type { AccountId, JobId, Provider, ResourceUid, SliceId } from '../ids.ts';
import type { Kind } from '../clouds/resource-type.ts';
import type { WholeRow } from '../storage/whole-row.ts';

/** How the fetch of a slice ended. Only `complete` may delete. */
export const SLICE_OUTCOMES = ['complete', 'partial', 'denied', 'unsupported', 'failed', 'suspect'] as const;
export type SliceOutcome = (typeof SLICE_OUTCOMES)[number];

export interface SliceKey {
  readonly type: string;
  readonly segment: string;
}

export interface SliceError {
  readonly class: CloudErrorClass | 'out_of_time' | 'too_large' | 'suspect';
  readonly error_code: string;
  readonly message: string;
  readonly permission?: string;
}

/** The part of a row that changes describe: replaying a resource's patches from `null` rebuilds it. */
export type ResourceState = Pick<LocatedResource, 'native_id' | 'name' | 'region' | 'tags' | 'config' | 'unread' | 'relationships'>;

export type ChangeOp = 'add' | 'update' | 'delete' | 'restore';

/** A row's newest change. `patch` only where it cannot be told from the row itself (op `update` and `restore`). */
export interface LastChange {
  readonly op: ChangeOp;
  readonly version: number;
  readonly observed_at: string;
  readonly job_id: JobId;
  readonly patch?: readonly Operation[];
}

export interface ResourceRow extends ResourceState {
  readonly slice_id: SliceId;
  readonly resource_id: string;
  readonly resource_uid: ResourceUid;
  readonly type_shard: string;
  readonly account_id: AccountId;
  readonly provider: Provider;
  readonly type: string;
  readonly kind: Kind;
  readonly service: string;
  readonly segment: string;
  readonly content_hash: string;
  readonly version: number;
  readonly first_seen_at: string;
  readonly observed_at: string;
  readonly changed_at: string;
  readonly last_change: LastChange;
  /** By it the cloud's list tells that nothing of the resource has changed; see `FetchedResource`. */
  readonly source_version?: string;
  /** 1 in use, 0 deleted. */
  readonly is_last: 0 | 1;
  readonly deleted_at?: string;
  readonly expires_at?: number;
}

export interface ChangeRow {
  readonly resource_uid: ResourceUid;
  readonly version: number;
  readonly account_day: string;
  readonly account_id: AccountId;
  readonly type: string;
  readonly region: string;
  readonly op: ChangeOp;
  readonly observed_at: string;
  readonly job_id: JobId;
  /** JSON Patch (RFC 6902) from the state before (`null` before an `add`) to the state after. Empty for `delete`. */
  readonly patch: readonly Operation[];
}

/** What coverage keeps of one slice. */
export interface SliceCoverage {
  /** Of the newest run. Absent while a first run is under way. */
  readonly outcome?: SliceOutcome;
  readonly at?: string;
  readonly error?: SliceError;
  /** Resources in use after the newest complete run. */
  readonly count?: number;
  /** When the slice was last seen whole. */
  readonly complete_at?: string;
  /** False only while it is certain that no row of the slice is in use. */
  readonly populated: boolean;
  /** Ids that a `suspect` run missed; deleted if the next complete run misses them too. */
  readonly held?: readonly string[];
}

/** One row per account and segment, always written whole; `coverage.ts` has its stored form. */
export interface CoverageRow extends WholeRow {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly slices: Readonly<Record<string, SliceCoverage>>;
}

/** What a run did, summed up over slices. */
export interface RunCounts {
  readonly resources: number;
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly restored: number;
  readonly unchanged: number;
  /** Resources with at least one field that could not be read. */
  readonly unread: number;
}

export const NO_COUNTS: RunCounts = { resources: 0, added: 0, updated: 0, deleted: 0, restored: 0, unchanged: 0, unread: 0 };

/** One slice of one run. */
export interface SliceReport extends SliceKey {
  readonly outcome: SliceOutcome;
  readonly counts: RunCounts;
  readonly error?: SliceError;
  /** Permissions that detail reads lacked. */
  readonly missing_permissions: readonly string[];
}
