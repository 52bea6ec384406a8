/** Rows of `resources`, `changes` and `coverage`, and the report of a run on each of its slices. */
import type { Operation } from 'rfc6902';
import type { CloudErrorClass } from '../clouds/cloud-error.ts';
import type { LocatedResource } from '../clouds/cloud.ts';
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, JobId, Provider, ResourceUid, SliceId } from '../ids.ts';
import type { Kind } from '../clouds/resource-type.ts';
import type { SurveyGap } from '../clouds/survey.ts';
import type { WholeRow } from '../storage/whole-row.ts';

/**
 * How the fetch of a slice ended. Only slices that were read to their end, `complete` and `suspect` ones, delete resources. In a `suspect`
 * slice too many resources were missing at once: they are kept until a second run does not find them either. A `skipped` slice was not read,
 * because it was empty on the last three nights on which it was (`rhythm.ts`).
 */
export const SLICE_OUTCOMES = ['complete', 'partial', 'denied', 'unsupported', 'failed', 'suspect', 'skipped'] as const;
export type SliceOutcome = (typeof SLICE_OUTCOMES)[number];

export interface SliceKey {
  readonly type: string;
  readonly segment: string;
}

export interface SliceError {
  /** `fault`: an error of Muster's own. `capped`: the slice has more resources than the installation reads. */
  readonly class: CloudErrorClass | 'out_of_time' | 'too_large' | 'suspect' | 'fault' | 'capped';
  readonly error_code: string;
  readonly message: string;
  readonly permission?: string;
}

/** The part of a row that changes describe: applying a resource's patches in order, beginning with `null`, gives its newest state. */
export type ResourceState = Pick<LocatedResource, 'native_id' | 'name' | 'region' | 'tags' | 'config' | 'unread' | 'relationships'>;

export const CHANGE_OPS = ['add', 'update', 'delete', 'restore'] as const;
export type ChangeOp = (typeof CHANGE_OPS)[number];

/** A row's newest change. `patch` is absent if the change can be derived from the row itself (`add`, `delete`, or a change of the whole state). */
export interface LastChange {
  readonly op: ChangeOp;
  readonly version: number;
  readonly observed_at: string;
  readonly job_id: JobId;
  readonly patch?: readonly Operation[];
}

export interface ResourceRow extends ResourceState, OutboxAttributes {
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
  /** The version that the cloud's list gave the resource. While it is the same, the resource has not changed (see `FetchedResource`). */
  readonly source_version?: string;
  /** When a run stored other times of use, or another version, of the same state. Absent if that has not happened since `changed_at`. */
  readonly revised_at?: string;
  /** The form of the row's links in the table `links` (`LINKS_FORM`). Absent if an earlier release wrote the row. */
  readonly links_form?: number;
  /** 1 if the resource is in use, 0 if it is deleted. */
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

/** The coverage of one slice. */
export interface SliceCoverage {
  /** The outcome of the newest run. It, `at` and `error` are absent while the first run is under way. */
  readonly outcome?: SliceOutcome;
  /** When the newest run began, ISO 8601. */
  readonly at?: string;
  readonly error?: SliceError;
  /** The number of stored resources in use after the newest run, also of one that did not read the slice whole. */
  readonly count?: number;
  /** When the newest run began that read the slice whole, ISO 8601. */
  readonly complete_at?: string;
  /** False only if certainly no row of the slice is in use. */
  readonly populated: boolean;
  /** On how many nights, up to three, the slice was last read whole and empty. Absent if its newest reading was not whole, or not empty. */
  readonly empty_nights?: number;
  /** Ids that a `suspect` run did not see. The next run that reads the slice whole deletes those that it does not see either. */
  readonly held?: readonly string[];
}

/** Coverage tells of each type how its slice ended, or `not_read`: Muster has no definition of the type, and does not look at its resources. */
export const COVERAGE_OUTCOMES = [...SLICE_OUTCOMES, 'not_read'] as const;
export type CoverageOutcome = (typeof COVERAGE_OUTCOMES)[number];

/** The types of a segment that Muster has no definition of, as the cloud's own index shows them. */
export interface NotRead {
  /** When the run began that counted them, ISO 8601. */
  readonly at: string;
  /** Resources by type, in the index's words. */
  readonly counts: Readonly<Record<string, number>>;
  /** The row of the segment `global` tells why the account's types could not be counted, or not all of them. */
  readonly gap?: SurveyGap;
}

/** One row per account and segment, always written whole. `coverage.ts` defines its stored form. */
export interface CoverageRow extends WholeRow {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly slices: Readonly<Record<string, SliceCoverage>>;
  /** Absent if no run has counted the types that are not read, or if there are none. */
  readonly not_read?: NotRead;
}

/** Numbers of resources, summed over slices. */
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

/** The result of one run for one slice. */
export interface SliceReport extends SliceKey {
  readonly outcome: SliceOutcome;
  readonly counts: RunCounts;
  readonly error?: SliceError;
  /** Permissions without which the cloud refused detail reads. */
  readonly missing_permissions: readonly string[];
}
