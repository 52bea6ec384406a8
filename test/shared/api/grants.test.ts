/** Walks through the routes of the API, and compares its calls on the tables with those that it is granted. */
import { describe, expect, it } from '@jest/globals';
import { type Call, GRANTS, MANAGING_GRANTS, type TableGrants } from '../../../lib/grants.ts';
import { reachOf, Scopes } from '../../../shared/access/reach.ts';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import type { TableName } from '../../../shared/storage/schema.ts';
import type { Query, Store } from '../../../shared/storage/store.ts';
import { accountRow, apiFixture, JOB_ID, jobRow, putResources, resourceRow, taskRow } from '../../support/api-fixture.ts';
import { findingRow, policyResult, putResults, suppressionRow } from '../../support/finding-rows.ts';
import { ACME, callerOf, twoCustomers } from '../../support/two-customers.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { putNight } from '../../support/night-objects.ts';
import { notificationRow } from '../../support/notification-rows.ts';

const listOf = (grants: TableGrants): readonly string[] =>
  Object.entries(grants).flatMap(([table, calls]) => (calls as readonly Call<TableName>[]).map((call) => `${table} ${call}`));

/** A store that notes each call: `jobs query open_jobs`. */
function noting(store: Store, calls: Set<string>): Store {
  return new Proxy(store, {
    get: (target, method: keyof Store) =>
      typeof target[method] === 'function'
        ? (table: TableName, what: Query, ...rest: unknown[]) => {
            calls.add([table, method, ...(method === 'query' && what.index ? [what.index] : [])].join(' '));
            return (target[method] as (...args: readonly unknown[]) => unknown).call(target, table, what, ...rest);
          }
        : target[method],
  });
}

describe('the API', () => {
  it('makes the calls on tables that it is granted, and no others', async () => {
    const memory = new MemoryStore();
    const calls = new Set<string>();
    const store = noting(memory, calls);
    const { app, clock, exports, management } = apiFixture(store);
    management.isOn = false;
    const { account_id } = accountRow();
    const resource = resourceRow({});
    const finding = findingRow({ account_id, resource_id: 'logs' }, { severity: 'high' });
    await memory.put('accounts', accountRow());
    await memory.put('jobs', jobRow({ open: '1' }));
    await memory.put('job_tasks', taskRow());
    await memory.put('suppressions', suppressionRow());
    await memory.put('findings', finding);
    await memory.put('changes', changeRowOf(resource));
    await putResources(memory, [
      resource,
      resourceRow({ segment: 'us-east-1' }),
      resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'logs' }),
    ]);
    await memory.put('changes', changeRowOf(resource));
    await putResults(memory, account_id, { 'aws.s3.bucket-versioning-enabled': policyResult() });
    await putResults(memory, '*', { 'aws.s3.bucket-versioning-enabled': policyResult() });
    const send = async (line: string, body?: object): Promise<Record<string, unknown>> => {
      const [method = '', path = ''] = line.split(' ');
      const init = body ? { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : { method };
      const text = await (await app.request(path, init)).text();
      return JSON.parse(text || '{}') as Record<string, unknown>;
    };
    const list = async (path: string): Promise<void> => {
      const query = `${path}${path.includes('?') ? '&' : '?'}limit=1`;
      const { next_cursor } = await send(`GET ${query}`);
      if (typeof next_cursor === 'string') await send(`GET ${query}&cursor=${encodeURIComponent(next_cursor)}`);
    };
    const account = encodeURIComponent(account_id);
    const uid = encodeURIComponent(resource.resource_uid);
    const findingId = encodeURIComponent(finding.finding_id);

    // The callers with tokens: of a customer, and of accounts that patterns select.
    const scopes = new Scopes({ accounts: new AccountDirectory(store), clock });
    await scopes.of(reachOf(['name:*'], 'cus_0123456789abcdefABCD_-'));
    await scopes.of(reachOf(['name:*'], undefined));

    for (const path of [
      'accounts',
      'connections',
      'coverage',
      `coverage?account_id=${account}`,
      'resources',
      `resources?account_id=${account}`,
      'changes?since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z',
    ])
      await list(`/${path}`);
    await list('/changes?since=2026-11-20T00:00:00Z');
    for (const path of ['findings', `findings?account_id=${account}`, 'suppressions', 'jobs', `jobs/${JOB_ID}/accounts`, 'exports'])
      await list(`/${path}`);
    for (const path of [
      'connections/aws',
      `accounts/${account}`,
      `resources/${uid}`,
      `resources/${uid}/changes`,
      `resources/${uid}/related`,
      `findings/${findingId}`,
      `jobs/${JOB_ID}`,
    ])
      await send(`GET /${path}`);
    const policy = 'policies/aws.s3.bucket-versioning-enabled';
    await send('GET /named-resources?name=logs&type=AWS::S3::Bucket');
    for (const path of ['summary', 'policies', policy, `${policy}?account_id=${account}`, 'frameworks/cis-aws-7.0', 'exports/2026-11-21'])
      await send(`GET /${path}`);
    await send(`POST /findings/${findingId}/suppress`, { reason: 'It is known.' });
    await send(`POST /findings/${findingId}/unsuppress`);
    await send('POST /findings/suppress', { finding_ids: [findingId], reason: 'It is known.' });
    await send('GET /trend');
    await send('PUT /views/mine', { page: 'findings', query: '' });
    await send('POST /connections', { connection_id: 'acquired', provider: 'aws' });
    await send('PATCH /connections/acquired', { name: 'Acquired' });
    await send('POST /connections/acquired/check');
    await send('POST /accounts/sync', { connection_id: 'acquired' });
    await send('DELETE /connections/acquired');
    await send('GET /migrations');
    await send('POST /migrations/run', { dry_run: true });
    await send('POST /migrations/run', {});
    await putNight(memory, exports, '2026-11-21', [account_id]);
    const { query_id } = await send('POST /queries', { sql: 'SELECT 1' });
    await send(`GET /queries/${String(query_id)}`);
    await send('POST /jobs', { operation: 'inventory', accounts: [account_id] });
    await send('POST /accounts', { accounts: [{ account_id: '000000000002' }] });
    await send(`PATCH /accounts/${account}`, { name: 'Payments' });
    const notification = notificationRow({ at: Date.parse('2026-11-21T00:00:00Z') });
    await memory.put('notifications', notification);
    const rpc = async (method: string, body: object): Promise<Record<string, unknown>> =>
      await send(`POST /muster.notifications.v1.NotificationService/${method}`, body);
    await rpc('Get', { id: notification.notification_id });
    const { cursor } = await rpc('List', { subject: notification.subject });
    await rpc('List', {});
    await rpc('List', { unreadOnly: true });
    await rpc('List', { subject: notification.subject, afterCursor: cursor, maxWait: '0s' });
    await rpc('MarkRead', { notificationId: notification.notification_id });
    await send('POST /suppressions', { scope: { account_id }, reason: 'It is known.' });
    await send('DELETE /suppressions/sup-r-1');
    for (const query of ['notifications', 'notifications?unread=true', `notifications?subject=${notification.subject}`])
      await send(`GET /${query}`);
    await send(`GET /notifications/${notification.notification_id}`);
    await send(`POST /notifications/${notification.notification_id}/read`);
    await memory.put('unreadable_accounts', { account_id });
    await memory.put('scan_counts', { account_id, scan: '2026-11-20' });
    const added = async (name: string): Promise<string> =>
      String((await send('POST /customers', { name, email: `${name}@a.example` }))['customer_id']);
    const [customer_id, second] = [await added('northwind'), await added('fabrikam')];
    await send(`PATCH /customers/${customer_id}`, { email: 'cloud@northwind.example' });
    await list('/customers');
    await send('PUT /registered-types/Registered::Server', { schema: { type: 'object' } });
    await list('/registered-types');
    const { id: registered } = await send('POST /resources', { type: 'Registered::Server', name: 'web-1', customer_id });
    await send(`PATCH /resources/${encodeURIComponent(String(registered))}`, { name: 'web-2' });
    await send('DELETE /registered-types/Registered::Server');
    await send('POST /resources', { customer_id, resource_id: resource.resource_uid });
    await send(`PUT /customers/${customer_id}/accounts/${account}`, {});
    await list(`/customers/${customer_id}/resources`);
    await list('/resources?assigned=true');
    await send(`DELETE /resources/${encodeURIComponent(String(registered))}`);
    await send(`DELETE /customers/${customer_id}?release=true`);
    await send(`DELETE /customers/${second}`);
    await send(`DELETE /accounts/${account}`);
    for (const path of ['/audit', `/audit?subject=${account}`]) await list(path);

    const { app: limited } = await twoCustomers(callerOf(ACME, 'viewer'), (own) => noting(own, calls));
    for (const path of ['/jobs', '/suppressions', '/resources', '/accounts']) expect((await limited.request(path)).status).toBe(200);

    const granted = listOf(GRANTS.api);
    // The API ends a cancelled job as the poller does; the simulation has those calls.
    const ending = listOf(GRANTS.poller);
    expect([...calls].filter((call) => !granted.includes(call))).toEqual([]);
    expect(granted.filter((call) => !calls.has(call) && !ending.includes(call))).toEqual([]);
  });

  it('makes further calls where it manages resources, and no others', async () => {
    const memory = new MemoryStore();
    const calls = new Set<string>();
    const { app } = apiFixture(noting(memory, calls));
    await memory.put('accounts', accountRow());
    const send = async (line: string, body?: object): Promise<Record<string, unknown>> => {
      const [method = '', path = ''] = line.split(' ');
      const init = body ? { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : { method };
      return (await (await app.request(path, init)).json()) as Record<string, unknown>;
    };
    const { account_id } = accountRow();
    const store = { type: 'plain_store', name: 'shop-db', account_id, region: 'eu-west-1', config: { engine: 'oak' } };
    const bucket = resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'logs' }, { name: 'logs' });
    await putResources(memory, [bucket]);
    const { managed_id } = await send('POST /managed-resources', store);
    const worker = {
      type: 'plain_worker',
      name: 'build',
      account_id,
      config: { command: 'run' },
      dependencies: [{ name: 'db', managed_id }],
    };
    const { managed_id: dependent } = await send('POST /managed-resources', worker);
    const { customer_id } = await send('POST /customers', { name: 'northwind', email: 'it@northwind.example' });
    await send('POST /managed-resources?dry_run=true', store);
    await send('POST /managed-resources/plan', { resources: [worker] });
    await send('POST /managed-resources/adopt', { resource_id: bucket.resource_uid });
    await send(`PATCH /managed-resources/${String(dependent)}`, { dependencies: [] });
    for (const path of ['', '/status', '/events', '/plan']) await send(`GET /managed-resources/${String(managed_id)}${path}`);
    for (const query of ['', `?account_id=${account_id}`, `?customer_id=${String(customer_id)}`])
      await send(`GET /managed-resources${query}`);
    await send(`POST /managed-resources/${String(managed_id)}/reconcile`);
    await send(`POST /managed-resources/${String(managed_id)}/operations/tidy`, {});
    await send(`DELETE /managed-resources/${String(managed_id)}`);
    await send(`GET /resources/${encodeURIComponent(bucket.resource_uid)}`);

    const further = listOf(MANAGING_GRANTS.api ?? {});
    const granted = [...listOf(GRANTS.api), ...further];
    expect([...calls].filter((call) => !granted.includes(call))).toEqual([]);
    expect(further.filter((call) => !calls.has(call))).toEqual([]);
  });
});
