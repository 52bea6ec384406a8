/** Slices that rest: when they are read, and what a night that leaves them out does and tells. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
import type { SliceCoverage } from '../../../shared/inventory/model.ts';
import { emptyNights, rests } from '../../../shared/inventory/rhythm.ts';
import { StoredResources } from '../../../shared/scan/stored-resources.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-01T02:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const hint = (type: ResourceType, segment: string) => ({ types: [{ name: type.type, known: [type.type], segment, count: 1 }] });

/** Keeps the coverage of one slice that stays empty, run after run. */
class EmptySlice {
  coverage: SliceCoverage | undefined;
  /** The times at which it was read. */
  readonly read: number[] = [];
  readonly #account: AccountId;
  readonly #type: ResourceType;

  constructor(account: AccountId, service: string) {
    this.#account = account;
    this.#type = { ...NETWORK, service };
  }

  run(ms: number): void {
    const at = iso(ms);
    if (rests(this.#account, { type: this.#type, segment: 'eu-west-1' }, this.coverage, at)) {
      this.coverage = { ...this.coverage!, outcome: 'skipped', at };
      return;
    }
    this.read.push(ms);
    this.coverage = { outcome: 'complete', at, complete_at: at, count: 0, populated: false, empty_nights: emptyNights(this.coverage, at) };
  }
}

const account = (number: number): AccountId => parseAccountId(`aws:${String(number).padStart(12, '0')}`);
const daysOf = (ms: number): number => Math.floor(ms / DAY_MS);

/** Hours between the runs of schedules: daily, twice a day, every second and third day, and on weekdays. */
const SCHEDULES: readonly (readonly number[])[] = [[24], [12], [48], [72], [24, 24, 24, 24, 72], [6, 18], [23, 25]];

describe('a slice that stays empty', () => {
  it('rests after three nights, and is never unread for more than a week, whatever the schedule', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEDULES),
        fc.nat({ max: 999 }),
        fc.string(),
        fc.nat({ max: 23 }),
        (schedule, number, service, hour) => {
          const slice = new EmptySlice(account(number), service);
          let now = START + hour * 3_600_000;
          for (let run = 0; run < 120; run++) {
            slice.run(now);
            now += schedule[run % schedule.length]! * 3_600_000;
          }
          const gaps = slice.read.slice(1).map((ms, index) => daysOf(ms) - daysOf(slice.read[index]!));
          expect(Math.max(...gaps)).toBeLessThanOrEqual(7);
          expect(slice.read.length).toBeLessThan(120);
        },
      ),
    );
  });

  it('is read once a week in the long run, on a day of its own', () => {
    const days = new Map<number, number>();
    for (let number = 0; number < 700; number++) {
      const slice = new EmptySlice(account(number), 'ec2');
      for (let night = 0; night < 28; night++) slice.run(START + night * DAY_MS);
      const last = slice.read.slice(-3).map(daysOf);
      expect([last[1]! - last[0]!, last[2]! - last[1]!]).toEqual([7, 7]);
      days.set(last[2]! % 7, (days.get(last[2]! % 7) ?? 0) + 1);
    }
    expect(days.size).toBe(7);
    for (const slices of days.values()) expect(slices).toBeGreaterThan(60);
  });

  it('counts two runs of one day as one night', () => {
    const slice = new EmptySlice(account(1), 'ec2');
    for (let run = 0; run < 4; run++) slice.run(START + run * (DAY_MS / 4));

    expect(slice.coverage).toMatchObject({ outcome: 'complete', empty_nights: 1 });
    expect(slice.read).toHaveLength(4);
  });

  it.each<[string, Partial<SliceCoverage>]>([
    ['may have stored resources', { populated: true }],
    ['was empty on two nights only', { empty_nights: 2 }],
    ['could not be read', { outcome: 'failed' }],
    ['has never been read whole', { complete_at: undefined as never }],
  ])('is read if it %s', (_why, more) => {
    const rested: SliceCoverage = { outcome: 'complete', at: iso(START), complete_at: iso(START), populated: false, empty_nights: 3 };
    const isRead = (slice: SliceCoverage): boolean[] =>
      Array.from(
        { length: 6 },
        (_, day) => !rests(account(1), { type: NETWORK, segment: 'eu-west-1' }, slice, iso(START + (day + 1) * DAY_MS)),
      );

    expect(isRead(rested)).toContain(false);
    expect(isRead({ ...rested, ...more })).not.toContain(false);
  });
});

let world: World;
const night = async (request?: object) => {
  world.clock.advance(DAY_MS);
  return await world.runJob(request);
};
const nights = async (count: number): Promise<void> => {
  for (let each = 0; each < count; each++) await night();
};
/** Runs nights until the slice rests. */
async function untilAsleep(type = NETWORK, segment = 'us-east-1'): Promise<void> {
  for (let each = 0; each < 10; each++) {
    await night();
    if ((await world.coverage(ACCOUNT, segment, type.type))?.outcome === 'skipped') return;
  }
  throw new Error('The slice did not rest.');
}

beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
  world.rhythm = 'adaptive';
  world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
  world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('vpc-1')]);
});

describe('an account whose empty slices rest', () => {
  it('is done all the same, says which slices it left out and when they were read, and keeps their count', async () => {
    await nights(3);
    const read = await world.coverage(ACCOUNT, 'us-east-1');
    await untilAsleep();
    const job = await night();
    const slice = await world.coverage(ACCOUNT, 'us-east-1');

    expect(read).toMatchObject({ outcome: 'complete', empty_nights: 3 });
    expect(job).toMatchObject({ status: 'completed', completed: 1 });
    expect(job.totals?.inventory).toMatchObject({ slices: { complete: 2, skipped: 1 }, incomplete_slices: [] });
    expect(slice).toMatchObject({ outcome: 'skipped', count: 0, populated: false, empty_nights: 3 });
    expect(slice!.complete_at! < slice!.at!).toBe(true);
    expect(await world.accounts.get(parseAccountId(ACCOUNT))).toMatchObject({
      status: 'ok',
      coverage: { whole: 2, not_whole: 0, skipped: 1 },
    });
  });

  it('makes no call for the slices that it leaves out', async () => {
    await untilAsleep();
    const before = world.cloud.apiCalls;
    await night();

    expect(world.cloud.apiCalls - before).toBe(2);
  });

  it('reads every slice every night by default', async () => {
    world.rhythm = 'nightly';
    for (let each = 0; each < 12; each++) {
      expect((await night()).totals?.inventory?.slices).toEqual({ complete: 3 });
    }
  });

  it('finds a resource of which no index tells within a week', async () => {
    await untilAsleep();
    world.cloud.put(ACCOUNT, NETWORK, 'us-east-1', [fetched('vpc-2')]);
    await nights(7);

    expect(await world.resource(ACCOUNT, 'vpc-2', 'us-east-1')).toMatchObject({ is_last: 1 });
    expect(await world.coverage(ACCOUNT, 'us-east-1')).toMatchObject({ outcome: 'complete', count: 1 });
  });

  it('reads a slice of which the index tells in the same night, also a global one, whose resources the index has in regions', async () => {
    world.cloud.put(ACCOUNT, USER, 'global', []);
    await untilAsleep();
    await untilAsleep(USER, 'global');
    world.cloud.put(ACCOUNT, NETWORK, 'us-east-1', [fetched('vpc-2')]);
    world.cloud.put(ACCOUNT, USER, 'global', [fetched('bob')]);
    world.cloud.surveyed = { types: [...hint(NETWORK, 'us-east-1').types, ...hint(USER, 'eu-west-1').types] };
    await night();

    expect(await world.resource(ACCOUNT, 'vpc-2', 'us-east-1')).toMatchObject({ is_last: 1 });
    expect(await world.coverage(ACCOUNT, 'global', USER.type)).toMatchObject({ outcome: 'complete', count: 1 });
  });

  it('reads a slice of which the index tells wrongly, and never takes the silence of the index for emptiness', async () => {
    world.cloud.surveyed = hint(NETWORK, 'us-east-1');
    await nights(10);

    expect(await world.coverage(ACCOUNT, 'us-east-1')).toMatchObject({ outcome: 'complete', empty_nights: 3 });
    // The index does not tell of the network in eu-west-1, which is read every night and stays.
    expect(await world.coverage(ACCOUNT, 'eu-west-1')).toMatchObject({ outcome: 'complete', count: 1 });
    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({ is_last: 1, version: 1 });
  });

  it('reads every slice that a job over one service or region names', async () => {
    await untilAsleep();

    expect((await night({ operation: 'inventory', service: 'ec2' })).totals?.inventory?.slices).toEqual({ complete: 2 });
    await untilAsleep();
    expect((await night({ operation: 'inventory', regions: ['us-east-1'] })).totals?.inventory?.slices).toEqual({ complete: 1 });
  });

  it('reads types every night that never rest', async () => {
    world.alwaysRead = new Set([NETWORK.type]);
    await nights(10);

    expect(await world.coverage(ACCOUNT, 'us-east-1')).toMatchObject({ outcome: 'complete', empty_nights: 3 });
  });

  it('fails if what it was to read cannot be read, and is done if nothing was to be read', async () => {
    world.cloud.put(ACCOUNT, USER, 'global', []);
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', []);
    let restful: string | undefined;
    for (let each = 0; each < 14 && restful === undefined; each++) {
      const job = await night();
      if (job.totals?.inventory?.slices['skipped'] === 3) restful = job.status;
    }
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('vpc-1')]);
    world.cloud.surveyed = hint(NETWORK, 'eu-west-1');
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'));

    expect(restful).toBe('completed');
    expect(await night()).toMatchObject({ status: 'failed', failed: 1 });
  });

  it('answers a lookup of resources in a slice that rests with why they are not known, but counts the type as seen', async () => {
    await untilAsleep();
    const stored = await StoredResources.open(world.store, parseAccountId(ACCOUNT));
    await stored.load([NETWORK.type]);

    expect(stored.ofType(NETWORK.type)).toEqual({
      not_whole: expect.stringMatching(
        /AWS::EC2::VPC in us-east-1 this time\. It was empty on the last three nights .* the last time at 2/,
      ),
    });
    expect(stored.notWhole(NETWORK.type)).toBeUndefined();
  });
});

/** One night of the fuzz test: what the cloud holds in each slice, whether the index tells of it, and whether it fails. */
const fuzzNight = fc.record({
  holds: fc.constantFrom(undefined, 0, 0, 0, 1, 3),
  isHinted: fc.boolean(),
  fails: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
});

describe('any account over any nights', () => {
  it('deletes nothing in a slice that it leaves out, reads a slice with a hint the same night, and each within a week', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fuzzNight, { minLength: 12, maxLength: 40 }), async (script) => {
        world = await World.withAccounts(ACCOUNT);
        world.rhythm = 'adaptive';
        let held = 0;
        let readAt = -1;
        for (const [index, { holds = held, isHinted, fails }] of script.entries()) {
          held = holds;
          world.cloud.heal();
          world.cloud.put(
            ACCOUNT,
            NETWORK,
            'us-east-1',
            Array.from({ length: held }, (_, each) => fetched(`vpc-${each}`)),
          );
          if (fails) world.cloud.fail(ACCOUNT, NETWORK, 'us-east-1', cloudError('denied'));
          world.cloud.surveyed = isHinted && held > 0 ? hint(NETWORK, 'us-east-1') : { types: [] };
          const before = (await world.resources()).filter(({ is_last }) => is_last === 1).length;
          await night();
          const after = (await world.resources()).filter(({ is_last }) => is_last === 1).length;
          const slice = await world.coverage(ACCOUNT, 'us-east-1');
          if (slice?.outcome === 'skipped') {
            expect([before, after]).toEqual([0, 0]);
            expect(isHinted && held > 0).toBe(false);
            expect(index - readAt).toBeLessThan(7);
          } else {
            if (slice?.outcome === 'complete') expect(after).toBe(held);
            else expect(after).toBe(before);
            readAt = index;
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
