/** The rows of the tables `managed_resources`, `managed_dependents` and `managed_events`. */
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, CustomerId, ResourceUid } from '../ids.ts';

declare const brand: unique symbol;
/** `mgd_<22 characters>`: a digest of account, region, type and name, so that a second resource of the same name cannot be made (`managed-id.ts`). */
export type ManagedId = string & { readonly [brand]: 'ManagedId' };

/** A value of JSON, as rows and answers hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** The fate of the resource at the provider when it is deleted here. */
export const DELETION_POLICIES = ['retain', 'delete', 'snapshot'] as const;
export type DeletionPolicy = (typeof DELETION_POLICIES)[number];

/** Derived from the conditions (`phase.ts`), never stored. */
export const PHASES = ['Pending', 'Creating', 'Ready', 'Updating', 'Deleting', 'Failed'] as const;
export type Phase = (typeof PHASES)[number];

export const CONDITION_TYPES = ['Validated', 'DependenciesReady', 'Created', 'InSync', 'Ready'] as const;
export type ConditionType = (typeof CONDITION_TYPES)[number];

/** In the manner of Kubernetes. `Unknown` whenever the provider could not be asked. */
export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** PascalCase: `NameTaken`. */
  readonly reason: string;
  /** A sentence for the user, without secrets. */
  readonly message: string;
  /** ISO 8601: when `status` changed last. */
  readonly last_transition_time: string;
}

export const RELATIONS = ['requires', 'uses', 'extends'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Another managed resource that must be ready first, or an inventoried one (`uses` only). */
export interface Dependency {
  /** The name by which the configuration refers to it: `${deps.db.endpoint}`. */
  readonly name: string;
  readonly relation: Relation;
  readonly managed_id?: ManagedId;
  readonly resource_uid?: ResourceUid;
}

export interface Metadata {
  readonly owner?: string;
  readonly team?: string;
  readonly environment?: string;
  readonly version?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The request of the users. Each change of it raises `generation`. */
export interface Spec {
  readonly type: string;
  readonly name: string;
  readonly account_id: AccountId;
  readonly region: string;
  /** As it was given, without defaults and without outputs of dependencies. */
  readonly config: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependencies: readonly Dependency[];
  readonly metadata: Metadata;
  readonly customer_id?: CustomerId;
  readonly application_id?: string;
  readonly deletion_policy: DeletionPolicy;
  /** `observe`: Muster looks at the resource and changes nothing. */
  readonly mode: 'manage' | 'observe';
  /** Nothing is done until it is false again. */
  readonly paused: boolean;
  /** The answer to a change of the resource by hand. */
  readonly drift: 'report' | 'correct';
}

/** Written before the provider is asked to make something, so that what it made is found again if its answer is lost. */
export interface Intent {
  readonly step: 'create' | 'delete';
  /** 26 lower-case letters and digits. It stays the same until the step has ended. */
  readonly token: string;
  readonly at: string;
}

export interface RequestedOperation {
  /** The token of its calls. */
  readonly operation_id: string;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly state: 'pending' | 'running' | 'succeeded' | 'failed';
  readonly requested_at: string;
  /** The `id` of a principal. */
  readonly requested_by: string;
  readonly ended_at?: string;
  readonly message?: string;
}

export interface ManagedRow extends OutboxAttributes {
  readonly managed_id: ManagedId;
  readonly spec: Spec;
  /** Copies of the spec's, for indexes and for the rules of access. */
  readonly account_id: AccountId;
  readonly customer_id?: CustomerId;
  /** Different for each resource that has borne this id: one may be deleted and asked for again. */
  readonly incarnation: string;
  /** The number of the row's writes, from 1. Each write is conditional on it, so that none is lost (`repository.ts`). */
  readonly revision: number;
  /** Puts the row into the list of all; the same for every row. */
  readonly listed: 'managed';
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  /** The number of the spec's changes, from 1. The resource's ETag. */
  readonly generation: number;
  /** The generation that the worker has seen last; never more than `generation`. */
  readonly observed_generation: number;
  /** The newest generation that the provider was seen to have whole. What differs afterwards, while the spec does not change, was changed by hand. */
  readonly applied_generation: number;
  /** A digest of what its dependencies gave to it when it was applied last. What they give anew is a wish of the user's, and no change by hand. */
  readonly applied_outputs?: string;
  readonly conditions: readonly Condition[];
  readonly provider_resource_id?: string;
  readonly actual_config?: JsonObject;
  /** The tags that the provider told when it did so last. */
  readonly actual_tags?: Readonly<Record<string, string>>;
  /** Keys that the specification had, and which the provider has not been seen without since. They are taken away. */
  readonly former_tags?: readonly string[];
  /** When `actual_config` was seen. ISO 8601. */
  readonly last_reconciled?: string;
  readonly message?: string;
  /** The step that is under way at the provider. */
  readonly intent?: Intent;
  /** The newest creation, by whose token the resource is known at the provider. Absent before the first, and if the resource was adopted. */
  readonly creation?: { readonly token: string; readonly at: string };
  /** The provider's id of what is deleted before the resource is created anew. */
  readonly replacing?: string;
  readonly deletion_requested_at?: string;
  /** At most ten, newest last; of those that have ended, the newest few stay. */
  readonly operations: readonly RequestedOperation[];
  /** How the resource differs from its specification, as it was told last, while it does: each drift is told once. */
  readonly drift?: readonly PatchOperation[];
  /** The resources that depend on this one have not all been told of its change. */
  readonly dependents_due?: true;
  /** The row of the inventory that this is. Sparse index. */
  readonly resource_uid?: ResourceUid;
  /** `due`, the partition of the index of what is to be reconciled, with its time (ISO 8601). Both are absent while the resource is paused. */
  readonly due?: 'due';
  readonly next_reconcile_at?: string;
  /** How often in a row the provider refused or did not answer: the delay grows with it. */
  readonly failures: number;
  /** The number of times that a worker has claimed the row: a worker whose number is not the row's any more writes nothing. */
  readonly attempt: number;
  /** When another worker may claim the row. ISO 8601; absent if none holds it. */
  readonly lease_until?: string;
  /** The events of the row's newest write, for the log. They are copied into it after the write, and again before the next one, so that none is lost. */
  readonly unlogged?: readonly ManagedEventRow[];
}

/** That `dependent_id` depends on `managed_id`. It is written before the dependent's row, so it may be left over: the dependent's row decides. */
export interface DependentRow {
  readonly managed_id: ManagedId;
  readonly dependent_id: ManagedId;
}

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: Json;
}

/** One line of a resource's own log. */
export interface ManagedEventRow {
  readonly managed_id: ManagedId;
  /** The time (ISO 8601), `#`, and which event of which write of which incarnation it is. */
  readonly entry: string;
  /** `database.creation_started`. */
  readonly event: string;
  readonly time: string;
  readonly generation: number;
  readonly message: string;
  /** A JSON Patch (RFC 6902) that turns what is specified into what is there, of a drift. */
  readonly patch?: readonly PatchOperation[];
  readonly expires_at: number;
}
