/**
 * Whose rows exist for a caller with a limited scope, table by table. A table without a rule does not compile. Lists are served by an index of the
 * scope's own rows; a query that would read everyone's rows to find them is a mistake of its caller and throws.
 */
import pLimit from 'p-limit';
import { parseResourceUid } from '../ids.ts';
import { keyAttributes, type TableName } from '../storage/schema.ts';
import { type Item, type Key, type Page, type Query, queryAll } from '../storage/store.ts';
import { type Access, NO_ROWS, type Rule, type ScanPage, uidIn } from './access.ts';
import { accountTasks, isWholly, jobsRule } from './scoped-jobs.ts';
import { managedDependents, managedEvents, managedResources } from './scoped-managed.ts';

const nobody: Rule = { readable: () => [] };

/** Thrown by a query over the rows of everyone. */
const notNarrowed = (table: TableName, { index }: Query): Error =>
  new Error(`The index ${index} of ${table} has the rows of everyone; a list for a limited scope is made of the scope's own partitions.`);

/** Rows of an account: `account_id` is the partition key, or the whole key. */
function ofAccount(table: TableName, indexes: readonly string[] = [], writable?: Rule['writable']): Rule {
  return {
    readable: (keys, access) => keys.filter(({ account_id }) => access.has(account_id)),
    query: async (query, access) => {
      if (query.index !== undefined && !indexes.includes(query.index)) throw notNarrowed(table, query);
      return access.has(query.partition) ? await access.store.query(table, query) : NO_ROWS;
    },
    scan: keyAttributes(table).length === 1 ? rowByRow(table) : partitionByPartition(table),
    ...(writable && { writable }),
  };
}

const PAGE = 100;
/** Queries at once. */
const AT_ONCE = 16;

/** The rows of the scope's accounts, by account id, of a table with one row for each. */
const rowByRow =
  (table: TableName): NonNullable<Rule['scan']> =>
  async ({ limit = PAGE, cursor }, { accounts, store }) => {
    const rest = accounts.filter((id) => cursor === undefined || id > String(cursor['account_id']));
    const ids = rest.slice(0, limit);
    const rows = await store.getMany(
      table,
      ids.map((account_id) => ({ account_id })),
    );
    const last = ids.at(-1);
    return {
      items: rows.toSorted((a, b) => (String(a['account_id']) < String(b['account_id']) ? -1 : 1)),
      ...(rest.length > ids.length && last !== undefined && { cursor: { account_id: last } }),
    };
  };

/** The most partitions that one page reads. */
const PARTITIONS = 64;
/** Sorts after every sort key. */
const END = '\uFFFF';

/** The rows of the scope's accounts, one account after the other, of a table with many rows for each. */
const partitionByPartition =
  (table: TableName): NonNullable<Rule['scan']> =>
  async ({ limit = PAGE, cursor }: ScanPage, { accounts, store }) => {
    const [, sort = ''] = keyAttributes(table);
    const from = cursor && String(cursor['account_id']);
    const rest = accounts.filter((id) => from === undefined || id >= from);
    const items: Item[] = [];
    for (const [place, id] of rest.slice(0, PARTITIONS).entries()) {
      const page = await store.query(table, { partition: id, limit: limit - items.length, cursor: id === from ? cursor : undefined });
      items.push(...page.items);
      if (page.cursor) return { items, cursor: page.cursor };
      const isLast = place === rest.length - 1;
      if (!isLast && (items.length >= limit || place === PARTITIONS - 1)) return { items, cursor: { account_id: id, [sort]: END } };
    }
    return { items };
  };

/** Keeps the keys whose resource exists for the caller. */
async function ofResources(keys: readonly Key[], uidOf: (key: Key) => string, access: Access): Promise<readonly Key[]> {
  const known = await access.resources(keys.map(uidOf));
  return keys.filter((key) => known.has(uidOf(key)));
}

const ofResource = async (uid: string, access: Access): Promise<boolean> => (await access.resources([uid])).has(uid);

/** `<account_id>#<type>#<segment>` and the resource's id: a uid with other separators. */
function uidOfKey({ slice_id, resource_id }: Key): string {
  const [account, type, ...segment] = String(slice_id).split('#');
  return [account, type, segment.join('#'), resource_id].join('|');
}

const accountOfSlice = (sliceId: string): string => sliceId.slice(0, sliceId.indexOf('#'));
/** A finding's id is `<policy_id>#<uid>`. */
const uidOfFinding = (findingId: unknown): string => String(findingId).slice(String(findingId).indexOf('#') + 1);

const resources: Rule = {
  readable: async (keys, access) => await ofResources(keys, uidOfKey, access),
  query: async (query, access) => {
    if (query.index !== undefined) throw notNarrowed('resources', query);
    return access.has(accountOfSlice(query.partition)) ? await access.store.query('resources', query) : NO_ROWS;
  },
  writable: async (row, access) => await ofResource(uidOfKey(row as Key), access),
};

const changes: Rule = {
  readable: async (keys, access) => await ofResources(keys, uidIn, access),
  query: async (query, access) => {
    const exists =
      query.index === undefined
        ? await ofResource(query.partition, access)
        : access.has(query.partition.slice(0, query.partition.lastIndexOf('#')));
    if (!exists) return NO_ROWS;
    const page = await access.store.query('changes', query);
    return { ...page, items: await sinceOwned(page.items, access) };
  },
  shown: sinceOwned,
  writable: async (row, access) => await ofResource(uidIn(row), access),
};

/** The changes, also those of which an index has the key alone, that happened since the resource has been the caller's. */
async function sinceOwned(rows: readonly Item[], access: Access): Promise<readonly Item[]> {
  const since = await access.ownedSince(rows.map(uidIn));
  return rows.filter((row) => String(row['observed_at']) >= since.get(uidIn(row))!);
}

const findings: Rule = {
  ...ofAccount('findings', ['account_findings_by_severity']),
  readable: async (keys, access) => {
    const own = keys.filter(({ account_id }) => access.has(account_id));
    const others = await ofResources(
      keys.filter(({ account_id }) => !access.has(account_id)),
      ({ finding_id }) => uidOfFinding(finding_id),
      access,
    );
    return [
      ...own,
      ...others.filter(({ account_id, finding_id }) => parseResourceUid(uidOfFinding(finding_id))?.account_id === account_id),
    ];
  },
  writable: async (row, access) => (await findings.readable([row as Key], access)).length > 0,
};

/** `is#<account_id>#…` or `by#<account_id>#…`; the name of what is linked is a digest. */
const LINK = /^(is|by)#(?:([^#]+)#)?/;
/** The account of registered resources, of which each has an owner by itself. */
const REGISTERED = 'registered:muster';

/**
 * Links of the scope's own accounts, and of resources that it has singly. A name that may be borne in any account is looked up in the scope's accounts
 * one by one, so that foreign bearers are neither read nor counted.
 */
const links: Rule = {
  readable: (keys, access) => keys.filter(({ entry }) => access.has(LINK.exec(String(entry))?.[2])),
  query: async (query, access) => {
    const prefix = query.range && 'prefix' in query.range ? query.range.prefix : '';
    const [, role, account] = LINK.exec(prefix) ?? [];
    if (role === undefined) throw new Error('Links for a limited scope are queried by their role.');
    if (account !== undefined) return access.has(account) ? await access.store.query('links', query) : await singleLinks(query, access);
    return await linksOfAccounts(query, role, access);
  },
  writable: async (row, access) =>
    'resource_uid' in row ? await ofResource(uidIn(row), access) : LINK.exec(String(row['entry']))?.[2] === REGISTERED,
};

/** A page of the links of one foreign account, less those of resources that are not the caller's. */
async function singleLinks(query: Query, access: Access): Promise<Page> {
  if (access.scope.customer_id === undefined) return NO_ROWS;
  const page = await access.store.query('links', query);
  const known = await access.resources(page.items.map(uidIn));
  return { ...page, items: page.items.filter((row) => known.has(uidIn(row))) };
}

/** A page goes on from account to account; its cursor is a link of the account that it ended in. */
async function linksOfAccounts(query: Query, role: string, access: Access): Promise<Page> {
  const { limit = PAGE, cursor } = query;
  const [, , from] = LINK.exec(String(cursor?.['entry'] ?? '')) ?? [];
  const accounts = [...access.accounts, ...(access.scope.customer_id === undefined ? [] : [REGISTERED])].toSorted();
  const items: Item[] = [];
  for (const account of accounts) {
    if (from !== undefined && account < from) continue;
    const range = { prefix: `${role}#${account}#` };
    const page = await links.query!(
      { ...query, range, limit: limit - items.length, cursor: account === from ? cursor : undefined },
      access,
    );
    items.push(...page.items);
    if (page.cursor) return { items, cursor: page.cursor };
    if (items.length >= limit && account !== accounts.at(-1))
      return { items, cursor: { name_key: query.partition, entry: `${role}#${account}#${END}` } };
  }
  return { items };
}

/** Stands for the resource of a suppression that covers no single one, so that every answer takes the same reads. */
const NO_RESOURCE = 'none';

/**
 * Suppressions exist for the caller if all that they can cover is the caller's, and for a customer if its users made them. An id does not say so, therefore the row is read in any case, and so is
 * the owner of a resource.
 */
async function ownSuppressions(rows: readonly Item[], access: Access): Promise<readonly Item[]> {
  const scopeOf = ({ scope }: Item) => (scope ?? {}) as { readonly finding_id?: string; readonly account_id?: string };
  const uidOf = (row: Item): string => {
    const { finding_id } = scopeOf(row);
    return finding_id === undefined ? NO_RESOURCE : uidOfFinding(finding_id);
  };
  const known = await access.resources(rows.length === 0 ? [NO_RESOURCE] : rows.map(uidOf));
  const covered = rows.filter((row) => known.has(uidOf(row)) || (uidOf(row) === NO_RESOURCE && access.has(scopeOf(row).account_id)));
  const { customer_id } = access.scope;
  return covered.filter((row) => customer_id === undefined || row['customer_id'] === customer_id);
}

/** The ids of the suppressions that the scope's accounts have, sorted. */
async function idsOfSuppressions({ accounts, store }: Access): Promise<readonly string[]> {
  const found = await pLimit(AT_ONCE).map([...accounts], async (partition) => {
    const ids: string[] = [];
    for await (const { suppression_id } of queryAll(store, 'suppressions', { index: 'suppressions_by_account', partition }))
      ids.push(String(suppression_id));
    return ids;
  });
  return found.flat().toSorted();
}

const suppressions: Rule = {
  readable: (keys) => keys,
  shown: ownSuppressions,
  scan: async ({ limit = PAGE, cursor }, access) => {
    const ids = await idsOfSuppressions(access);
    const rest = ids.filter((id) => cursor === undefined || id > String(cursor['suppression_id']));
    const page = rest.slice(0, limit);
    const keys = page.map((suppression_id) => ({ suppression_id }));
    const rows = keys.length === 0 ? [] : await ownSuppressions(await access.store.getMany('suppressions', keys), access);
    return { items: rows, ...(rest.length > page.length && { cursor: keys.at(-1)! }) };
  },
  writable: async (row, access) => ('scope' in row ? (await ownSuppressions([row], access)).length > 0 : await isStoredOwn(row, access)),
};

/** Whether the suppression with this key is stored and is the caller's. */
async function isStoredOwn({ suppression_id }: Item, access: Access): Promise<boolean> {
  const row = await access.store.get('suppressions', { suppression_id: String(suppression_id) }, { consistent: true });
  return (await ownSuppressions(row ? [row] : [], access)).length > 0;
}

/** The customer's own row alone. */
const allAccounts = ofAccount('accounts', [], (row, access) => access.has(row['account_id']));

const accounts: Rule = {
  ...allAccounts,
  query: async (query, access) => {
    if (query.index !== 'accounts_by_customer') return await allAccounts.query!(query, access);
    if (query.partition !== access.scope.customer_id) return NO_ROWS;
    const page = await access.store.query('accounts', query);
    return { ...page, items: page.items.filter((row) => access.has(row['account_id'])) };
  },
};

const customers: Rule = {
  readable: (keys, { scope }) => keys.filter(({ customer_id }) => customer_id === scope.customer_id),
  query: async ({ index }, access) => {
    const { customer_id } = access.scope;
    if (index !== 'customers_by_name' || customer_id === undefined) return NO_ROWS;
    const row = await access.store.get('customers', { customer_id });
    return { items: row ? [row] : [] };
  },
};

/** Tells whether the resource, or the whole account, is assigned to the caller's customer and exists for the caller. */
function isOwners(row: Item, access: Access): boolean {
  const { customer_id } = access.scope;
  return (
    customer_id !== undefined &&
    row['customer_id'] === customer_id &&
    access.reaches(parseResourceUid(uidIn(row))?.account_id ?? uidIn(row))
  );
}

/** Whose a resource is stands in the row alone, which is therefore read in any case. */
const customerResources: Rule = {
  readable: (keys) => keys,
  shown: (rows, access) => rows.filter((row) => isOwners(row, access)),
  query: async (query, access) => {
    if (query.index === 'customer_resources_by_customer') {
      if (query.partition !== access.scope.customer_id) return NO_ROWS;
      const page = await access.store.query('customer_resources', query);
      return { ...page, items: page.items.filter((row) => isOwners(row, access)) };
    }
    throw notNarrowed('customer_resources', query);
  },
  writable: async (row, access) => isOwners(row, access) || (!('customer_id' in row) && (await ofResource(uidIn(row), access))),
};

const notifications: Rule = {
  readable: (keys, { scope }) => keys.filter(({ recipient }) => recipient === scope.customer_id),
  shown: toldWithin,
  query: async (query, access) => {
    const { customer_id } = access.scope;
    if (customer_id === undefined) return NO_ROWS;
    const isOwn = query.partition === customer_id;
    if (query.index !== 'notifications_by_id' && query.index !== 'notifications_by_subject') {
      if (!isOwn) return NO_ROWS;
      const own = await access.store.query('notifications', query);
      return query.index === undefined ? { ...own, items: await toldWithin(own.items, access) } : own;
    }
    // A subject or an id has a row for each recipient: the customer, and the operators.
    const page = await access.store.query('notifications', query);
    return { ...page, items: page.items.filter(({ recipient }) => recipient === customer_id) };
  },
  writable: async ({ recipient, notification_id }, access) => {
    if (recipient !== access.scope.customer_id) return false;
    const key = { recipient: String(recipient), notification_id: String(notification_id) };
    if (access.scope.within === undefined) return true;
    const row = await access.store.get('notifications', key, { consistent: true });
    return row !== undefined && (await toldWithin([row], access)).length > 0;
  },
};

/**
 * The notifications that exist for a caller whose token narrows what its customer has: those about its accounts, about the customer itself, and about jobs
 * that cover its accounts alone.
 */
async function toldWithin(rows: readonly Item[], access: Access): Promise<readonly Item[]> {
  const { within, customer_id } = access.scope;
  if (within === undefined) return rows;
  const told = await pLimit(AT_ONCE).map([...rows], async ({ subject, type, data }) => {
    if (subject === customer_id) return true;
    if (type === 'muster.job.ended') return await isWholly(String(subject), access);
    // The notifier stores the data of events as maps, and those about an account have its `account_id`.
    return access.reaches((data as { readonly account_id?: string }).account_id);
  });
  return rows.filter((_row, place) => told[place]);
}

/** The part of an export's pointer that says nothing of the accounts: their sums are made of the scope's own files (scoped-nights.ts). */
const POINTER = ['name', 'date', 'job_id', 'created_at', 'schema_version', 'expires_at'] as const;

const pointers = (rows: readonly Item[]): readonly Item[] =>
  rows.map((row) => Object.fromEntries(POINTER.map((field) => [field, row[field]])));

const exportsRule: Rule = {
  readable: (keys) => keys,
  shown: pointers,
  query: async (query, { store }) => {
    if (query.index !== undefined) throw notNarrowed('exports', query);
    const page = await store.query('exports', query);
    return { ...page, items: pointers(page.items) };
  },
};

/** Schemas of types that an administrator has registered: they are of the deployment, and nobody's own. */
const registeredTypes: Rule = {
  readable: (keys) => keys,
  query: async (query, { store }) => await store.query('registered_types', query),
  scan: async (page, { store }) => await store.scan('registered_types', page),
};

export const RULES = {
  accounts,
  audit: nobody,
  changes,
  connections: nobody,
  coverage: ofAccount('coverage'),
  customer_resources: customerResources,
  customers,
  exports: exportsRule,
  findings,
  job_tasks: accountTasks,
  jobs: jobsRule,
  leases: nobody,
  links,
  managed_dependents: managedDependents,
  managed_events: managedEvents,
  managed_resources: managedResources,
  migrations: nobody,
  notifications,
  policy_results: ofAccount('policy_results'),
  queries: nobody,
  registered_types: registeredTypes,
  resources,
  saved_views: nobody,
  scan_counts: ofAccount('scan_counts'),
  suppressions,
  unreadable_accounts: ofAccount('unreadable_accounts'),
} as const satisfies Record<TableName, Rule>;
