import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Role } from '../../../shared/access/principal.ts';
import type { AuditRow } from '../../../shared/audit/audit-log.ts';
import { account, accountRow, apiFixture, jobRow } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow, suppressionRow } from '../../support/finding-rows.ts';
import { policyText } from '../../support/policy-text.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const A = account('1');
const WHO = 'arn:aws:iam::000000000000:role/dana';

class Refusing extends MemoryStore {
  override async putMany(table: Parameters<MemoryStore['putMany']>[0], items: readonly object[]): Promise<void> {
    if (table === 'audit') throw new Error('The table is away.');
    await super.putMany(table, items);
  }
}

async function fixtureAs(role: Role = 'admin', store = new MemoryStore()) {
  const caller = { id: WHO, name: 'dana', role, scope: EVERYTHING } as const;
  const fixture = apiFixture(store, undefined, () => Promise.resolve(caller));
  await store.put('accounts', accountRow());
  await store.put('findings', findingRow());
  await store.put('suppressions', suppressionRow());
  await store.put('jobs', jobRow());
  const entries = () => store.rows('audit') as readonly unknown[] as readonly AuditRow[];
  return { ...fixture, store, entries };
}

const FINDING = encodeURIComponent(findingRow().finding_id);
const POLICY = policyText();

/** Every route that changes something, as one request and what its entry says; a request that fails is a mistake of this table. */
const CHANGES: readonly (readonly [string, object | undefined, string, object])[] = [
  [
    'PATCH /accounts/000000000001',
    { name: 'New' },
    'changeAccount',
    { subject: A, before: { name: 'Payments', enabled: true }, after: { name: 'New', enabled: true } },
  ],
  [
    'POST /accounts',
    { accounts: [{ account_id: '000000000002' }] },
    'addAccounts',
    { subject: account('2'), after: { account_id: account('2') } },
  ],
  ['DELETE /accounts/000000000001', undefined, 'removeAccount', { subject: A, before: { name: 'Payments' } }],
  ['POST /accounts/sync', {}, 'syncAccounts', { subject: '/accounts/sync', after: { dry_run: false } }],
  [
    'POST /connections',
    { connection_id: 'acquired', provider: 'aws' },
    'addConnection',
    { subject: 'acquired', after: { connection_id: 'acquired' } },
  ],
  [
    'PATCH /connections/aws',
    { name: 'Ours' },
    'changeConnection',
    { subject: 'aws', before: { connection_id: 'aws' }, after: { name: 'Ours' } },
  ],
  ['POST /jobs', { operation: 'inventory', accounts: [A] }, 'startJob', { after: { operation: 'inventory', accounts: [A] } }],
  [`POST /jobs/${jobRow().job_id}/cancel`, undefined, 'cancelJob', { subject: jobRow().job_id, after: { status: 'cancelled' } }],
  [`POST /jobs/${jobRow().job_id}/retry`, undefined, 'retryJob', { after: { retry_of: jobRow().job_id } }],
  [
    `POST /findings/${FINDING}/suppress`,
    { reason: 'known' },
    'suppressFinding',
    { subject: findingRow().finding_id, before: { status: 'open' }, after: { status: 'suppressed', suppression: { reason: 'known' } } },
  ],
  ['POST /suppressions', { scope: { account_id: A }, reason: 'known' }, 'addSuppression', { after: { reason: 'known' } }],
  ['DELETE /suppressions/sup-r-1', undefined, 'removeSuppression', { subject: 'sup-r-1', before: { reason: 'Public website' } }],
];

async function ask(app: Awaited<ReturnType<typeof fixtureAs>>['app'], line: string, body?: object | string) {
  const [method = '', path = ''] = line.split(' ');
  const type = typeof body === 'string' ? 'application/yaml' : 'application/json';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await app.request(path, { method, ...(body !== undefined && { body: text, headers: { 'content-type': type } }) });
}

describe('the audit log', () => {
  it.each(CHANGES)('has an entry of %s', async (line, body, what, entry) => {
    const { app, entries, jobs } = await fixtureAs();
    const answer = await ask(app, line, body);

    expect([line, answer.status < 300]).toEqual([line, true]);
    expect(entries()).toHaveLength(1);
    expect(entries()[0]).toMatchObject({ who: WHO, who_name: 'dana', role: 'admin', what, ...entry });
    expect(entries()[0]!.request_id).toBe(answer.headers.get('x-request-id'));
    expect(jobs.fails).toBeUndefined();
  });

  it('has the file of a policy before and after, without what looks like a secret', async () => {
    const { app, entries } = await fixtureAs();
    const secret = POLICY.replace('Acceleration costs more', 'With AKIAABCDEFGHIJKLMNOP it costs more');
    for (const text of [POLICY, POLICY, secret]) {
      const answer = await ask(app, 'PUT /policies/s3.acceleration-off', text);
      expect([await answer.text(), answer.status]).toEqual([expect.anything(), 200]);
    }

    // A file that is stored unchanged is no change.
    expect(entries()).toHaveLength(2);
    const changed = entries().find(({ before }) => before !== undefined);
    expect(changed).toMatchObject({ what: 'putPolicy', subject: 's3.acceleration-off', before: { text: POLICY } });
    expect(JSON.stringify(changed)).not.toContain('AKIAABCDEFGHIJKLMNOP');
  });

  it('has nothing of what was refused, only asked, or changed nothing', async () => {
    const { app, entries } = await fixtureAs();
    await ask(app, 'PATCH /accounts/000000000009', { name: 'New' });
    await ask(app, 'POST /jobs', { operation: 'unknown' });
    await ask(app, 'GET /accounts');
    await ask(app, 'POST /connections/aws/check');
    await ask(app, 'POST /accounts', { accounts: [{ account_id: '000000000001' }] });

    expect(entries()).toEqual([]);
  });

  it('tells a caller whose change could not be recorded that it was made', async () => {
    const { app, store, log } = await fixtureAs('admin', new Refusing());
    const answer = await ask(app, 'PATCH /accounts/000000000001', { name: 'New' });

    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('The change was made, but Muster failed to record it') });
    expect((await store.get('accounts', { account_id: A }))?.['name']).toBe('New');
    expect(JSON.stringify(log)).not.toContain('The table is away.');
  });

  it('cuts off a state that is too long for a row', async () => {
    const { app, entries } = await fixtureAs();
    await ask(app, 'PUT /policies/s3.acceleration-off', `${POLICY}# ${'x'.repeat(20_000)}\n`);

    expect(entries()[0]!.after).toEqual({ left_out: expect.stringMatching(/^20\d{3} bytes$/) });
  });
});

describe('GET /audit', () => {
  const changed = async () => {
    const fixture = await fixtureAs();
    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      await ask(fixture.app, 'PATCH /accounts/000000000001', { name });
      fixture.clock.advance(index === 0 ? 40 * 86_400_000 : 3_600_000);
    }
    await ask(fixture.app, 'POST /suppressions', { scope: { account_id: A }, reason: 'known' });
    return fixture;
  };

  it.each(['', '&subject=aws:000000000001'])('lists entries newest first, page by page%s', async (filter) => {
    const { app } = await changed();
    const names: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await send(app, `/audit?limit=1&since=2026-01-01T00:00:00Z${filter}${cursor ? `&cursor=${cursor}` : ''}`);
      expect(status).toBe(200);
      names.push(...(body.items as readonly { readonly after: { readonly name?: string } }[]).map(({ after }) => after.name));
      cursor = body.next_cursor as string | undefined;
    } while (cursor);

    expect(names).toEqual([...(filter === '' ? [undefined] : []), 'three', 'two', 'one']);
  });

  it('lists those of the last 30 days unless it is asked for others', async () => {
    const { app } = await changed();
    const namesOf = async (query: string) =>
      (
        (await send(app, `/audit?subject=aws:000000000001${query}`)).body.items as readonly { readonly after: { readonly name: string } }[]
      ).map(({ after }) => after.name);

    expect(await namesOf('')).toEqual(['three', 'two']);
    expect(await namesOf('&since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z')).toEqual(['one']);
    expect((await send(app, '/audit?since=2026-12-01T00:00:00Z&until=2026-11-01T00:00:00Z')).body).toMatchObject({
      status: 400,
      field: 'until',
    });
  });

  it('is for administrators', async () => {
    const { app } = await fixtureAs('operator');
    expect((await send(app, '/audit')).body).toMatchObject({ status: 403, detail: expect.stringContaining('needs the role admin') });
  });
});
