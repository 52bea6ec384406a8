/** A customer's user whose token narrows what the customer has: single resources and notifications of other accounts do not exist for it either. */
import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../shared/access/principal.ts';
import { type AccountId, REGISTERED_ACCOUNT } from '../../../shared/ids.ts';
import { jobRow, taskRow, TIME } from '../../support/api-fixture.ts';
import { send as sent } from '../../support/conforming-api.ts';
import { notificationRow } from '../../support/notification-rows.ts';
import { ACME, callerOf, twoCustomers } from '../../support/two-customers.ts';

const [INSIDE, OUTSIDE] = ACME.accounts as readonly [AccountId, AccountId];
const AT = Date.parse(TIME);

/** The API for an operator of the customer who may see these accounts of what the customer has. */
async function narrowedTo(...accounts: readonly AccountId[]) {
  const caller: Principal = {
    ...callerOf(ACME, 'operator'),
    scope: {
      kind: 'limited',
      accounts: new Set(accounts.filter((id) => ACME.accounts.includes(id))),
      customer_id: ACME.customer_id,
      within: new Set(accounts),
    },
  };
  const world = await twoCustomers(caller);
  const get = async (path: string) => await sent(world.app, path);
  const uids = async (path: string): Promise<readonly string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await get(
        `${path}${path.includes('?') ? '&' : '?'}limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      );
      expect(status).toBe(200);
      found.push(...body.items.map((item: { resource_uid: string }) => item.resource_uid));
      cursor = body.next_cursor;
    } while (cursor !== undefined);
    return found;
  };
  return { ...world, get, uids };
}

const encoded = encodeURIComponent;
const [inside = '', outside = ''] = ACME.uids;

describe('single resources', () => {
  it('of accounts outside are in no list, and not there by their ids', async () => {
    const { get, uids } = await narrowedTo(INSIDE);

    expect(await uids('/resources')).toEqual([inside]);
    expect(await uids('/resources?assigned=true')).toEqual([inside]);
    expect(await uids(`/customers/${ACME.customer_id}/resources`)).toEqual([inside]);
    expect(await uids('/findings')).toEqual([inside]);
    expect(await uids('/changes?since=2026-11-20T00:00:00Z')).toEqual([inside]);
    for (const uid of [ACME.single, outside])
      for (const rest of ['', '/changes', '/related']) expect((await get(`/resources/${encoded(uid)}${rest}`)).status).toBe(404);
    for (const finding of ACME.findings.slice(1)) expect((await get(`/findings/${encoded(finding)}`)).status).toBe(404);
  });

  it('of accounts inside are there, though the customer does not own these accounts', async () => {
    const { get, uids } = await narrowedTo(INSIDE, ACME.shared);

    expect(await uids(`/customers/${ACME.customer_id}/resources`)).toEqual([inside, ACME.single]);
    expect((await get(`/resources/${encoded(ACME.single)}`)).status).toBe(200);
  });

  it('can be registered and changed where the account of registered resources is inside', async () => {
    const registration = { type: 'Registered::Server', name: 'web' };
    const outsideOf = await narrowedTo(INSIDE);
    const before = outsideOf.store.snapshot();
    expect(await sent(outsideOf.app, '/resources', { body: registration })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining(REGISTERED_ACCOUNT) },
    });
    expect(outsideOf.store.snapshot()).toBe(before);

    const insideOf = await narrowedTo(INSIDE, REGISTERED_ACCOUNT);
    const { status, body } = await sent(insideOf.app, '/resources', { body: registration });
    expect(status).toBe(201);
    expect((await insideOf.get(`/resources/${encoded(body.resource_uid)}`)).status).toBe(200);
  });
});

describe('notifications', () => {
  const about = (event_id: string, at: number, more: Partial<Parameters<typeof notificationRow>[0]>) =>
    notificationRow({ at: AT + at, event_id, recipient: ACME.customer_id, ...more });
  const jobs = { wholly: 'inv-wholly-20261121-143022-7f3a', partly: 'inv-partly-20261121-143022-7f3a' } as const;

  async function told() {
    const world = await narrowedTo(INSIDE);
    const rows = {
      inside: about('inside', 1, { subject: INSIDE, data: { account_id: INSIDE } }),
      customer: about('customer', 2, { subject: ACME.customer_id, type: 'muster.customer.updated', data: {} }),
      wholly: about('wholly', 3, { subject: jobs.wholly, type: 'muster.job.ended', data: {} }),
      outside: about('outside', 4, { subject: OUTSIDE, data: { account_id: OUTSIDE } }),
      single: about('single', 5, { subject: ACME.single, data: { account_id: ACME.shared, resource_uid: ACME.single } }),
      partly: about('partly', 6, { subject: jobs.partly, type: 'muster.job.ended', data: {} }),
    };
    await world.store.putMany('notifications', Object.values(rows));
    for (const [job_id, covered] of [
      [jobs.wholly, [INSIDE]],
      [jobs.partly, [INSIDE, OUTSIDE]],
    ] as const) {
      const id = job_id as ReturnType<typeof jobRow>['job_id'];
      await world.store.put('jobs', jobRow({ job_id: id, total_accounts: covered.length }));
      for (const account_id of covered) await world.store.put('job_tasks', taskRow({ job_id: id, account_id }));
    }
    return { ...world, rows };
  }
  const seen = ['wholly', 'customer', 'inside'];

  it('are of its accounts, of the customer itself, and of jobs over its accounts alone', async () => {
    const { get } = await told();
    const listed = async (query: string) =>
      (await get(`/notifications${query}`)).body.items.map(({ event_id }: { event_id: string }) => event_id);

    expect(await listed('')).toEqual(seen);
    expect(await listed('?unread=true')).toEqual(seen);
    expect(await listed(`?subject=${encoded(OUTSIDE)}`)).toEqual([]);
    expect(await listed(`?subject=${encoded(INSIDE)}`)).toEqual(['inside']);
  });

  it('of others are not there by their ids and subjects, and cannot be marked as read', async () => {
    const { get, app, rows, store } = await told();
    const before = store.snapshot();
    for (const { notification_id, subject } of [rows.outside, rows.single, rows.partly]) {
      expect((await get(`/notifications/${encoded(notification_id)}`)).status).toBe(404);
      expect((await get(`/notifications/${encoded(subject)}`)).status).toBe(404);
      expect((await sent(app, `/notifications/${encoded(notification_id)}/read`, { method: 'POST' })).status).toBe(404);
    }
    expect(store.snapshot()).toBe(before);
    expect((await sent(app, `/notifications/${encoded(rows.inside.notification_id)}/read`, { method: 'POST' })).status).toBe(200);
  });

  it('of the customer: the newest that exists for the caller answers the customer’s id', async () => {
    const { get } = await told();

    expect((await get(`/notifications/${ACME.customer_id}`)).body.event_id).toBe('wholly');
  });

  it('are pages without those of others by gRPC as well', async () => {
    const { app } = await told();
    const response = await app.request('/muster.notifications.v1.NotificationService/List', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { notifications } = (await response.json()) as { readonly notifications: readonly { readonly eventId: string }[] };

    expect(notifications.map(({ eventId }) => eventId)).toEqual(seen);
  });
});
