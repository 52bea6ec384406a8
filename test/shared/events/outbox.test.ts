import { describe, expect, it } from '@jest/globals';
import { type CausedEvent, causedEvent } from '../../../shared/events/event.ts';
import { MOST_EVENT_BYTES, MOST_EVENTS, type OutboxAttributes } from '../../../shared/events/outbox.ts';
import { sendUnsent, WRITERS_MS } from '../../../shared/events/send-unsent.ts';
import { OUTBOX_SHARDS, type OutboxTable, TABLES } from '../../../shared/storage/schema.ts';
import { KeptLog, KeptMetrics, ManualClock } from '../../support/fakes.ts';
import { outboxOver, silentOutbox } from '../../support/memory-publisher.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const key = { name: 'nightly', date: '2026-11-21' };

const ready = (version: number, date = '2026-11-21') =>
  causedEvent(
    { table: 'exports', key: { ...key, date }, transition: version },
    {
      type: 'muster.export.ready',
      subject: date,
      time: '2026-11-21T14:30:22.000Z',
      severity: 'informational',
      data: { date, job_id: `job_${version}`, accounts: 1, exported: 1, failed: 0, files: 1 },
    },
  );

function world() {
  const store = new MemoryStore();
  const clock = new ManualClock();
  const log = new KeptLog();
  const metrics = new KeptMetrics();
  const { outbox, publisher } = outboxOver(store, { clock, log });
  const write = async (date: string, ...events: readonly ReturnType<typeof ready>[]) => {
    const at = { ...key, date };
    const before = (await store.get('exports', at)) as OutboxAttributes | undefined;
    const attributes = outbox.of('exports', at, events, before);
    await store.put('exports', { ...at, ...attributes });
    return attributes;
  };
  const poll = async () => await sendUnsent({ store, outbox, clock, metrics, until: clock.now() + 40_000 });
  const row = async () => await store.get('exports', key);
  return { store, clock, log, metrics, outbox, publisher, write, poll, row };
}

describe('a row that causes an event', () => {
  it('carries it until it is sent, and costs one write more', async () => {
    const { store, outbox, publisher, write, row } = world();
    const attributes = await write(key.date, ready(1));
    expect(await row()).toMatchObject({ outbox: [{ id: ready(1).id }], outbox_shard: '00' });
    await outbox.publishCaused('exports', key, attributes);
    expect(publisher.sent.map(({ id }) => id)).toEqual([ready(1).id]);
    expect(await row()).toEqual(key);
    expect(Object.fromEntries(store.requests)).toEqual({ 'get exports': 3, 'put exports': 1, 'update exports': 1 });
  });

  it('costs one write more for any number of events', async () => {
    const { store, outbox, publisher, write } = world();
    await outbox.publishCaused('exports', key, await write(key.date, ready(1), ready(2), ready(3)));
    expect(publisher.sent).toHaveLength(3);
    expect(store.requests.get('update exports')).toBe(1);
  });

  it('costs nothing more without an event', async () => {
    const { store, outbox, write, row } = world();
    await outbox.publishCaused('exports', key, await write(key.date));
    expect(await row()).toEqual(key);
    expect(store.requests.has('update exports')).toBe(false);
  });

  it('gets no outbox if there is no bus', () => {
    expect(silentOutbox(new MemoryStore()).of('exports', key, [ready(1)])).toEqual({});
  });

  it('keeps its events if the bus refuses them, and takes them along when it is replaced', async () => {
    const { outbox, publisher, write, row } = world();
    publisher.refuses = () => true;
    await outbox.publishCaused('exports', key, await write(key.date, ready(1)));
    const first = await row();
    expect(first).toHaveProperty('outbox');
    await write(key.date);
    expect(await row()).toEqual(first);
    await write(key.date, ready(2));
    expect((await row())?.['outbox']).toMatchObject([{ id: ready(1).id }, { id: ready(2).id }]);
  });

  it('keeps the newest events while the bus is down, as many as a row may have, and says which are dropped', async () => {
    const { outbox, publisher, write, row, log } = world();
    publisher.refuses = () => true;
    const events = Array.from({ length: MOST_EVENTS + 3 }, (_, place) => ready(place + 1));
    for (const event of events) await outbox.publishCaused('exports', key, await write(key.date, event));
    const kept = (await row())?.['outbox'] as readonly CausedEvent[];
    expect(kept.map(({ id }) => id)).toEqual(events.slice(3).map(({ id }) => id));
    const dropped = log.entries.filter(({ level }) => level === 'error').map(({ fields }) => fields?.['dropped']);
    expect(dropped).toEqual(events.slice(0, 3).map(({ id }) => [id]));
  });

  it('keeps no more than its bytes, and a large event by itself', async () => {
    const { write, row } = world();
    const large = (version: number) => ({ ...ready(version), subject: 'x'.repeat(MOST_EVENT_BYTES / 2 - 500) });
    await write(key.date, large(1), large(2), large(3));
    expect((await row())?.['outbox']).toMatchObject([{ id: large(2).id }, { id: large(3).id }]);
    await write(key.date, { ...ready(4), subject: 'x'.repeat(MOST_EVENT_BYTES) });
    expect((await row())?.['outbox']).toMatchObject([{ id: ready(4).id }]);
  });

  it('keeps the events of a newer write when an older one has been sent', async () => {
    const { outbox, publisher, write, row } = world();
    const older = await write(key.date, ready(1));
    await write(key.date, ready(2));
    await outbox.publishCaused('exports', key, older);
    expect(publisher.sent.map(({ id }) => id)).toEqual([ready(1).id]);
    expect((await row())?.['outbox']).toMatchObject([{ id: ready(1).id }, { id: ready(2).id }]);
  });

  it('keeps all its events if the bus refuses one of them', async () => {
    const { outbox, publisher, write, row } = world();
    publisher.refuses = ({ id }) => id === ready(2).id;
    await outbox.publishCaused('exports', key, await write(key.date, ready(1), ready(2)));
    expect((await row())?.['outbox']).toHaveLength(2);
  });

  it('is deleted once its events are sent, if it was only kept for them', async () => {
    const { store, outbox, publisher, row } = world();
    const attributes = outbox.of('exports', key, [ready(1)], {}, 'delete');
    await store.put('exports', { ...key, ...attributes });
    publisher.refuses = () => true;
    await outbox.publishCaused('exports', key, attributes);
    expect(await row()).toBeDefined();
  });

  it('deletes such a row with the write that would have removed its outbox', async () => {
    const { store, outbox, row } = world();
    const attributes = outbox.of('exports', key, [ready(1)], {}, 'delete');
    await store.put('exports', { ...key, ...attributes });
    await outbox.publishCaused('exports', key, attributes);
    expect(await row()).toBeUndefined();
    expect(store.requests.get('update exports')).toBeUndefined();
  });

  it('stays if it was written again before its events were sent', async () => {
    const { store, outbox, row } = world();
    const attributes = outbox.of('exports', key, [ready(1)], {}, 'delete');
    await store.put('exports', { ...key, ...outbox.of('exports', key, [ready(2)], attributes) });
    await outbox.publishCaused('exports', key, attributes);
    expect(await row()).toMatchObject({ outbox: [{ id: ready(1).id }, { id: ready(2).id }] });
    expect(await row()).not.toHaveProperty('outbox_then');
  });
});

describe('a bus that refuses everything', () => {
  it('is left alone for half a minute', async () => {
    const { outbox, publisher, write, clock } = world();
    publisher.refuses = () => true;
    await outbox.publishCaused('exports', key, await write(key.date, ready(1)));
    publisher.refuses = () => false;
    const attributes = await write(key.date, ready(2));
    await outbox.publishCaused('exports', key, attributes);
    expect(publisher.sent).toEqual([]);
    clock.advance(30_000);
    await outbox.publishCaused('exports', key, attributes);
    expect(publisher.sent).toHaveLength(2);
  });
});

describe('an event that the bus finds unfit', () => {
  it('stays in its row, and holds up neither the writers nor the poller', async () => {
    const { outbox, publisher, write, poll, row, clock } = world();
    publisher.findsUnfit = ({ id }) => id === ready(1).id;
    await outbox.publishCaused('exports', key, await write(key.date, ready(1)));
    const other = { ...key, date: '2026-11-28' };
    await outbox.publishCaused('exports', other, await write(other.date, ready(2, other.date)));
    await write('2026-11-29', ready(3, '2026-11-29'));
    clock.advance(WRITERS_MS + 1);
    expect(await poll()).toBe(1);

    expect(publisher.sent.map(({ id }) => id)).toEqual([ready(2, other.date).id, ready(3, '2026-11-29').id]);
    expect(await row()).toMatchObject({ outbox: [{ id: ready(1).id }] });
  });
});

describe('the poller', () => {
  it('sends what no writer has sent, once the writer has had its time', async () => {
    const { publisher, write, poll, row, clock, metrics } = world();
    await write(key.date, ready(1));
    expect(await poll()).toBe(0);
    clock.advance(WRITERS_MS + 1_000);
    expect(await poll()).toBe(1);
    expect(publisher.sent.map(({ id }) => id)).toEqual([ready(1).id]);
    expect(await row()).toEqual(key);
    expect(await poll()).toBe(0);
    expect(metrics.of('outbox').map(({ values }) => values)).toEqual([
      { RowsSentLate: 0, OldestUnsentEventSeconds: 0 },
      { RowsSentLate: 1, OldestUnsentEventSeconds: 61 },
      { RowsSentLate: 0, OldestUnsentEventSeconds: 0 },
    ]);
  });

  it('sends the oldest first, any number of them', async () => {
    const { publisher, write, poll, clock } = world();
    const dates = Array.from({ length: 250 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    // Written from the last date to the first, so that the order of the keys is not the order of the events.
    for (const date of dates.toReversed()) {
      await write(date, ready(1, date));
      clock.advance(1);
    }
    clock.advance(WRITERS_MS);
    expect(await poll()).toBe(250);
    expect(publisher.sent.map(({ subject }) => subject)).toEqual(dates.toReversed());
  });

  it('stops at the end of its time', async () => {
    const { store, outbox, publisher, write, clock, metrics } = world();
    await write(key.date, ready(1));
    clock.advance(WRITERS_MS + 1);
    expect(await sendUnsent({ store, outbox, clock, metrics, until: clock.now() })).toBe(0);
    expect(publisher.sent).toEqual([]);
  });

  it('asks a bus that refuses everything once, and tries again at its next poll', async () => {
    const { publisher, write, poll, clock } = world();
    let asked = 0;
    publisher.refuses = () => {
      asked += 1;
      return true;
    };
    for (let day = 1; day <= 9; day++) await write(`2026-11-0${day}`, ready(1, `2026-11-0${day}`));
    clock.advance(WRITERS_MS + 1);
    expect(await poll()).toBe(0);
    expect(asked).toBe(9);
    publisher.refuses = () => false;
    clock.advance(60_000);
    expect(await poll()).toBe(9);
  });
});

describe('the tables whose rows cause events', () => {
  it.each(Object.entries(OUTBOX_SHARDS) as [OutboxTable, number][])('%s has an index of its outbox', (table) => {
    expect(TABLES[table].indexes).toHaveProperty([`${table}_outbox`], {
      partition: { name: 'outbox_shard', type: 'S' },
      sort: { name: 'outbox_at', type: 'S' },
      projection: 'KEYS_ONLY',
    });
  });

  it('are all that have such an index', () => {
    const withIndex = Object.entries(TABLES).flatMap(([table, { indexes }]) => (`${table}_outbox` in indexes ? [table] : []));
    expect(withIndex.toSorted()).toEqual(Object.keys(OUTBOX_SHARDS).toSorted());
  });
});
