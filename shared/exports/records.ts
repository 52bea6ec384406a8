/**
 * The lines of an export's files. `muster run` writes them from the resources that it has just read, the platform from its tables.
 * Fields that need a history are null in a run's export.
 */
import type { Operation } from 'rfc6902';
import type { Relationship, UnreadField } from '../clouds/cloud.ts';
import type { AccountId, CustomerId, JobId, Provider, ResourceUid } from '../ids.ts';
import type { ChangeOp, CoverageOutcome } from '../inventory/model.ts';
import type { Condition, JsonObject, ManagedId, Phase, Spec } from '../managed/model.ts';
import type { Severity } from '../severity.ts';
import type { Verdict } from '../policies/evaluation.ts';
import type { FindingStatus } from '../scan/model.ts';
import type { Kind } from '../clouds/resource-type.ts';

/**
 * How completely a resource was read. `OK`: by everything that its type's definition asks for, which may be its list alone. `NOT_IMPLEMENTED`:
 * Muster has no definition of its type, so that only the summary of the provider's list is known. `ERROR`: a read of it has failed.
 */
export const ENRICH_STATUSES = ['OK', 'NOT_IMPLEMENTED', 'ERROR'] as const;
export type EnrichStatus = (typeof ENRICH_STATUSES)[number];

/** The fields that identify a resource. Every file except `accounts` is sorted by them, in this order. */
interface Place {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly type: string;
  readonly resource_id: string;
}

/** Adds the resource's region, which may differ from its segment. */
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
  /** Null if the tags could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Without fields that change by themselves. The content hash covers times of use (`RoleLastUsed.LastUsedDate`) by their day only. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly unread: Readonly<Record<string, UnreadField>>;
  readonly relationships: readonly Relationship[];
  readonly enrich_status: EnrichStatus;
  readonly content_hash: string;
  readonly first_seen_at: string | null;
  readonly changed_at: string | null;
}

/** One relationship of one resource, computed from the resource's own record. */
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
  /** The evidence of the failure, as the policy shows it: any JSON; null if it shows nothing. */
  readonly evidence: unknown;
  readonly first_seen_at: string | null;
  readonly opened_at: string | null;
  readonly resolved_at: string | null;
  /** The suppression that hides the finding; null if it is not hidden. */
  readonly suppression: Readonly<Record<string, unknown>> | null;
}

/** One change of one resource: on the export's day or the day before (platform), or since the previous export (run). */
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
  /** Names from the root down, as `unitName` writes them; empty at the root; null if it is not known. */
  readonly organizational_unit: string | null;
  /** The tags that the organization gives the account itself; null if they were not read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Null if only the failed export of the account is known. */
  readonly enabled: boolean | null;
  /** How its newest run ended: `never_run`, `ok`, `partial`, `failed`. */
  readonly status: string;
  /** Why the newest run failed; null otherwise. */
  readonly error: string | null;
  /** The number of the account's resources in this export. */
  readonly resources: number;
}

/**
 * How one slice was read. Only in a `complete` slice is a missing resource evidence that it does not exist. Segment and type `*` stand
 * for every slice of an account whose slices are not known.
 */
export interface CoverageRecord {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly type: string;
  /** Null while a first run is under way. `not_read`: Muster has no definition of the type, and looks at none of its resources. */
  readonly outcome: CoverageOutcome | null;
  /** The number of the slice's resources in this export. */
  readonly resources: number;
  /** How many resources of a type that is not read the cloud's own index shows; null for other types, and where it could not be asked. */
  readonly counted: number | null;
  readonly complete_at: string | null;
  readonly error_class: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly permission: string | null;
}

/** A resource that Muster creates and keeps, as its row was when the export was made. */
export interface ManagedRecord extends Omit<Spec, 'customer_id' | 'application_id'> {
  readonly managed_id: ManagedId;
  readonly phase: Phase;
  readonly message: string | null;
  readonly actual_config: JsonObject | null;
  readonly conditions: readonly Condition[];
  readonly customer_id: CustomerId | null;
  readonly application_id: string | null;
  readonly generation: number;
  readonly observed_generation: number;
  readonly provider_resource_id: string | null;
  readonly resource_uid: ResourceUid | null;
  readonly last_reconciled: string | null;
  readonly created_at: string;
}

export interface Records {
  readonly resources: ResourceRecord;
  readonly relationships: RelationshipRecord;
  readonly findings: FindingRecord;
  readonly changes: ChangeRecord;
  readonly accounts: AccountRecord;
  readonly coverage: CoverageRecord;
  readonly managed: ManagedRecord;
}

/** SQL's name of a file. */
export type DatasetName = keyof Records;
