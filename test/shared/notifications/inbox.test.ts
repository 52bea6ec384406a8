/** The notifications that a caller reads: lists, single ones, and those that arrive. */
import { describe, expect, it } from '@jest/globals';
import { Inbox, type NotificationFilter, type Reader } from '../../../shared/notifications/inbox.ts';
import { OPERATORS } from '../../../shared/notifications/model.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { notificationRow } from '../../support/notification-rows.ts';

const T0 = Date.parse('2026-11-21T00:00:00Z');
const OPERATOR: Reader = { own: OPERATORS, everyone: true };
const CUSTOMER: Reader = { own: 'cus_a', everyone: false };

function world(reader: Reader = OPERATOR) {
  const store = new MemoryStore();
  const clock = new ManualClock(T0);
  const inbox = new Inbox(store, reader, clock);
  const add = async (...given: readonly Parameters<typeof notificationRow>[0][]): Promise<void> => {
    for (const each of given) await store.put('notifications', notificationRow(each));
  };
  return { store, clock, inbox, add };
}

async function allPages(inbox: Inbox, filter: NotificationFilter, limit: number): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await inbox.list(filter, { limit, after });
    pages.push(page.items.map(({ event_id }) => event_id));
    after = page.after;
  } while (after !== undefined);
  return pages;
}

describe('a list of notifications', () => {
  it('has the newest events first, page by page, without an empty last page', async () => {
    const { inbox, add } = world();
    await add({ at: T0 + 1, event_id: 'a' }, { at: T0 + 3, event_id: 'c' }, { at: T0 + 2, event_id: 'b' }, { at: T0 + 4, event_id: 'd' });
    expect(await allPages(inbox, {}, 2)).toEqual([
      ['d', 'c'],
      ['b', 'a'],
    ]);
  });

  it('has only what the filters select, by an index that holds little else', async () => {
    const { inbox, add, store } = world();
    await add(
      { at: T0 + 1, event_id: 'a', subject: 'x' },
      { at: T0 + 2, event_id: 'b', subject: 'y' },
      { at: T0 + 3, event_id: 'c', subject: 'x', read_at: '2026-11-22T00:00:00.000Z' },
      { at: T0 + 4, event_id: 'd', subject: 'x', recipient: 'cus_a' },
    );
    expect(await allPages(inbox, { subject: 'x' }, 1)).toEqual([['c'], ['a']]);
    expect(await allPages(inbox, { unread: true }, 1)).toEqual([['b'], ['a']]);
    expect(await allPages(inbox, { subject: 'x', unread: true }, 9)).toEqual([['a']]);
    expect(await allPages(inbox, { unread: false }, 9)).toEqual([['c']]);
    expect(await allPages(inbox, { recipient: 'cus_a' }, 9)).toEqual([['d']]);
    expect(store.requests.get('scan notifications')).toBeUndefined();
  });

  it('goes on after its cursor where a filter leaves few of many rows', async () => {
    const { inbox, add } = world();
    for (let each = 0; each < 1205; each += 1) await add({ at: T0 + each, subject: 'x', recipient: each === 3 ? OPERATORS : 'cus_a' });
    const pages = await allPages(inbox, { subject: 'x' }, 10);
    expect(pages.flat()).toEqual([`event-${T0 + 3}`]);
    expect(pages.length).toBe(2);
  });

  it('ends a page before its rows are too large for one message', async () => {
    const { inbox, add } = world();
    for (let each = 0; each < 9; each += 1) await add({ at: T0 + each, data: { text: 'x'.repeat(300_000) } });
    const pages = await allPages(inbox, {}, 100);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 3]);
  });
});

describe('a caller who may read only its own', () => {
  it('has no notifications of others, in any way', async () => {
    const { inbox, add } = world(CUSTOMER);
    const foreign = notificationRow({ at: T0, event_id: 'foreign' });
    await add({ at: T0, event_id: 'foreign' }, { at: T0 + 1, event_id: 'own', recipient: 'cus_a', subject: 'shared' });
    await add({ at: T0 + 2, event_id: 'newer', subject: 'shared' });
    expect(await allPages(inbox, {}, 9)).toEqual([['own']]);
    expect(await allPages(inbox, { recipient: OPERATORS }, 9)).toEqual([[]]);
    expect(await allPages(inbox, { subject: 'shared' }, 9)).toEqual([['own']]);
    expect((await inbox.get('shared')).event_id).toBe('own');
    await expect(inbox.get(foreign.notification_id)).rejects.toThrow(/There is no notification/);
    await expect(inbox.markRead(foreign.notification_id)).rejects.toThrow(/There is no notification/);
    const start = { from: '0000000000000', seen: [] };
    expect((await inbox.after({ recipient: OPERATORS }, start, 9)).items).toEqual([]);
    expect((await inbox.after({}, start, 9)).items.map(({ event_id }) => event_id)).toEqual(['own']);
  });

  it('has nothing if it is no recipient', async () => {
    const { inbox, add } = world({ own: undefined, everyone: false });
    await add({ at: T0 });
    expect(await allPages(inbox, {}, 9)).toEqual([[]]);
    expect((await inbox.after({}, await inbox.end({}), 9)).items).toEqual([]);
    await expect(inbox.get('finding-1')).rejects.toThrow(/There is no notification/);
  });
});

describe('one notification', () => {
  it('is found by its id, and the newest by its subject; operators prefer their own', async () => {
    const { inbox, add } = world();
    const both = { at: T0 + 1, event_id: 'both', subject: 'cus_a' };
    await add({ ...both, recipient: 'cus_a' }, both, { at: T0 + 2, event_id: 'last', subject: 'cus_b', recipient: 'cus_b' });
    const { notification_id } = notificationRow(both);
    expect((await inbox.get(notification_id)).recipient).toBe(OPERATORS);
    expect(await inbox.get('cus_a')).toMatchObject({ event_id: 'both', recipient: OPERATORS });
    expect(await inbox.get('cus_b')).toMatchObject({ event_id: 'last', recipient: 'cus_b' });
    await expect(inbox.get('cus_c')).rejects.toThrow('There is no notification with the id "cus_c", and none about a subject of this id.');
  });

  it('is found by the id of a customer: the newest that it was told, or that is about it', async () => {
    const { inbox, add } = world();
    const customer = `cus_${'a'.repeat(22)}`;
    await add({ at: T0 + 1, event_id: 'about', subject: customer });
    expect(await inbox.get(customer)).toMatchObject({ event_id: 'about' });
    await add({ at: T0 + 2, event_id: 'told', subject: 'aws:1|t|r|i', recipient: customer });
    expect(await inbox.get(customer)).toMatchObject({ event_id: 'told', recipient: customer });
  });

  it('is found by either form of the id of a resource, one by one, in lists and as it arrives', async () => {
    const { inbox, add, clock } = world();
    const subject = 'aws:123456789012|AWS::S3::Bucket|eu-west-1|logs';
    const readable = 'aws:123456789012@AWS::S3::Bucket@eu-west-1@logs';
    const end = await inbox.end({ subject: readable });
    await add({ at: clock.now(), event_id: 'of the bucket', subject });
    expect(await inbox.get(readable)).toMatchObject({ event_id: 'of the bucket' });
    expect((await inbox.list({ subject: readable }, { limit: 9 })).items).toHaveLength(1);
    expect((await inbox.after({ subject: readable }, end, 9)).items).toHaveLength(1);
  });

  it('is marked as read once', async () => {
    const { inbox, add, clock, store } = world();
    const row = notificationRow({ at: T0 });
    await add({ at: T0 });
    clock.advance(1000);
    const read = await inbox.markRead(row.notification_id);
    expect(read.read_at).toBe('2026-11-21T00:00:01.000Z');
    clock.advance(1000);
    expect(await inbox.markRead(row.notification_id)).toEqual(read);
    expect(await allPages(inbox, { unread: true }, 9)).toEqual([[]]);
    expect(store.requests.get('update notifications')).toBe(2);
    await expect(inbox.markRead('finding-1')).rejects.toThrow(/There is no notification/);
  });
});

describe('what arrives', () => {
  it('is answered once and in order, also if its event is old', async () => {
    const { inbox, add, clock } = world();
    await add({ at: T0 - 5000, event_id: 'before' });
    let position = await inbox.end({});
    const next = async (): Promise<readonly string[]> => {
      const { items, position: reached } = await inbox.after({}, position, 9);
      position = reached;
      return items.map(({ event_id }) => event_id);
    };
    expect(await next()).toEqual([]);
    clock.advance(1000);
    await add({ at: T0 + 900, arrived: T0 + 1000, event_id: 'new' }, { at: T0 - 3_600_000, arrived: T0 + 1001, event_id: 'late' });
    expect(await next()).toEqual(['new', 'late']);
    expect(await next()).toEqual([]);
    clock.advance(3_600_000);
    expect(await next()).toEqual([]);
    expect(position.seen).toEqual([]);
  });

  it('is not missed if it becomes visible after a row that arrived later', async () => {
    const { inbox, add, clock } = world();
    let position = await inbox.end({});
    clock.advance(10_000);
    await add({ at: T0 + 9000, event_id: 'second' });
    ({ position } = await inbox.after({}, position, 9));
    await add({ at: T0 + 4000, event_id: 'first, but slow' });
    const { items } = await inbox.after({}, position, 9);
    expect(items.map(({ event_id }) => event_id)).toEqual(['first, but slow']);
  });

  it('comes whole and without repetition when much arrives at once', async () => {
    const { inbox, add, clock } = world();
    let position = await inbox.end({});
    for (let each = 0; each < 450; each += 1)
      await add({ at: T0 + Math.floor(each / 3), event_id: `event-${each}`, subject: each % 2 ? 'odd' : 'even' });
    clock.advance(1000);
    const found: string[] = [];
    for (let more = true; more;) {
      const page = await inbox.after({ subject: 'odd' }, position, 40);
      expect(page.position.seen.length).toBeLessThanOrEqual(128);
      found.push(...page.items.map(({ event_id }) => event_id));
      ({ position, more } = page);
    }
    expect(found.length).toBe(225);
    expect(new Set(found).size).toBe(225);
    expect((await inbox.after({ subject: 'odd' }, position, 40)).items).toEqual([]);
  });

  it('begins after what had arrived, however much that was', async () => {
    const { inbox, add } = world();
    for (let each = 0; each < 300; each += 1) await add({ at: T0 - each });
    const position = await inbox.end({});
    expect((await inbox.after({}, position, 500)).items).toEqual([]);
  });
});
