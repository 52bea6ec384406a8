import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPE_NAMES } from '../../../shared/events/event-types.ts';
import { isNotificationId } from '../../../shared/notifications/model.ts';
import { notificationsOf, notify, recipientsOf } from '../../../shared/notifications/notify.ts';
import { titleOf } from '../../../shared/notifications/title.ts';
import { openedEvent, TIME } from '../../support/event-of.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const NOW = Date.parse(TIME) + 3_600_000;

describe('a notification', () => {
  it('is a row for each recipient, with an id that begins with the time of the event', () => {
    const rows = notificationsOf(openedEvent(1, { customerid: 'cus_1' }), NOW);
    expect(rows.map(({ recipient }) => recipient)).toEqual(['cus_1', 'operators']);
    expect(new Set(rows.map(({ notification_id }) => notification_id)).size).toBe(1);
    expect(rows[0]).toMatchObject({
      event_id: openedEvent().id,
      subject: 'finding-1',
      unread: 'cus_1',
      created_at: TIME,
      title: 'Finding opened (high): Versioning is off — logs.',
      expires_at: Date.parse(TIME) / 1000 + 90 * 86_400,
    });
    expect(rows[0]?.notification_id.startsWith(`${Date.parse(TIME)}-`)).toBe(true);
    expect(rows[0]?.arrival.startsWith(`${NOW}-`)).toBe(true);
    expect(isNotificationId(rows[0]?.notification_id ?? '')).toBe(true);
  });

  it('tells operators of what has no owner, and customers alone of changes of their resources', () => {
    expect(recipientsOf(openedEvent())).toEqual(['operators']);
    expect(recipientsOf({ ...openedEvent(1, { customerid: 'cus_1' }), type: 'muster.resource.updated' })).toEqual(['cus_1']);
    expect(recipientsOf({ ...openedEvent(), type: 'muster.resource.updated' })).toEqual(['operators']);
  });

  it('tells operators alone which other customer a resource came from or went to', () => {
    const data = { customer_id: 'cus_1', transferred_from: 'cus_2', transferred_to: 'cus_3' };
    const event = { ...openedEvent(1, { customerid: 'cus_1' }), type: 'muster.resource.assigned' as const, data };
    expect(notificationsOf(event, NOW).map((row) => [row.recipient, row.data])).toEqual([
      ['cus_1', { customer_id: 'cus_1' }],
      ['operators', data],
    ]);
  });

  it('is written once when its event is delivered twice, and stays read', async () => {
    const store = new MemoryStore();
    const clock = new ManualClock(NOW);
    await notify(openedEvent(), store, clock);
    const [row] = store.rows('notifications');
    const key = { recipient: 'operators', notification_id: String(row?.['notification_id']) };
    await store.update('notifications', key, { set: { read_at: TIME }, remove: ['unread'] });
    clock.advance(60_000);
    await notify(openedEvent(), store, clock);
    const { unread, ...read } = row ?? {};
    expect(unread).toBe('operators');
    expect(store.rows('notifications')).toEqual([{ ...read, read_at: TIME }]);
  });

  it('differs for each event, and for the same id from another deployment', async () => {
    const id = (event: Parameters<typeof notificationsOf>[0]) => notificationsOf(event, NOW)[0]?.notification_id;
    const ids = [openedEvent(1), openedEvent(2), { ...openedEvent(1), source: '/muster/other' }].map(id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the title', () => {
  it('is one line without characters that control a terminal, however a resource is named', () => {
    const title = titleOf(openedEvent(1, { resource_name: `a\u001b[31m\nb\u202E${'x'.repeat(900)}` }));
    expect(title).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(title.length).toBeLessThan(300);
  });

  it.each(EVENT_TYPE_NAMES)('of %s is a sentence', (type) => {
    const data = {
      ...openedEvent().data,
      customer_id: 'cus_1',
      name: 'Acme',
      operation: 'scan',
      job_id: 'scan-1',
      status: 'completed_with_errors',
      total_accounts: 2,
      failed: 1,
      error: 'The role is gone.',
      date: '2026-11-21',
      exported: 1,
      manager: 'git_repository',
      message: 'It is as it is specified.',
      accounts: 2,
    };
    expect(titleOf({ type, data })).toMatch(/^[A-Z].*\.$/);
    expect(titleOf({ type, data })).not.toMatch(/undefined|null|\[object/);
  });
});
