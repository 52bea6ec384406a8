/**
 * The lines of an export's files, whoever wrote it: `muster run` from what it has just read, or the platform from its
 * tables. What only a platform with a history knows is null in a run's export.
 */
import type { Operation } from 'rfc6902';
import type { Relationship, UnreadField } from '../clouds/cloud.ts';
import type { AccountId, JobId, Provider, ResourceUid } from '../ids.ts';
import type { ChangeOp, SliceOutcome } from '../inventory/model.ts';
import type { Severity } from '../severity.ts';
import type { Verdict } from '../policies/evaluation.ts';
import type { FindingStatus } from '../scan/model.ts';
import type { Kind } from '../clouds/resource-type.ts';

/** Of a resource's detail reads. `NOT_IMPLEMENTED`: its type has none, the list says all there is. */
export const ENRICH_STATUSES = ['OK', 'NOT_IMPLEMENTED', 'ERROR'] as const;
export type EnrichStatus = (typeof ENRICH_STATUSES)[number];

/** Which resource it is: every file but `accounts` is sorted by these, in this order. */
interface Place {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly type: string;
  readonly resource_id: string;
}

/** And where it is, which need not be its segment. */
interface Located extends Place {
  readonly region: string;
}

export interface ResourceRecord extends Located {
  readonly resource_uid: ResourceUid;
  readonly provider: Provider;
  readonly kind: Kind;
  readonly service: string;
  readonly native_id: string | null;
  readonly name: string | null;
  /** Null if they could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** As the content hash sees it: without what changes by itself, times of use cut to their day. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly unread: Readonly<Record<string, UnreadField>>;
  readonly relationships: readonly Relationship[];
  readonly enrich_status: EnrichStatus;
  readonly content_hash: string;
  readonly first_seen_at: string | null;
  readonly changed_at: string | null;
}

/** One relationship of one resource; made from the resource's own record. */
export interface RelationshipRecord extends Located {
  readonly resource_uid: ResourceUid;
  readonly relation: string;
  readonly target_type: string;
  /** The target's resource id or ARN, as the provider names it. */
  readonly target_id: string;
}

export interface FindingRecord extends Located {
  readonly policy_id: string;
  readonly finding_id: string;
  readonly resource_uid: ResourceUid;
  readonly resource_name: string | null;
  readonly title: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly verdict: Verdict['verdict'];
  readonly reason: string | null;
  readonly first_seen_at: string | null;
  readonly opened_at: string | null;
  readonly resolved_at: string | null;
  /** Why it is not shown, if it is not. */
  readonly suppression: Readonly<Record<string, unknown>> | null;
}

/** One change of one resource: of the export's day and the day before (platform), or since the export it was compared with (run). */
export interface ChangeRecord extends Located {
  readonly resource_uid: ResourceUid;
  readonly version: number | null;
  readonly op: ChangeOp;
  readonly observed_at: string | null;
  readonly job_id: JobId | null;
  /** JSON Patch (RFC 6902); empty for `delete`. */
  readonly patch: readonly Operation[];
}

export interface AccountRecord {
  readonly account_id: AccountId;
  readonly provider: Provider;
  readonly name: string | null;
  readonly connection_id: string | null;
  readonly organizational_unit: string | null;
  /** Null where nothing but a failed export is known of the account. */
  readonly enabled: boolean | null;
  /** How its newest run ended: `never_run`, `ok`, `partial`, `failed`. */
  readonly status: string;
  /** Why it failed. */
  readonly error: string | null;
  /** In this export. */
  readonly resources: number;
}

/**
 * What was seen of one slice: only of a `complete` one does a missing resource mean anything. Segment and type `*` stand for every
 * slice of an account of which nothing is known.
 */
export interface CoverageRecord {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly type: string;
  /** Null while a first run is under way. */
  readonly outcome: SliceOutcome | null;
  /** In this export. */
  readonly resources: number;
  readonly complete_at: string | null;
  readonly error_class: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly permission: string | null;
}

export interface Records {
  readonly resources: ResourceRecord;
  readonly relationships: RelationshipRecord;
  readonly findings: FindingRecord;
  readonly changes: ChangeRecord;
  readonly accounts: AccountRecord;
  readonly coverage: CoverageRecord;
}

/** SQL's name of a file. */
export type DatasetName = keyof Records;
