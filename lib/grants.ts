/**
 * The calls of each function to each table, by the calls of `Store` that it makes. The stack grants nothing else. A function that lacks a
 * grant is refused on AWS and by the local platform; test/simulation/grants.slow.test.ts finds grants that no call uses.
 */
import type { TableName, TABLES } from '../shared/storage/schema.ts';
import type { FunctionName } from './functions.ts';

/** The calls on a table itself, with the actions that they need. */
export const TABLE_CALLS = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  put: 'dynamodb:PutItem',
  putMany: 'dynamodb:BatchWriteItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  query: 'dynamodb:Query',
  scan: 'dynamodb:Scan',
} as const;

/** A call on the table, or `query` and the index that it reads. */
export type Call<T extends TableName> = keyof typeof TABLE_CALLS | `query ${keyof (typeof TABLES)[T]['indexes'] & string}`;
export type TableGrants = { readonly [T in TableName]?: readonly Call<T>[] };

/** Every worker claims a task, holds the account's lease meanwhile, notes the result in the account's row, and may close the job. */
const WORKER = {
  jobs: ['get', 'update'],
  job_tasks: ['get', 'update', 'query'],
  accounts: ['get', 'update'],
  leases: ['get', 'update'],
} as const satisfies TableGrants;

/** The function that closes a scan's job sums up the results of every account that is enabled, and records how many findings are open. */
const SUMS = { accounts: ['scan'], policy_results: ['put', 'scan'], scan_counts: ['put'] } as const satisfies TableGrants;

/** The function that closes an export's job sets the pointer of its date, unless a newer export has it, and removes its event once that is sent. */
const POINTERS = { exports: ['get', 'put', 'update'] } as const satisfies TableGrants;

/** The functions that work on migrations read and change the rows of each migration's table, and read what the changes depend on. */
const MIGRATES = {
  migrations: ['put', 'update'],
  jobs: ['getMany'],
  job_tasks: ['get', 'scan', 'update'],
  suppressions: ['get', 'scan', 'update'],
} as const satisfies TableGrants;

/** A function that tells customers looks up who owns the account's resources. Every function removes events that it has sent (`update`). */
const OWNERS = { customer_resources: ['query customer_resources_by_account'] } as const satisfies TableGrants;

const OWN_GRANTS: Readonly<Record<FunctionName, TableGrants>> = {
  'job-handler': {
    jobs: ['get', 'put', 'update'],
    job_tasks: ['put', 'putMany', 'query'],
    accounts: ['getMany', 'scan'],
  },
  'inventory-worker': {
    ...WORKER,
    // A check of a connection looks up which of the accounts that the login sees are registered. A sync registers them.
    accounts: [...WORKER.accounts, 'getMany', 'put', 'delete', 'scan'],
    // A sync that gives accounts to a connection whose removal was interrupted ends the removal.
    connections: ['get', 'update', 'scan'],
    ...OWNERS,
    unreadable_accounts: ['get', 'update'],
    coverage: ['get', 'put', 'query'],
    resources: ['get', 'put', 'putMany', 'update', 'query'],
    links: ['put', 'putMany', 'delete'],
    changes: ['putMany', 'query'],
  },
  'scan-worker': {
    ...WORKER,
    accounts: [...WORKER.accounts, ...SUMS.accounts],
    coverage: ['query'],
    resources: ['get', 'query'],
    changes: ['query'],
    ...OWNERS,
    findings: ['get', 'put', 'putMany', 'update', 'query'],
    policy_results: ['get', ...SUMS.policy_results],
    scan_counts: SUMS.scan_counts,
    suppressions: ['get', 'scan'],
  },
  'export-worker': {
    ...WORKER,
    coverage: ['query'],
    resources: ['query'],
    changes: ['get', 'getMany', 'query changes_by_account_day'],
    findings: ['query'],
    managed_resources: ['getMany', 'query managed_by_account'],
    ...POINTERS,
  },
  'dead-letter-handler': {
    jobs: ['get', 'update'],
    job_tasks: ['get', 'update', 'query'],
    ...SUMS,
    ...POINTERS,
  },
  poller: {
    ...MIGRATES,
    jobs: [...MIGRATES.jobs, 'get', 'update', 'query open_jobs', 'query jobs_outbox'],
    job_tasks: [...MIGRATES.job_tasks, 'put', 'query'],
    ...SUMS,
    // It sends the events that no writer has sent. The rows of what was removed are deleted once their events are sent.
    exports: [...POINTERS.exports, 'getMany', 'query exports_outbox'],
    resources: ['getMany', 'update', 'query resources_outbox'],
    findings: ['getMany', 'update', 'query findings_outbox'],
    unreadable_accounts: ['getMany', 'update', 'query unreadable_accounts_outbox'],
    customers: ['getMany', 'update', 'delete', 'query customers_outbox'],
    customer_resources: ['getMany', 'update', 'delete', 'query customer_resources_outbox'],
    managed_resources: ['getMany', 'update', 'delete', 'query managed_resources_outbox'],
  },
  api: {
    ...MIGRATES,
    jobs: [...MIGRATES.jobs, 'get', 'update', 'query jobs_by_time', 'query open_jobs'],
    // A cancelled job whose start was interrupted gets the tasks that it lacks, so that each of them ends.
    // The jobs of a caller who may see some accounts only are found by the tasks of these.
    job_tasks: [...MIGRATES.job_tasks, 'getMany', 'put', 'query', 'query job_tasks_by_account'],
    // An account is removed with everything that is stored of it, but its history.
    accounts: ['get', 'getMany', 'put', 'update', 'delete', 'scan', 'query accounts_by_customer'],
    audit: ['getMany', 'putMany', 'query', 'query audit_by_subject'],
    connections: ['get', 'put', 'update', 'delete', 'scan'],
    leases: ['get', 'update'],
    // Registered resources are written as an inventory writes its own.
    coverage: ['get', 'put', 'delete', 'query', 'scan'],
    resources: ['get', 'getMany', 'put', 'update', 'delete', 'query', 'query resources_by_type'],
    links: ['put', 'delete', 'query'],
    changes: ['getMany', 'putMany', 'query', 'query changes_by_account_day'],
    findings: ['get', 'getMany', 'put', 'update', 'delete', 'query', 'query findings_by_severity', 'query account_findings_by_severity'],
    unreadable_accounts: ['get', 'update', 'delete'],
    policy_results: ['get', 'getMany', 'delete', ...SUMS.policy_results],
    scan_counts: ['query', 'delete', ...SUMS.scan_counts],
    saved_views: ['get', 'put'],
    exports: ['get', 'query'],
    customers: ['get', 'getMany', 'put', 'update', 'delete', 'query customers_by_name'],
    customer_resources: [
      'get',
      'getMany',
      'put',
      'update',
      'delete',
      'query customer_resources_by_customer',
      'query customer_resources_by_account',
    ],
    queries: ['get', 'put'],
    registered_types: ['get', 'put', 'delete', 'scan'],
    suppressions: [...MIGRATES.suppressions, 'getMany', 'put', 'query suppressions_by_account'],
    notifications: [
      'get',
      'getMany',
      'update',
      'query',
      'query notifications_by_id',
      'query notifications_by_subject',
      'query notifications_by_arrival',
      'query unread_notifications',
    ],
  },
  notifier: { notifications: ['put'] },
  search: {
    accounts: ['scan'],
    exports: ['get', 'query'],
    resources: ['getMany'],
    changes: ['query changes_by_account_day'],
  },
  'event-forwarder': {},
  'manage-worker': {
    managed_resources: ['get', 'getMany', 'put', 'update', 'delete'],
    managed_dependents: ['query', 'delete'],
    managed_events: ['putMany'],
    // Whether a dependency is still in the inventory.
    resources: ['get'],
  },
};

/** The calls that each function may make. Every function that has a table checks that no newer version has migrated the tables (`shared/migrations/current-store.ts`). */
export const GRANTS: Readonly<Record<FunctionName, TableGrants>> = Object.fromEntries<TableGrants>(
  Object.entries(OWN_GRANTS).map(([name, grants]) => [
    name,
    Object.keys(grants).length === 0 ? grants : { ...grants, migrations: ['scan', ...(grants.migrations ?? [])] },
  ]),
  // The entries have the names of `OWN_GRANTS`, which their type does not keep.
) as Record<FunctionName, TableGrants>;

/** The further calls of functions in a stack that manages resources. */
export const MANAGING_GRANTS: { readonly [F in FunctionName]?: TableGrants } = {
  poller: { managed_resources: ['query managed_due'] },
  api: {
    managed_resources: [
      'get',
      'getMany',
      'put',
      'update',
      'query managed_by_time',
      'query managed_by_account',
      'query managed_by_customer',
      'query managed_by_resource',
    ],
    managed_dependents: ['putMany', 'delete', 'query'],
    managed_events: ['putMany', 'query'],
  },
};
