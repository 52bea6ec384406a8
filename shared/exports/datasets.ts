/** The files of an export and the columns of each. The code for JSON Lines, CSV, Parquet, SQL and Glue all reads this data. */
import type { DatasetName, Records } from './records.ts';

/** In Parquet and SQL, `json` is a text: the value's canonical JSON. */
export type ColumnType = 'text' | 'json' | 'integer' | 'boolean';

export interface Dataset<R> {
  /** The name of its files, without the ending. */
  readonly file: string;
  readonly columns: Readonly<Record<keyof R & string, ColumnType>>;
  /** Columns that exports of earlier releases do not have; there, they are null. */
  readonly added?: readonly (keyof R & string)[];
  /** The fields by which its records are sorted and unique. */
  readonly order: readonly (keyof R & string)[];
}

const PLACE = { account_id: 'text', region: 'text', type: 'text', resource_id: 'text', segment: 'text' } as const;
const BY_PLACE = ['account_id', 'segment', 'type', 'resource_id'] as const;

export const DATASETS: { readonly [N in DatasetName]: Dataset<Records[N]> } = {
  resources: {
    file: 'inventory',
    columns: {
      ...PLACE,
      resource_uid: 'text',
      provider: 'text',
      kind: 'text',
      service: 'text',
      native_id: 'text',
      name: 'text',
      tags: 'json',
      config: 'json',
      unread: 'json',
      relationships: 'json',
      enrich_status: 'text',
      content_hash: 'text',
      first_seen_at: 'text',
      changed_at: 'text',
    },
    order: BY_PLACE,
  },
  relationships: {
    file: 'relationships',
    columns: { ...PLACE, resource_uid: 'text', relation: 'text', target_type: 'text', target_id: 'text' },
    order: [...BY_PLACE, 'relation', 'target_type', 'target_id'],
  },
  findings: {
    file: 'findings',
    columns: {
      ...PLACE,
      policy_id: 'text',
      finding_id: 'text',
      resource_uid: 'text',
      resource_name: 'text',
      title: 'text',
      severity: 'text',
      status: 'text',
      verdict: 'text',
      reason: 'text',
      evidence: 'json',
      first_seen_at: 'text',
      opened_at: 'text',
      resolved_at: 'text',
      suppression: 'json',
    },
    added: ['evidence'],
    order: [...BY_PLACE, 'policy_id'],
  },
  changes: {
    file: 'changes',
    columns: {
      ...PLACE,
      resource_uid: 'text',
      version: 'integer',
      op: 'text',
      observed_at: 'text',
      job_id: 'text',
      patch: 'json',
    },
    order: [...BY_PLACE, 'version'],
  },
  accounts: {
    file: 'accounts',
    columns: {
      account_id: 'text',
      provider: 'text',
      name: 'text',
      connection_id: 'text',
      organizational_unit: 'text',
      tags: 'json',
      enabled: 'boolean',
      status: 'text',
      error: 'text',
      resources: 'integer',
    },
    added: ['tags'],
    order: ['account_id'],
  },
  coverage: {
    file: 'coverage',
    columns: {
      account_id: 'text',
      segment: 'text',
      type: 'text',
      outcome: 'text',
      resources: 'integer',
      counted: 'integer',
      complete_at: 'text',
      error_class: 'text',
      error_code: 'text',
      error_message: 'text',
      permission: 'text',
    },
    added: ['counted'],
    order: ['account_id', 'segment', 'type'],
  },
  managed: {
    file: 'managed',
    columns: {
      account_id: 'text',
      region: 'text',
      type: 'text',
      name: 'text',
      managed_id: 'text',
      phase: 'text',
      message: 'text',
      config: 'json',
      actual_config: 'json',
      conditions: 'json',
      tags: 'json',
      dependencies: 'json',
      metadata: 'json',
      customer_id: 'text',
      application_id: 'text',
      deletion_policy: 'text',
      mode: 'text',
      paused: 'boolean',
      drift: 'text',
      generation: 'integer',
      observed_generation: 'integer',
      provider_resource_id: 'text',
      resource_uid: 'text',
      last_reconciled: 'text',
      created_at: 'text',
    },
    order: ['account_id', 'managed_id'],
  },
};

export const DATASET_NAMES = Object.keys(DATASETS) as readonly DatasetName[];

export const FORMATS = ['jsonl', 'csv', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** `inventory.jsonl` */
export const fileName = (dataset: DatasetName, format: Format): string => `${DATASETS[dataset].file}.${format}`;

/** The fields of a resource that the CSV report shows. */
export const REPORT_FIELDS = [
  'account_id',
  'region',
  'type',
  'kind',
  'resource_id',
  'name',
  'native_id',
  'tags',
  'enrich_status',
  'content_hash',
  'first_seen_at',
  'changed_at',
] as const satisfies readonly (keyof Records['resources'])[];
