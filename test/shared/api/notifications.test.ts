import { beforeEach, describe, expect, it } from '@jest/globals';
import { notify } from '../../../shared/notifications/notify.ts';
import { apiFixture } from '../../support/api-fixture.ts';
import { openedEvent } from '../../support/event-of.ts';

type Fixture = ReturnType<typeof apiFixture>;
let fixture: Fixture;
const EVENTS = [openedEvent(1), openedEvent(2, { customerid: 'cus_1' }), { ...openedEvent(3), subject: 'aws:111111111111|T|eu/west|a' }];

beforeEach(async () => {
  fixture = apiFixture();
  for (const event of EVENTS) await notify(event, fixture.store, fixture.clock);
});

const get = async (path: string, method = 'GET') => {
  const response = await fixture.app.request(path, { method });
  // The answers of the API under test.
  return { status: response.status, body: (await response.json()) as any }; // oxlint-disable-line typescript/no-explicit-any
};
const ids = (body: { readonly items: readonly { readonly event_id: string }[] }) => body.items.map(({ event_id }) => event_id).toSorted();

describe('GET /notifications', () => {
  it('lists what operators were told, without what is internal', async () => {
    const { status, body } = await get('/notifications');
    expect(status).toBe(200);
    expect(ids(body)).toEqual(EVENTS.map(({ id }) => id).toSorted());
    for (const item of body.items) for (const hidden of ['unread', 'arrival', 'expires_at']) expect(item).not.toHaveProperty(hidden);
  });

  it('lists those of a customer, about a subject, and unread ones', async () => {
    expect(ids((await get('/notifications?recipient=cus_1')).body)).toEqual([EVENTS[1]?.id]);
    expect(ids((await get(`/notifications?subject=${encodeURIComponent(EVENTS[2]!.subject)}`)).body)).toEqual([EVENTS[2]?.id]);
    const [first] = (await get('/notifications')).body.items;
    expect((await get(`/notifications/${first.notification_id}/read`, 'POST')).status).toBe(200);
    expect(ids((await get('/notifications?unread=true')).body)).toHaveLength(2);
    expect(ids((await get('/notifications?unread=false')).body)).toEqual([first.event_id]);
  });

  it.each(['nobody', 'Operators', 'cus_4mK0cJ7pQ2vZs1xT9yB8aw', 'cus_1 '])('refuses the recipient %j, who is nobody', async (recipient) => {
    const { status, body } = await get(`/notifications?recipient=${encodeURIComponent(recipient)}`);
    expect([status, body.field]).toEqual([400, 'recipient']);
  });

  it('lists nothing of a customer who was told nothing yet', async () => {
    const customer_id = 'cus_4mK0cJ7pQ2vZs1xT9yB8aw';
    await fixture.store.put('customers', { customer_id, name: 'x', listed: 'customer' });
    expect((await get(`/notifications?recipient=${customer_id}`)).body.items).toEqual([]);
    expect(ids((await get('/notifications?recipient=operators')).body)).toHaveLength(3);
  });

  it('is paged', async () => {
    const first = (await get('/notifications?limit=2')).body;
    expect(first.items).toHaveLength(2);
    const second = (await get(`/notifications?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second.items).toHaveLength(1);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(3);
    expect((await get(`/notifications?limit=2&subject=x&cursor=${first.next_cursor}`)).status).toBe(400);
  });

  it.each(['unread=maybe', 'subject=', 'limit=0', 'cursor=x', 'severity=high'])('refuses %s', async (query) => {
    expect(await get(`/notifications?${query}`)).toMatchObject({ status: 400, body: { field: query.split('=')[0] } });
  });
});

describe('GET /notifications/{id}', () => {
  it('shows a notification by its id, or the newest one about a subject', async () => {
    const [one] = (await get('/notifications')).body.items;
    expect((await get(`/notifications/${one.notification_id}`)).body).toEqual(one);
    expect((await get('/notifications/finding-1')).body).toMatchObject({ subject: 'finding-1', severity: 'high' });
    expect((await get(`/notifications/${encodeURIComponent(EVENTS[2]!.subject)}`)).body).toMatchObject({ event_id: EVENTS[2]?.id });
  });

  it('says that there is none', async () => {
    expect(await get('/notifications/cus_nobody')).toMatchObject({ status: 404 });
    expect(await get('/notifications/1763735422000-AAAA/read', 'POST')).toMatchObject({ status: 404 });
  });
});

describe('POST /notifications/{id}/read', () => {
  it('marks it once, and the same when it is asked again', async () => {
    const [one] = (await get('/notifications')).body.items;
    const first = (await get(`/notifications/${one.notification_id}/read`, 'POST')).body;
    expect(first).toEqual({ ...one, read_at: new Date(fixture.clock.now()).toISOString() });
    fixture.clock.advance(60_000);
    expect((await get(`/notifications/${one.notification_id}/read`, 'POST')).body).toEqual(first);
  });
});
