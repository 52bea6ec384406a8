/** A customer reads the history of what it owns since it owns it, and nothing of the time of earlier owners. */
import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Principal } from '../../../shared/access/principal.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import { accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { putNight } from '../../support/night-objects.ts';
import { ACME, callerOf, ZETA } from '../../support/two-customers.ts';

const ADMIN: Principal = { id: 'admin', name: 'admin', role: 'admin', scope: EVERYTHING };
const ACCOUNT = ACME.accounts[0]!;
const DAY_MS = 86_400_000;
const SECRET = 'qzEARLIER';

function world() {
  const store = new MemoryStore();
  let caller = ADMIN;
  const fixture = apiFixture(store, undefined, () => Promise.resolve(caller));
  const as = async (who: Principal, path: string, sending?: Parameters<typeof send>[2]): Promise<Answer> => {
    caller = who;
    return await send(fixture.app, path, sending);
  };
  /** A customer's user, whose accounts are those that its customer owns. */
  const userOf = (tenant: typeof ACME, ...accounts: readonly AccountId[]): Principal => ({
    ...callerOf(tenant, 'operator'),
    scope: { kind: 'limited', accounts: new Set(accounts), customer_id: tenant.customer_id },
  });
  return { ...fixture, store, as, userOf };
}

type World = ReturnType<typeof world>;

async function withCustomers(): Promise<World> {
  const made = world();
  for (const { customer_id, marker } of [ACME, ZETA])
    await made.store.put('customers', {
      customer_id,
      name: marker,
      name_key: marker,
      email: `it@${marker}.example`,
      email_key: marker,
      created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-01T00:00:00.000Z',
      version: 1,
      listed: 'customer',
    });
  return made;
}

const historyOf = async ({ as }: World, who: Principal, uid: string, query = '') =>
  await as(who, `/resources/${encodeURIComponent(uid)}/changes${query}`);
const versions = ({ body }: Answer): readonly number[] => (body.items as readonly { version: number }[]).map(({ version }) => version);

describe('a registered resource that another customer had before', () => {
  async function transferred() {
    const made = await withCustomers();
    const { as, clock } = made;
    const body = { type: 'Registered::Server', name: SECRET, config: { secret: SECRET }, customer_id: ACME.customer_id };
    const uid: string = (await as(ADMIN, '/resources', { body })).body.resource_uid;
    clock.advance(1000);
    await as(ADMIN, `/resources/${encodeURIComponent(uid)}`, { method: 'PATCH', body: { name: `${SECRET}-2` } });
    clock.advance(1000);
    await as(ADMIN, `/resources/${encodeURIComponent(uid)}`, { method: 'PATCH', body: { name: 'new', config: {} } });
    clock.advance(1000);
    const handed = await as(ADMIN, '/resources', { body: { customer_id: ZETA.customer_id, resource_id: uid, transfer: true } });
    expect(handed.status).toBe(200);
    return { ...made, uid, zeta: made.userOf(ZETA) };
  }

  it('has no history for the new one until it changes, whichever way the history is read', async () => {
    const { uid, zeta, ...made } = await transferred();
    const answers = [await historyOf(made, zeta, uid), await made.as(zeta, '/changes?since=2026-11-20T00:00:00Z')];

    expect(answers.map(({ status, body }) => [status, body.items])).toEqual([
      [200, []],
      [200, []],
    ]);
    expect(versions(await historyOf(made, ADMIN, uid))).toEqual([1, 2, 3]);
  });

  it('has what changes from then on', async () => {
    const { uid, zeta, ...made } = await transferred();
    made.clock.advance(1000);
    await made.as(zeta, `/resources/${encodeURIComponent(uid)}`, { method: 'PATCH', body: { name: 'ours' } });
    const history = await historyOf(made, zeta, uid);
    const changes = await made.as(zeta, '/changes?since=2026-11-20T00:00:00Z');

    expect([versions(history), versions(changes)]).toEqual([[4], [4]]);
    expect(JSON.stringify([history.body, changes.body])).not.toContain(SECRET);
  });

  it('is read page by page past the changes that are not the new one’s', async () => {
    const { uid, zeta, ...made } = await transferred();
    made.clock.advance(1000);
    await made.as(zeta, `/resources/${encodeURIComponent(uid)}`, { method: 'PATCH', body: { name: 'ours' } });
    for (const path of [`/resources/${encodeURIComponent(uid)}/changes?limit=1`, '/changes?since=2026-11-20T00:00:00Z&limit=1']) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await made.as(zeta, `${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        expect(page.status).toBe(200);
        seen.push(...versions(page));
        cursor = page.body.next_cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual([4]);
    }
  });
});

describe('a whole account', () => {
  const bucket = (at: string, version: number) => {
    const row = resourceRow({ account_id: ACCOUNT, type: 'AWS::S3::Bucket', resource_id: 'logs' });
    return { ...row, version, last_change: { ...row.last_change, version, observed_at: at } };
  };
  const ASSIGNED = '2026-11-21T15:00:00.000Z';

  /** The account was assigned between its two changes. */
  async function assigned(customer_id = ACME.customer_id) {
    const made = await withCustomers();
    made.clock.advance(DAY_MS);
    const [before, after] = [bucket('2026-11-21T14:59:59.999Z', 1), bucket(ASSIGNED, 2)];
    await putResources(made.store, [after]);
    await made.store.putMany('changes', [changeRowOf(before), changeRowOf(after)]);
    await made.store.put('accounts', { ...accountRow({ account_id: ACCOUNT }), customer_id: ACME.customer_id });
    await made.store.put('customer_resources', {
      resource_uid: ACCOUNT,
      customer_id,
      name: null,
      assigned_at: ASSIGNED,
      assigned_by: 'x',
      claim: 'x',
    });
    return { ...made, uid: after.resource_uid, acme: made.userOf(ACME, ACCOUNT) };
  }

  it('has a history since it was assigned', async () => {
    const { uid, acme, ...made } = await assigned();
    const answers = [await historyOf(made, acme, uid), await made.as(acme, '/changes?since=2026-11-20T00:00:00Z')];

    expect(answers.map(versions)).toEqual([[2], [2]]);
  });

  it('has none for a customer to whom no assignment gives it', async () => {
    const { uid, acme, ...made } = await assigned(ZETA.customer_id);
    const answers = [await historyOf(made, acme, uid), await made.as(acme, '/changes?since=2026-11-20T00:00:00Z')];

    expect(answers.map(versions)).toEqual([[], []]);
  });

  it('has all of it for callers of some accounts who act for no customer', async () => {
    const { uid, acme, ...made } = await assigned();
    const staff: Principal = { ...acme, scope: { kind: 'limited', accounts: new Set([ACCOUNT]) } };

    expect(versions(await historyOf(made, staff, uid))).toEqual([1, 2]);
  });

  it('tells of its findings what happened since then', async () => {
    const { acme, ...made } = await assigned();
    const step = (at: string, evidence: string) => ({ at, status: 'open', reason: 'failed', evidence: JSON.stringify(evidence) }) as const;
    const finding = findingRow(
      { account_id: ACCOUNT, resource_id: 'logs' },
      { history: [step('2026-11-20T00:00:00.000Z', SECRET), step(ASSIGNED, 'now')] },
    );
    await made.store.put('findings', finding);
    const { body } = await made.as(acme, `/findings/${encodeURIComponent(finding.finding_id)}`);

    expect(body.history).toMatchObject([{ evidence: 'now' }]);
  });

  it('has the nightly exports whose days it was owned throughout', async () => {
    const { acme, exports, ...made } = await assigned();
    const dates = [1, 2, 3].map((days) => new Date(Date.parse('2026-11-20T00:00:00Z') + days * DAY_MS).toISOString().slice(0, 10));
    for (const date of dates) await putNight(made.store, exports, date, [ACCOUNT]);
    made.clock.advance(4 * DAY_MS);
    const nights = async (who: Principal) => (await made.as(who, '/exports')).body.items.map(({ date }: { date: string }) => date);

    expect(await nights(acme)).toEqual(['2026-11-23']);
    expect(await nights(ADMIN)).toEqual(dates.toReversed());
    const statuses = [];
    for (const date of dates) statuses.push((await made.as(acme, `/exports/${date}/accounts/${ACCOUNT}`)).status);
    expect(statuses).toEqual([404, 404, 200]);
  });
});

it('a resource that was given singly before its account was, keeps the history since then', async () => {
  const made = await withCustomers();
  const row = resourceRow({ account_id: ACCOUNT, type: 'AWS::S3::Bucket', resource_id: 'logs' });
  await putResources(made.store, [row]);
  await made.store.put('changes', changeRowOf(row));
  const assignment = { customer_id: ACME.customer_id, name: null, assigned_by: 'x', claim: 'x' };
  await made.store.put('customer_resources', { ...assignment, resource_uid: ACCOUNT, assigned_at: '2027-01-01T00:00:00.000Z' });
  await made.store.put('customer_resources', {
    ...assignment,
    resource_uid: row.resource_uid,
    account_id: ACCOUNT,
    assigned_at: '2026-01-01T00:00:00.000Z',
  });

  expect(versions(await historyOf(made, made.userOf(ACME, ACCOUNT), row.resource_uid))).toEqual([row.version]);
});
