import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { notify } from '../../../shared/notifications/notify.ts';
import type { NotificationRow } from '../../../shared/notifications/model.ts';
import { openedEvent } from '../../support/event-of.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());

const at = (time: string, event: ReturnType<typeof openedEvent>) => ({ ...event, time: `2026-11-21T${time}.000Z` });
const EVENTS = [
  { ...at('23:00:00', openedEvent(1)), subject: 'finding-2' },
  at('23:00:01', openedEvent(2, { customerid: 'cus_1' })),
] as const;
const UNKNOWN = '1763735422000-4mK0cJ7pQ2vZs1xT';
const tell = async (event: (typeof EVENTS)[number]) => await notify(event, line.fixture.store, line.fixture.clock);
const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(['notifications', ...args]);
const listed = async (...args: readonly string[]) => {
  const { code, lines, out } = await muster('list', '--json', ...args);
  expect(code).toBe(0);
  return out === '' ? [] : (lines as readonly unknown[] as readonly NotificationRow[]);
};
const eventIds = (rows: readonly { readonly event_id: string }[]) => rows.map(({ event_id }) => event_id);

beforeEach(async () => {
  line.reset();
  for (const event of EVENTS) await tell(event);
});

describe('muster notifications list', () => {
  it('lists what operators were told, or a customer, the newest first', async () => {
    expect(eventIds(await listed())).toEqual([EVENTS[1].id, EVENTS[0].id]);
    expect(eventIds(await listed('--limit', '1'))).toEqual([EVENTS[1].id]);
    expect(eventIds(await listed('--recipient', 'cus_1'))).toEqual([EVENTS[1].id]);
    expect(eventIds(await listed('--subject', 'finding-2'))).toEqual([EVENTS[0].id]);
    const { out } = await muster('list');
    for (const { notification_id, title } of await listed()) expect(out).toMatch(new RegExp(`${notification_id}[^]*${title.slice(0, 12)}`));
  });

  it('says so if there is none', async () => {
    expect(await muster('list', '--subject', 'nothing')).toMatchObject({ code: 0, out: expect.stringContaining('You were told nothing.') });
  });

  it('refuses a recipient who is nobody', async () => {
    const { code, err } = await muster('list', '--recipient', 'nobody');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('recipient: "nobody" is told nothing; write operators, or the id of a customer'),
    ]);
  });

  it.each([
    [['--limit', '0'], /--limit/],
    [['--limit', 'many'], /--limit/],
    [['--subject', ''], /subject/],
    [['--recipient', 'x'.repeat(3_000)], /recipient/],
    [['--unred'], /unknown option '--unred'[^]*--unread/],
    [['extra'], /too many arguments/],
  ] as const)('refuses %j', async (args, message) => {
    const { code, out, err } = await muster('list', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('muster notifications show', () => {
  it('shows a notification by its id, and the newest one about a subject', async () => {
    const [newest] = await listed('--subject', EVENTS[1].subject);
    for (const id of [newest!.notification_id, EVENTS[1].subject]) {
      const { code, lines } = await muster('show', id, '--json');
      expect([code, lines[0]?.['event_id']]).toEqual([0, newest!.event_id]);
    }
  });

  it.each([UNKNOWN, 'cus_2', '../jobs', '%2e%2e', '\u001B[31mred'])(
    'of %j says that there is none, and prints no control characters',
    async (id) => {
      const { code, out, err } = await muster('show', id);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^muster: There is no notification with the id/);
      // oxlint-disable-next-line no-control-regex
      expect(err).not.toMatch(/\u001B/);
    },
  );

  it('wants an id', async () => {
    expect(await muster('show')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('missing required argument <id>') });
  });
});

describe('muster notifications read', () => {
  it('marks all that are named, once', async () => {
    const ids = (await listed()).map(({ notification_id }) => notification_id);
    expect(await muster('read', ...ids)).toMatchObject({ code: 0, out: expect.stringContaining(`Read: ${ids[0]}`) });
    expect(await listed('--unread')).toEqual([]);
    expect((await muster('read', ids[0]!)).code).toBe(0);
  });

  it('says which there is not, and has marked those before it', async () => {
    const [first, second] = (await listed()).map(({ notification_id }) => notification_id);
    const { code, err } = await muster('read', first!, UNKNOWN, second!);
    expect(code).toBe(2);
    expect(err).toContain(UNKNOWN);
    expect((await listed('--unread')).map(({ notification_id }) => notification_id)).toEqual([second]);
  });

  it('does not mark by a subject, and wants an id', async () => {
    expect((await muster('read', EVENTS[0].subject)).code).toBe(2);
    expect((await muster('read')).code).toBe(2);
    expect(await listed('--unread')).toHaveLength(2);
  });
});

describe('muster notifications watch', () => {
  it('prints what arrives, oldest first, until it is interrupted', async () => {
    const later = [at('23:00:02', openedEvent(3)), at('23:00:03', openedEvent(4))];
    let stop = () => {};
    let looks = 0;
    let isListening = false;
    const meanwhile = async () => {
      looks += 1;
      if (looks === 1) for (const event of later) await tell(event);
      else stop();
    };
    const { code, out } = await line.muster(['notifications', 'watch'], meanwhile, (given) => {
      [stop, isListening] = [given, true];
      return () => {
        isListening = false;
      };
    });
    expect([code, isListening]).toEqual([0, false]);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((each) => each.slice(0, 24)),
    ).toEqual(later.map(({ time }) => time));
  });

  it('ends, and no longer listens for Ctrl-C, if the API refuses it', async () => {
    let isListening = false;
    const { code, err } = await line.muster(
      ['notifications', 'watch', '--recipient', 'x'.repeat(3_000)],
      () => Promise.reject(new Error('It must not wait.')),
      () => {
        isListening = true;
        return () => {
          isListening = false;
        };
      },
    );
    expect([code, isListening]).toEqual([2, false]);
    expect(err).toMatch(/recipient/);
  });
});
