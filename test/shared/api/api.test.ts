import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Conflict } from '../../../shared/errors.ts';
import type { JobId, ResourceUid } from '../../../shared/ids.ts';
import { NO_SCAN_COUNTS } from '../../../shared/scan/model.ts';
import { coverageItem } from '../../../shared/inventory/coverage.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import {
  account,
  accountRow,
  apiFixture,
  CHECKED,
  JOB_ID,
  jobRow,
  putCoverage,
  putResources,
  resourceRow,
  taskRow,
  TIME,
} from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

/** Reads every page of a listing by its cursors. */
async function listAll(app: Parameters<typeof send>[0], path: string): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await send(app, `${path}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.next_cursor;
  } while (cursor);
  return items;
}

describe('jobs', () => {
  it('are started as requested and answered with 202', async () => {
    const { app, jobs } = apiFixture();

    const answer = await send(app, '/jobs', { body: { operation: 'inventory', service: 's3', client_token: 'nightly' } });

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ job_id: JOB_ID, status: 'in_progress', total_accounts: 1 });
    expect(jobs.started).toEqual([{ operation: 'inventory', service: 's3', client_token: 'nightly' }]);
  });

  it('show progress and totals, and no internal fields', async () => {
    const { app, store } = apiFixture();
    await store.put('jobs', jobRow({ open: '1', status: 'in_progress' }));

    const { body } = await send(app, `/jobs/${JOB_ID}`);

    expect(body).toMatchObject({ job_id: JOB_ID, status: 'in_progress', completed: 1 });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['plan_id']));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['listed']));
  });

  it('are listed newest first, page by page', async () => {
    const { app, store } = apiFixture();
    const ids = Array.from({ length: 7 }, (_, index) => `inv-${index}` as JobId);
    for (const [index, job_id] of ids.entries()) await store.put('jobs', jobRow({ job_id, created_at: `2026-11-21T14:3${index}:00.000Z` }));

    const listed = await listAll(app, '/jobs?limit=3');

    expect(listed.map(({ job_id }) => job_id)).toEqual(ids.toReversed());
  });

  it('list their accounts, filtered by status if requested, each with its error', async () => {
    const { app, store } = apiFixture();
    const error = { class: 'denied', error_code: 'AccessDenied', message: 'The role could not be assumed.' } as const;
    await store.put('jobs', jobRow());
    await store.put('job_tasks', taskRow());
    await store.put('job_tasks', taskRow({ account_id: account('2'), status: 'failed', error }));

    const failed = await listAll(app, `/jobs/${JOB_ID}/accounts?limit=1&status=failed`);

    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ account_id: account('2'), error });
  });

  it('are cancelled and retried by their id', async () => {
    const { app, store, jobs } = apiFixture();
    await store.put('jobs', jobRow());

    const cancelled = await send(app, `/jobs/${JOB_ID}/cancel`, { method: 'POST' });
    const retried = await send(app, `/jobs/${JOB_ID}/retry`, { method: 'POST' });

    expect([cancelled.status, retried.status]).toEqual([202, 202]);
    expect([jobs.cancelled, jobs.retried]).toEqual([[JOB_ID], [JOB_ID]]);
    expect(retried.body.job_id).toBe(`${JOB_ID}-2`);
  });

  it('of a scan show their policy and totals, and so do their accounts', async () => {
    const { app, store } = apiFixture();
    const scan = {
      counts: { ...NO_SCAN_COUNTS, evaluated: 3, fail: 1 },
      findings_by_severity: { high: 1 },
      failed_by_policy: { 's3.a': 1 },
      failing_policies: 1,
      bad_policies: ['s3.b.yaml:1:1: malformed'],
      missing_permissions: [],
    };
    const totals = { scan };
    await store.put('jobs', jobRow({ operation: 'scan', service: '*', policy: 's3.*', totals }));
    await store.put('job_tasks', taskRow({ totals }));

    const job = await send(app, `/jobs/${JOB_ID}`);
    const tasks = await send(app, `/jobs/${JOB_ID}/accounts`);

    expect(job.body).toMatchObject({ operation: 'scan', policy: 's3.*', totals: { scan } });
    expect(tasks.body.items).toMatchObject([{ totals }]);
  });

  it('are refused with a conflict if an action contradicts their state', async () => {
    const { app, store, jobs } = apiFixture();
    await store.put('jobs', jobRow());
    jobs.fails = new Conflict('The job has ended already.');

    const answer = await send(app, `/jobs/${JOB_ID}/cancel`, { method: 'POST' });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:muster:problem:conflict', detail: 'The job has ended already.' });
  });
});

describe('accounts', () => {
  it('are registered once, by an id without provider, under the default connection', async () => {
    const { app } = apiFixture();
    const body = {
      accounts: [{ account_id: '000000000001', name: 'Payments', organizational_unit: 'Shop' }, { account_id: 'aws:000000000002' }],
    };

    const first = await send(app, '/accounts', { body });
    const second = await send(app, '/accounts', { body: { accounts: [{ account_id: '000000000001', name: 'Other' }] } });

    expect(first.body.accounts.map((each: { result: string }) => each.result)).toEqual(['created', 'created']);
    expect(first.body.accounts[0].account).toMatchObject({ name: 'Payments', enabled: true, status: 'never_run', connection_id: 'aws' });
    expect(second.body.accounts).toEqual([{ result: 'exists', account: first.body.accounts[0].account }]);
    expect((await send(app, '/connections')).body.items).toEqual([
      {
        connection_id: 'aws',
        provider: 'aws',
        name: 'This deployment',
        settings: { role_name: 'muster-read', external_id: 'external-1' },
        created_at: TIME,
      },
    ]);
  });

  it('are changed in the fields of the request only', async () => {
    const { app, store } = apiFixture();
    await store.put('accounts', accountRow({ inventory_observed_at: TIME }));

    const answer = await send(app, '/accounts/000000000001', { method: 'PATCH', body: { enabled: false } });

    expect(answer.body).toMatchObject({ enabled: false, name: 'Payments' });
    expect(await store.get('accounts', { account_id: account('1') })).toEqual({
      ...accountRow({ inventory_observed_at: TIME }),
      enabled: false,
    });
    expect((await send(app, '/accounts/000000000001')).body).toEqual(answer.body);
  });

  it('are listed page by page', async () => {
    const { app, store } = apiFixture();
    const ids = Array.from({ length: 5 }, (_, index) => account(String(index)));
    for (const account_id of ids) await store.put('accounts', accountRow({ account_id }));

    const listed = await listAll(app, '/accounts?limit=2');

    expect(listed.map(({ account_id }) => account_id)).toEqual(ids);
  });
});

describe('connections', () => {
  it('are added once', async () => {
    const { app } = apiFixture();
    const body = { connection_id: 'acquired', provider: 'aws', settings: { role_name: 'their-role', external_id: 'their-id' } };

    const first = await send(app, '/connections', { body });
    const second = await send(app, '/connections', { body });
    const reserved = await send(app, '/connections', { body: { ...body, connection_id: 'aws' } });

    expect(first.status).toBe(201);
    expect(first.body).toMatchObject(body);
    expect([second.status, reserved.status]).toEqual([409, 409]);
  });

  const detail = 'settings.role_name: this deployment may not assume roles of the name "Auditor"; allowed are muster-read, their-role.';

  it('may only name a role that the deployment may assume', async () => {
    const { app } = apiFixture();
    const settings = { role_name: 'Auditor' };
    await send(app, '/connections', { body: { connection_id: 'acquired', provider: 'aws' } });

    const added = await send(app, '/connections', { body: { connection_id: 'other', provider: 'aws', settings } });
    const changed = await send(app, '/connections/acquired', { method: 'PATCH', body: { settings } });

    expect([added.status, changed.status]).toEqual([400, 400]);
    expect(added.body).toMatchObject({
      field: 'settings.role_name',
      allowed: ['muster-read', 'their-role'],
      detail: expect.stringContaining(detail),
    });
    expect(changed.body['detail']).toBe(added.body['detail']);
  });

  it('can be renamed and changed, but the settings of the own one cannot', async () => {
    const { app } = apiFixture();
    await send(app, '/connections', { body: { connection_id: 'acquired', provider: 'aws', settings: { role_name: 'their-role' } } });

    const renamed = await send(app, '/connections/acquired', { method: 'PATCH', body: { name: 'Acquired' } });
    const changed = await send(app, '/connections/acquired', { method: 'PATCH', body: { settings: { external_id: 'id-2' } } });
    const own = await send(app, '/connections/aws', { method: 'PATCH', body: { settings: {} } });
    const ownName = await send(app, '/connections/aws', { method: 'PATCH', body: { name: 'Home' } });
    const missing = await send(app, '/connections/none', { method: 'PATCH', body: { name: 'x' } });
    const nothing = await send(app, '/connections/acquired', { method: 'PATCH', body: {} });

    expect(renamed.body).toMatchObject({ name: 'Acquired', settings: { role_name: 'their-role' } });
    expect(changed.body).toMatchObject({ name: 'Acquired', settings: { external_id: 'id-2' } });
    expect(changed.body['settings']).not.toHaveProperty('role_name');
    expect([own.status, ownName.status, missing.status, nothing.status]).toEqual([409, 200, 404, 400]);
    expect(ownName.body).toMatchObject({ name: 'Home', settings: { role_name: 'muster-read' } });
  });

  it('hold references to the secrets of the deployment only, and no secret', async () => {
    const { app, store } = apiFixture();
    await send(app, '/connections', { body: { connection_id: 'acquired', provider: 'aws' } });
    // The provider AWS takes no reference, so its other settings stand for those of providers that do.
    const refusals = [
      { external_id: '-----BEGIN PRIVATE KEY-----planted' },
      { external_id: 'env:AWS_SECRET_ACCESS_KEY' },
      { external_id: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:another-system' },
      { client_secret: 'planted' },
      'planted',
    ];

    for (const settings of refusals) {
      for (const answer of [
        await send(app, '/connections', { body: { connection_id: 'other', provider: 'aws', settings } }),
        await send(app, '/connections/acquired', { method: 'PATCH', body: { settings } }),
      ]) {
        expect(answer).toMatchObject({ status: 400, body: { field: expect.stringMatching(/^settings/) } });
        expect(JSON.stringify(answer.body)).not.toContain('planted');
      }
    }
    expect(await store.get('connections', { connection_id: 'other' })).toBeUndefined();
    expect(await store.get('connections', { connection_id: 'acquired' })).toMatchObject({ settings: {} });
  });

  it('are shown and checked, also the own one that nothing has used yet', async () => {
    const { app, checks } = apiFixture();

    const shown = await send(app, '/connections/aws');
    const checked = await send(app, '/connections/aws/check', { method: 'POST' });
    const missing = [await send(app, '/connections/none'), await send(app, '/connections/none/check', { method: 'POST' })];

    expect(shown.body).toMatchObject({ connection_id: 'aws', settings: { role_name: 'muster-read' } });
    expect(checked).toMatchObject({ status: 200, body: CHECKED });
    expect(missing.map(({ status }) => status)).toEqual([404, 404]);
    expect(checks.asked).toEqual(['aws']);
  });

  it('can be given other accounts', async () => {
    const { app } = apiFixture();
    await send(app, '/connections', { body: { connection_id: 'acquired', provider: 'aws' } });
    await send(app, '/accounts', { body: { accounts: [{ account_id: '123456789012' }] } });

    const moved = await send(app, '/accounts/123456789012', { method: 'PATCH', body: { connection_id: 'acquired' } });
    const nowhere = await send(app, '/accounts/123456789012', { method: 'PATCH', body: { connection_id: 'none' } });
    const home = await send(app, '/accounts/123456789012', { method: 'PATCH', body: { connection_id: 'aws' } });

    expect([moved.status, moved.body['connection_id']]).toEqual([200, 'acquired']);
    expect([nowhere.status, nowhere.body['detail']]).toEqual([
      400,
      'connection_id: there is no connection none; POST /connections creates one.',
    ]);
    expect([home.status, home.body['connection_id']]).toEqual([200, 'aws']);
  });
});

describe('resources', () => {
  const one = account('1');
  const two = account('2');
  const rows = [
    resourceRow({ account_id: one, resource_id: 'vpc-a' }, { tags: { team: 'shop', 'a=b': 'c=d' } }),
    resourceRow({ account_id: one, resource_id: 'vpc-bb' }, { is_last: 0, deleted_at: TIME, expires_at: 4_000_000_000 }),
    resourceRow({ account_id: one, resource_id: 'vpc-ccc' }, { is_last: 0, deleted_at: TIME, expires_at: 1_000 }),
    resourceRow({ account_id: one, segment: 'us-east-1', resource_id: 'vpc-a' }, { tags: { team: 'search' } }),
    resourceRow({ account_id: one, type: 'AWS::S3::Bucket', resource_id: 'logs' }, { tags: null }),
    resourceRow({ account_id: two, type: 'AWS::IAM::User', segment: 'global', resource_id: 'team/ann|x' }),
    // One list call covers the whole account, and its resources are in regions.
    resourceRow({ account_id: two, type: 'AWS::S3::Bucket', segment: 'global', resource_id: 'west' }, { region: 'us-east-1' }),
    resourceRow({ account_id: two, type: 'AWS::S3::Bucket', segment: 'global', resource_id: 'east' }, { region: 'eu-west-1' }),
  ];
  const uid = (index: number): ResourceUid => rows[index]!.resource_uid;
  const withRows = async () => {
    const fixture = apiFixture();
    await fixture.store.put('accounts', accountRow());
    await fixture.store.put('accounts', accountRow({ account_id: two }));
    await putResources(fixture.store, rows);
    return fixture;
  };

  it.each([
    ['of every account, those in use', '', [0, 4, 3, 5, 6, 7]],
    ['of one account', '&account_id=000000000001', [0, 4, 3]],
    ['of one type', '&type=AWS::EC2::VPC', [0, 3]],
    ['of one kind and account', '&kind=bucket&account_id=000000000001', [4]],
    ['of one kind', '&kind=user', [5]],
    ['of a type and a kind that it is not of', '&type=AWS::EC2::VPC&kind=user', []],
    ['of one region', '&region=us-east-1', [3, 6]],
    ['of one region and of an account with one list for all regions', '&region=us-east-1&account_id=000000000002', [6]],
    ['of no region', '&region=global', [5]],
    ['of one region and account', '&region=eu-west-1&account_id=000000000001', [0, 4]],
    ['that were deleted, unless they have expired', '&is_last=0', [1]],
    ['that were deleted, of one account', '&is_last=0&account_id=000000000001', [1]],
    ['in use or not', '&is_last=any&type=AWS::EC2::VPC', [0, 1, 3]],
    ['with a tag', '&tag=team', [0, 3]],
    ['with a tag and its value', '&tag=team%3Dshop', [0]],
    ['with a tag whose key and value hold an equals sign', '&tag=a%3Db%3Dc%3Dd', [0]],
    ['with all of several tags', '&tag=team%3Dshop&tag=a%3Db', [0]],
    ['with a tag that is not there', '&tag=team%3Dpay', []],
  ] as const)('are listed %s, however small the pages', async (_name, filters, expected) => {
    const { app } = await withRows();

    for (const limit of [1, 2, 500]) {
      const listed = await listAll(app, `/resources?limit=${limit}${filters}`);

      expect(new Set(listed.map(({ resource_uid }) => resource_uid))).toEqual(new Set(expected.map(uid)));
      expect(listed).toHaveLength(expected.length);
    }
  });

  it('of one account are ordered by segment, type and id', async () => {
    const { app } = await withRows();

    const listed = await listAll(app, '/resources?limit=2&account_id=000000000001');

    expect(listed.map(({ resource_uid }) => resource_uid)).toEqual([uid(0), uid(4), uid(3)]);
  });

  it('refuse the cursor of another query', async () => {
    const { app } = await withRows();
    const { body } = await send(app, '/resources?limit=1&account_id=000000000001');

    const answer = await send(app, `/resources?limit=1&account_id=000000000002&cursor=${body.next_cursor}`);

    expect(answer.status).toBe(400);
    expect(answer.body.field).toBe('cursor');
  });

  it('take bounded work for a page whose filter matches nothing', async () => {
    const store = new MemoryStore();
    const { app } = apiFixture(store);
    await store.put('accounts', accountRow());
    await putResources(
      store,
      Array.from({ length: 5_000 }, (_, index) => resourceRow({ resource_id: `vpc-${index}` })),
    );

    const { body } = await send(app, '/resources?account_id=000000000001&tag=none&limit=10');

    expect(body.items).toEqual([]);
    expect(body.next_cursor).toBeDefined();
    expect(store.requests.get('query resources')).toBeLessThanOrEqual(64);
    expect(await listAll(app, '/resources?account_id=000000000001&tag=none&limit=500')).toEqual([]);
  });

  it('have pages that are smaller than an answer of Lambda may be', async () => {
    const { app, store } = apiFixture();
    const config = { Text: 'x'.repeat(300_000) };
    await store.put('accounts', accountRow());
    await putResources(
      store,
      Array.from({ length: 40 }, (_, index) => resourceRow({ resource_id: `vpc-${index}` }, { config })),
    );

    const { body } = await send(app, '/resources?account_id=000000000001&limit=500');

    expect(JSON.stringify(body).length).toBeLessThan(5_000_000);
    expect(body.items.length).toBeGreaterThan(10);
    expect(await listAll(app, '/resources?account_id=000000000001&limit=500')).toHaveLength(40);
  });

  it('are shown by any uid, encoded or as API Gateway decodes it', async () => {
    const { app } = await withRows();

    const encoded = await send(app, `/resources/${encodeURIComponent(uid(5))}`);
    const decoded = await app.request(`/resources/${uid(5)}`);

    expect(encoded.body).toMatchObject({ resource_uid: uid(5), resource_id: 'team/ann|x' });
    expect(Object.keys(encoded.body)).not.toEqual(expect.arrayContaining(['slice_id']));
    expect(await decoded.json()).toEqual(encoded.body);
  });

  it('that have expired are not shown', async () => {
    const { app } = await withRows();

    expect((await send(app, `/resources/${encodeURIComponent(uid(2))}`)).status).toBe(404);
  });

  it("list each of their changes once, by version, with the newest from the resource's own row", async () => {
    const { app, store } = apiFixture();
    const versions = [1, 2, 3, 4].map((version) =>
      resourceRow({}, { version, last_change: { op: version === 1 ? 'add' : 'update', version, observed_at: TIME, job_id: JOB_ID } }),
    );
    await store.putMany('changes', versions.slice(0, 3).map(changeRowOf));
    await store.put('resources', versions[3]!);
    const path = `/resources/${encodeURIComponent(versions[0]!.resource_uid)}/changes`;

    for (const limit of [1, 2, 3, 4, 100]) {
      const listed = await listAll(app, `${path}?limit=${limit}`);
      expect(listed.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    }

    await store.put('changes', changeRowOf(versions[3]!));
    expect((await listAll(app, `${path}?limit=2`)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });
});

describe('coverage', () => {
  it('is listed by slice with any page size, and filtered by outcome and account', async () => {
    const { app, store } = apiFixture();
    const error = { class: 'denied', error_code: 'AccessDenied', message: 'No.', permission: 's3:ListBuckets' } as const;
    for (const digits of ['1', '2']) {
      await store.put('accounts', accountRow({ account_id: account(digits) }));
      await putCoverage(store, account(digits), 'eu-west-1', {
        'AWS::EC2::VPC': { outcome: 'complete', at: TIME, complete_at: TIME, count: 2, populated: true },
        'AWS::S3::Bucket': { outcome: 'denied', at: TIME, populated: true, error },
      });
      await putCoverage(store, account(digits), 'us-east-1', {
        'AWS::EC2::VPC': { outcome: 'suspect', at: TIME, populated: true, held: ['vpc-1', 'vpc-2'] },
        'AWS::S3::Bucket': { populated: false },
      });
    }

    for (const limit of [1, 2, 3, 7, 8, 500]) {
      expect(await listAll(app, `/coverage?limit=${limit}`)).toHaveLength(8);
      expect(await listAll(app, `/coverage?limit=${limit}&account_id=000000000002`)).toHaveLength(4);
      expect(await listAll(app, `/coverage?limit=${limit}&outcome=denied&account_id=000000000001`)).toEqual([
        { account_id: account('1'), segment: 'eu-west-1', type: 'AWS::S3::Bucket', outcome: 'denied', at: TIME, error },
      ]);
    }
    expect(await listAll(app, '/coverage?outcome=suspect&account_id=000000000001')).toMatchObject([{ held: 2 }]);
    for (const limit of [1, 3, 500]) {
      expect(await listAll(app, `/coverage?limit=${limit}&type=AWS::S3::Bucket`)).toHaveLength(4);
      expect(await listAll(app, `/coverage?limit=${limit}&service=s3&region=us-east-1`)).toMatchObject([
        { account_id: account('1'), segment: 'us-east-1', type: 'AWS::S3::Bucket' },
        { account_id: account('2'), segment: 'us-east-1', type: 'AWS::S3::Bucket' },
      ]);
    }
  });

  it('is filtered by region where the slices of a type may have resources of it, and keeps what concerns every slice', async () => {
    const { app, store } = apiFixture();
    await store.put('accounts', accountRow({ status: 'failed' }));
    const read = { outcome: 'complete', at: TIME, populated: true } as const;
    await putCoverage(store, account('1'), 'eu-west-1', { 'AWS::EC2::VPC': read });
    await putCoverage(store, account('1'), 'global', { 'AWS::EC2::VPC': read, 'AWS::IAM::User': read });
    const not_read = { at: TIME, counts: { 'iot:thing': 2, 'iot:policy': 1 } };
    await store.put('coverage', coverageItem({ account_id: account('1'), segment: 'us-east-1', observed_at: TIME, slices: {}, not_read }));
    const listed = async (query: string) =>
      (await listAll(app, `/coverage?${query}`)).map((slice) => `${String(slice['segment'])} ${String(slice['type'])}`);

    // One list of an Azure subscription covers all its regions.
    expect(await listed('region=eu-west-1')).toEqual(['eu-west-1 AWS::EC2::VPC', 'global AWS::EC2::VPC', '* *']);
    expect(await listed('region=global')).toEqual(['global AWS::EC2::VPC', 'global AWS::IAM::User', '* *']);
    expect(await listed('region=us-east-1')).toEqual(['global AWS::EC2::VPC', 'us-east-1 iot:policy', 'us-east-1 iot:thing', '* *']);
    expect(await listed('type=iot:thing&type=AWS::IAM::User')).toEqual(['global AWS::IAM::User', 'us-east-1 iot:thing', '* *']);
    expect(await listed('service=iam')).toEqual(['global AWS::IAM::User', '* *']);
  });
});

describe('the coverage of accounts whose newest inventory failed', () => {
  it('has an item for the whole account, with the error of its task, on pages of any size', async () => {
    const { app, store } = apiFixture();
    const failed = { status: 'failed', last_inventory: { job_id: JOB_ID, status: 'failed', at: TIME, error: 'No.' } } as const;
    const error = { class: 'denied', error_code: 'AccessDenied', message: 'No.', permission: 'sts:AssumeRole' };
    await store.put('accounts', accountRow());
    await putCoverage(store, account('1'), 'eu-west-1', { 'AWS::EC2::VPC': { outcome: 'complete', at: TIME, populated: true } });
    for (const digits of ['2', '3']) await store.put('accounts', accountRow({ account_id: account(digits), ...failed }));
    await store.put('job_tasks', taskRow({ job_id: JOB_ID, account_id: account('2'), status: 'failed', error }));
    const whole = { segment: '*', type: '*', at: TIME };
    const told = { class: 'failed', error_code: 'InventoryFailed', message: 'No.' };
    const items = [
      { account_id: account('2'), ...whole, outcome: 'denied', error },
      { account_id: account('3'), ...whole, outcome: 'failed', error: told },
    ];

    for (const limit of [1, 2, 3, 500]) {
      expect(await listAll(app, `/coverage?limit=${limit}`)).toHaveLength(3);
      const listed = await listAll(app, `/coverage?limit=${limit}&outcome=failed&outcome=denied`);
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining(items));
      expect(await listAll(app, `/coverage?limit=${limit}&account_id=000000000002`)).toEqual([items[0]]);
      expect(await listAll(app, `/coverage?limit=${limit}&account_id=000000000001`)).toHaveLength(1);
      expect(await listAll(app, `/coverage?limit=${limit}&outcome=denied`)).toEqual([items[0]]);
    }
  });
});

describe('an inventory of one service that failed', () => {
  const scope = { service: 'aws.iam' };
  const last = { job_id: JOB_ID, status: 'failed', at: TIME, error: 'No.', scope } as const;

  it('is told in the coverage as what it was', async () => {
    const { app, store } = apiFixture();
    await store.put('accounts', accountRow({ status: 'failed', last_inventory: last }));

    expect(await listAll(app, '/coverage')).toMatchObject([
      { type: '*', error: { message: 'The newest inventory was of aws.iam alone. No.' } },
    ]);
  });

  it.each([
    ['aws.iam', 1],
    ['aws.workspaces', undefined],
  ])('makes the account unread to a framework that is about the service: %s', async (service, unread) => {
    const { app, store } = apiFixture();
    await store.put('accounts', accountRow({ status: 'failed', last_inventory: { ...last, scope: { service } } }));
    const { body } = await send(app, '/frameworks/cis-aws-7.0');

    expect(body.unread_accounts?.total).toBe(unread);
  });
});

describe('the summary', () => {
  it('sums up accounts, resources, findings and jobs', async () => {
    const { app, store } = apiFixture();
    await store.put(
      'accounts',
      accountRow({ resource_counts: { 'AWS::EC2::VPC': 3, 'AWS::S3::Bucket': 1 }, findings: { critical: 1, low: 2 } }),
    );
    await store.put(
      'accounts',
      accountRow({
        account_id: account('2'),
        status: 'failed',
        enabled: false,
        resource_counts: { 'AWS::EC2::VPC': 2 },
        findings: { low: 1 },
      }),
    );
    await store.put('jobs', jobRow());
    await store.put('jobs', jobRow({ job_id: 'inv-2' as JobId, status: 'in_progress', open: '1', created_at: '2026-11-21T15:00:00.000Z' }));

    const { body } = await send(app, '/summary');

    expect(body.accounts).toEqual({ total: 2, enabled: 1, by_status: { ok: 1, failed: 1 } });
    expect(body.resources).toEqual({
      total: 6,
      by_type: { 'AWS::EC2::VPC': 5, 'AWS::S3::Bucket': 1 },
      by_kind: { network: 5, bucket: 1 },
    });
    expect(body.findings).toEqual({ open: 4, by_severity: { critical: 1, low: 3 }, accounts: 1 });
    expect(body.open_jobs.map((job: { job_id: string }) => job.job_id)).toEqual(['inv-2']);
    expect(body.newest_job.job_id).toBe('inv-2');
  });
});

describe('errors of Muster itself', () => {
  const secret = 'postgres://user:hunter2@host';

  it('are logged with a request id, and the answer has only that id', async () => {
    const { app, jobs, log } = apiFixture();
    jobs.fails = new Error(secret);

    const answer = await send(app, '/jobs', { body: { operation: 'inventory' } });

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
    expect(log.entries).toMatchObject([
      { level: 'error', fields: { request_id: answer.body.request_id, path: '/jobs', error: jobs.fails } },
    ]);
  });

  it.each([
    Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }),
    Object.assign(new Error('Rate exceeded'), { name: 'ProvisionedThroughputExceededException' }),
    Object.assign(new Error('Rate exceeded'), { $metadata: { httpStatusCode: 429 } }),
  ])('by throttling ask the caller to try again later (%s)', async (error) => {
    const { app, jobs } = apiFixture();
    jobs.fails = error;

    const answer = await send(app, '/jobs', { body: { operation: 'inventory' } });

    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('the OpenAPI document', () => {
  it('has every route, with a unique id, its errors and schemas for all answers', async () => {
    const { app } = apiFixture();

    const document = (await (await app.request('/openapi.json')).json()) as {
      readonly openapi: string;
      readonly paths: Readonly<
        Record<
          string,
          Readonly<
            Record<string, { readonly operationId: string; readonly responses: Readonly<Record<string, { readonly content: object }>> }>
          >
        >
      >;
    };

    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(document.openapi).toBe('3.1.0');
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(operations.length).toBeGreaterThanOrEqual(29);
    for (const { responses } of operations) {
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['431', '500', '503']));
      // The server before the API gives this answer.
      const { 431: _tooLong, ...own } = responses;
      for (const [status, { content }] of Object.entries(own))
        if (status !== '204') expect(Object.values(content)).toEqual([{ schema: expect.anything() }]);
    }
  });

  it('has patterns without Unicode classes, which many readers of JSON Schema do not know', async () => {
    const { app } = apiFixture();
    const patterns: string[] = [];

    JSON.parse(await (await app.request('/openapi.json')).text(), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') patterns.push(value);
      return value;
    });

    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.filter((pattern) => /\\p\{/i.test(pattern))).toEqual([]);
  });
});

describe('any request', () => {
  it('is never answered with an error of Muster itself', async () => {
    const { app } = apiFixture();
    const paths = fc.constantFrom(
      '/jobs',
      '/accounts',
      '/resources',
      '/coverage',
      '/connections',
      '/resources/x',
      '/jobs/x/accounts',
      '/findings',
      '/findings/x',
      '/suppressions',
      '/policies',
      '/policies/x',
      '/frameworks',
      '/frameworks/x',
    );
    const parameters = fc.dictionary(
      fc.constantFrom(
        'limit',
        'cursor',
        'account_id',
        'type',
        'region',
        'tag',
        'is_last',
        'status',
        'severity',
        'policy_id',
        'framework',
        'x',
      ),
      fc.string({ unit: 'binary' }),
    );

    await fc.assert(
      fc.asyncProperty(paths, parameters, async (path, query) => {
        const answer = await send(app, `${path}?${new URLSearchParams(query).toString()}`);
        expect(answer.status).toBeLessThan(500);
      }),
    );
  });

  it('with any body is refused or succeeds, and is never answered with an error of Muster itself', async () => {
    const { app } = apiFixture();

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/jobs', '/accounts', '/connections', '/suppressions'),
        fc.oneof(fc.json(), fc.string()),
        async (path, text) => {
          const answer = await send(app, path, { method: 'POST', text });
          expect(answer.status).toBeLessThan(500);
        },
      ),
    );
  });
});
