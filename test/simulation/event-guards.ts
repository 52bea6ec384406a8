/** The guards of events: an event is told, and told of no more than what happened. Part of `guard-table.ts`. */
import type { Guard } from './guard.ts';

const OUTBOX = 'shared/events/outbox.ts';

export const EVENT_GUARDS: readonly Guard[] = [
  {
    name: 'outbox-removed-as-sent',
    file: OUTBOX,
    guard: 'await store.update(table, key, { remove: [...OUTBOX_FIELDS] }, unchanged);',
    without: 'await store.update(table, key, { remove: [...OUTBOX_FIELDS] });',
    protects: 'an event that another writer has stored in the meantime is not removed unsent',
  },
  {
    name: 'unsent-carried-over',
    file: OUTBOX,
    guard: '[...unsent, ...events]',
    without: '[...events]',
    protects: 'a row that is replaced keeps the events that were not sent',
  },
  {
    name: 'only-accepted-removed',
    file: OUTBOX,
    guard: 'attributes.outbox?.every(({ id }) => accepted.has(id))',
    without: 'accepted.size > 0',
    protects: 'an event that the bus has refused stays in its row',
  },
  {
    name: 'accepted-by-the-bus',
    file: 'shared/events/sns-publisher.ts',
    guard: '(answer.Successful ?? []).flatMap(({ Id: id }) => batch[Number(id)]?.event.id ?? [])',
    without: 'batch.map(({ event }) => event.id)',
    protects: 'an event counts as accepted only if the bus says so',
  },
  {
    name: 'poller-sends-unsent',
    file: 'shared/events/send-unsent.ts',
    guard: 'const answer = await outbox.publishAll(rows);',
    without: 'const answer = { sent: 0, isDown: rows.length < 0 };',
    protects: 'an event whose writer died before it sent it is sent',
  },
];
