/**
 * Shape of every table, as data: the stack declares the tables from it, the stores name keys and indexes by it.
 * The code that owns a row declares the type of its contents.
 */
export type AttributeType = 'S' | 'N';

export interface KeyAttribute {
  readonly name: string;
  readonly type: AttributeType;
}

export interface IndexSchema {
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute;
  /** `KEYS_ONLY`: the rows are read by key afterwards. Such an index costs no write when an attribute outside of its keys changes. */
  readonly projection: 'KEYS_ONLY' | 'ALL';
}

export interface TableSchema {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
  readonly indexes: Readonly<Record<string, IndexSchema>>;
  /** The attribute that holds the time after which DynamoDB may delete the row, in seconds since the epoch. */
  readonly ttl?: string;
}

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });

/** Sparse: the rows whose events are not known to be sent, oldest first (shared/events/outbox.ts). */
const outbox = { partition: text('outbox_shard'), sort: text('outbox_at'), projection: 'KEYS_ONLY' } as const satisfies IndexSchema;

export const TABLES = {
  jobs: {
    partition: text('job_id'),
    indexes: {
      /** Sparse: a job's row has `open` until the job has ended. */
      open_jobs: { partition: text('open'), sort: text('created_at'), projection: 'KEYS_ONLY' },
      /** `listed` is the same for every job, so that jobs can be listed newest first. Other rows of the table lack it. */
      jobs_by_time: { partition: text('listed'), sort: text('created_at'), projection: 'KEYS_ONLY' },
      jobs_outbox: outbox,
    },
    ttl: 'expires_at',
  },
  job_tasks: {
    partition: text('job_id'),
    sort: text('account_id'),
    indexes: {
      /** An account's tasks in the order of their jobs (`job_order`), which the rows of plans lack. */
      job_tasks_by_account: { partition: text('account_id'), sort: text('job_order'), projection: 'KEYS_ONLY' },
    },
    ttl: 'expires_at',
  },
  connections: { partition: text('connection_id'), indexes: {} },
  accounts: {
    partition: text('account_id'),
    indexes: {
      /** Sparse: the accounts that have an owner. */
      accounts_by_customer: { partition: text('customer_id'), sort: text('account_id'), projection: 'KEYS_ONLY' },
    },
  },
  /** Whether Muster has lost its access to an account. An account that it has never lost has no row. */
  unreadable_accounts: { partition: text('account_id'), indexes: { unreadable_accounts_outbox: outbox } },
  /** Customers, and a row for each e-mail address that one has or is about to have (docs/adr/0054-customers.md). */
  customers: {
    partition: text('customer_id'),
    indexes: {
      /** `listed` is the same for every customer. Other rows of the table lack it. */
      customers_by_name: { partition: text('listed'), sort: text('name_key'), projection: 'KEYS_ONLY' },
      customers_outbox: outbox,
    },
    ttl: 'expires_at',
  },
  /** One row for each resource that has an owner by itself, and not by its account. */
  customer_resources: {
    partition: text('resource_uid'),
    indexes: {
      customer_resources_by_customer: { partition: text('customer_id'), sort: text('resource_uid'), projection: 'ALL' },
      customer_resources_by_account: { partition: text('account_id'), sort: text('resource_uid'), projection: 'ALL' },
      customer_resources_outbox: outbox,
    },
  },
  /** The schemas by which the bodies of registered resources are checked. */
  registered_types: { partition: text('type'), indexes: {} },
  /** Leases are not in `accounts`, so that lists of accounts do not read them and taking a lease does not rewrite an account's row. */
  leases: { partition: text('account_id'), sort: text('operation'), indexes: {} },
  coverage: { partition: text('account_id'), sort: text('segment'), indexes: {} },
  resources: {
    partition: text('slice_id'),
    sort: text('resource_id'),
    indexes: {
      /** `type_shard` is `<type>#<00-15>`. The shard is a hash of the uid, because one type can be a third of all resources. */
      resources_by_type: { partition: text('type_shard'), sort: text('resource_uid'), projection: 'KEYS_ONLY' },
      resources_outbox: outbox,
    },
    ttl: 'expires_at',
  },
  /** Who bears a name, and who names something by it: `name_key` is a digest of the type and the name (docs/adr/0047-the-graph.md). */
  links: { partition: text('name_key'), sort: text('entry'), indexes: {} },
  changes: {
    partition: text('resource_uid'),
    sort: number('version'),
    indexes: {
      /** `account_day` is `<account_id>#<YYYY-MM-DD>`. */
      changes_by_account_day: { partition: text('account_day'), sort: text('observed_at'), projection: 'KEYS_ONLY' },
    },
  },
  findings: {
    partition: text('account_id'),
    sort: text('finding_id'),
    indexes: {
      /** Both order findings by status, severity and age (`list_order`): those of all accounts, in shards, and those of one account. */
      findings_by_severity: { partition: text('list_shard'), sort: text('list_order'), projection: 'KEYS_ONLY' },
      account_findings_by_severity: { partition: text('account_id'), sort: text('list_order'), projection: 'KEYS_ONLY' },
      findings_outbox: outbox,
    },
  },
  policy_results: { partition: text('account_id'), indexes: {} },
  /** How many findings each scan left open: by account, and in the partition `*` over all accounts (shared/scan/scan-counts.ts). */
  scan_counts: { partition: text('account_id'), sort: text('scan'), indexes: {}, ttl: 'expires_at' },
  /** One row for each person who has saved views of the dashboard. */
  saved_views: { partition: text('owner'), indexes: {} },
  /** One row for each date: the export that readers see. `name` is the same for every row, so that dates list newest first. */
  exports: { partition: text('name'), sort: text('date'), indexes: { exports_outbox: outbox }, ttl: 'expires_at' },
  /** The SQL queries that callers of the API have started. */
  queries: { partition: text('query_id'), indexes: {}, ttl: 'expires_at' },
  suppressions: {
    partition: text('suppression_id'),
    indexes: {
      /** Sparse: the suppressions that cover nothing outside of one account. */
      suppressions_by_account: { partition: text('account_id'), sort: text('suppression_id'), projection: 'KEYS_ONLY' },
    },
    ttl: 'expires_at',
  },
  /** Who changed what: one row for each change that the API has made. */
  audit: {
    partition: text('day'),
    sort: text('entry'),
    indexes: { audit_by_subject: { partition: text('subject'), sort: text('entry'), projection: 'KEYS_ONLY' } },
    ttl: 'expires_at',
  },
  /** The progress of each migration of the stored rows (docs/adr/0057-migrations.md). */
  migrations: { partition: text('migration_id'), indexes: {} },
  /** What Muster creates and keeps as specified (docs/adr/0067-managed-resources.md). */
  managed_resources: {
    partition: text('managed_id'),
    indexes: {
      /** `listed` is the same for every row. A row that is only kept until its events are sent lacks it. */
      managed_by_time: { partition: text('listed'), sort: text('created_at'), projection: 'KEYS_ONLY' },
      managed_by_account: { partition: text('account_id'), sort: text('managed_id'), projection: 'KEYS_ONLY' },
      managed_by_customer: { partition: text('customer_id'), sort: text('managed_id'), projection: 'KEYS_ONLY' },
      /** Sparse: those that an inventory lists, by the uid of that row. */
      managed_by_resource: { partition: text('resource_uid'), sort: text('managed_id'), projection: 'KEYS_ONLY' },
      /** Sparse: those that are to be reconciled, the longest due first. */
      managed_due: { partition: text('due'), sort: text('next_reconcile_at'), projection: 'KEYS_ONLY' },
      managed_resources_outbox: outbox,
    },
  },
  /** Which managed resources depend on one. */
  managed_dependents: { partition: text('managed_id'), sort: text('dependent_id'), indexes: {} },
  /** The log of each managed resource. */
  managed_events: { partition: text('managed_id'), sort: text('entry'), indexes: {}, ttl: 'expires_at' },
  /** `recipient` is a customer's id or `operators`; `notification_id` begins with the event's time. */
  notifications: {
    partition: text('recipient'),
    sort: text('notification_id'),
    indexes: {
      notifications_by_id: { partition: text('notification_id'), sort: text('recipient'), projection: 'KEYS_ONLY' },
      notifications_by_subject: { partition: text('subject'), sort: text('notification_id'), projection: 'KEYS_ONLY' },
      /** `arrival` begins with the time at which the row was written, which may be long after the event. */
      notifications_by_arrival: { partition: text('recipient'), sort: text('arrival'), projection: 'KEYS_ONLY' },
      /** Sparse: a row has `unread`, its recipient, until it is marked as read. */
      unread_notifications: { partition: text('unread'), sort: text('notification_id'), projection: 'KEYS_ONLY' },
    },
    ttl: 'expires_at',
  },
} as const satisfies Record<string, TableSchema>;

export type TableName = keyof typeof TABLES;
export type IndexName = { [T in TableName]: keyof (typeof TABLES)[T]['indexes'] }[TableName];

/**
 * The tables whose rows cause events, with the number of partitions of their index `<table>_outbox`. The poller queries each of them every
 * minute; a partition takes 1,000 writes a second, which an inventory of many accounts may reach.
 */
export const OUTBOX_SHARDS = {
  jobs: 1,
  unreadable_accounts: 1,
  customers: 1,
  customer_resources: 2,
  resources: 8,
  findings: 8,
  exports: 1,
  managed_resources: 1,
} as const satisfies Partial<Record<TableName, number>>;

export type OutboxTable = keyof typeof OUTBOX_SHARDS;

/** Environment variable that names the deployed table: `jobs` → `JOBS_TABLE`. */
export const tableVariable = (table: TableName): string => `${table.toUpperCase()}_TABLE`;

/** The attributes of a table's primary key, in order. */
export const keyAttributes = (table: TableName): readonly string[] => {
  const schema: TableSchema = TABLES[table];
  return schema.sort ? [schema.partition.name, schema.sort.name] : [schema.partition.name];
};
