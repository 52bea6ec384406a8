/**
 * The keys and indexes of every table of version 0.1.0, in short. Tables of deployed stacks and of data folders have this form until an update.
 * When a version is released, its tables replace these.
 */
import type { KeyAttribute, TableSchema } from '../../shared/storage/schema.ts';

/** `job_id S` or `job_id S, account_id S` */
const keysOf = ({ partition, sort }: { readonly partition: KeyAttribute; readonly sort?: KeyAttribute }): string =>
  [partition, ...(sort ? [sort] : [])].map(({ name, type }) => `${name} ${type}`).join(', ');

interface ShortForm {
  readonly keys: string;
  readonly indexes: Readonly<Record<string, string>>;
}

export const shortForm = (schema: TableSchema): ShortForm => ({
  keys: keysOf(schema),
  indexes: Object.fromEntries(Object.entries(schema.indexes).map(([name, index]) => [name, `${keysOf(index)}, ${index.projection}`])),
});

/** The inverse of `shortForm`. */
export function longForm({ keys, indexes }: ShortForm): TableSchema {
  const attribute = (text: string): KeyAttribute => {
    const [name = '', type] = text.split(' ');
    return { name, type: type === 'N' ? 'N' : 'S' };
  };
  const [partition = '', sort] = keys.split(', ');
  return {
    partition: attribute(partition),
    ...(sort !== undefined && { sort: attribute(sort) }),
    indexes: Object.fromEntries(
      Object.entries(indexes).map(([name, index]) => {
        const [first = '', second = '', projection] = index.split(', ');
        return [name, { partition: attribute(first), sort: attribute(second), projection: projection === 'ALL' ? 'ALL' : 'KEYS_ONLY' }];
      }),
    ),
  };
}

export const RELEASED_TABLES: Readonly<Record<string, ShortForm>> = {
  jobs: {
    keys: 'job_id S',
    indexes: {
      open_jobs: 'open S, created_at S, KEYS_ONLY',
      jobs_by_time: 'listed S, created_at S, KEYS_ONLY',
    },
  },
  job_tasks: {
    keys: 'job_id S, account_id S',
    indexes: {},
  },
  connections: {
    keys: 'connection_id S',
    indexes: {},
  },
  accounts: {
    keys: 'account_id S',
    indexes: {},
  },
  leases: {
    keys: 'account_id S, operation S',
    indexes: {},
  },
  coverage: {
    keys: 'account_id S, segment S',
    indexes: {},
  },
  resources: {
    keys: 'slice_id S, resource_id S',
    indexes: {
      resources_by_type: 'type_shard S, resource_uid S, KEYS_ONLY',
    },
  },
  links: {
    keys: 'name_key S, entry S',
    indexes: {},
  },
  changes: {
    keys: 'resource_uid S, version N',
    indexes: {
      changes_by_account_day: 'account_day S, observed_at S, KEYS_ONLY',
    },
  },
  findings: {
    keys: 'account_id S, finding_id S',
    indexes: {
      findings_by_severity: 'list_shard S, list_order S, KEYS_ONLY',
      account_findings_by_severity: 'account_id S, list_order S, KEYS_ONLY',
    },
  },
  policy_results: {
    keys: 'account_id S',
    indexes: {},
  },
  exports: {
    keys: 'name S, date S',
    indexes: {},
  },
  suppressions: {
    keys: 'suppression_id S',
    indexes: {},
  },
};
