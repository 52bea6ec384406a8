import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RateLimiter, TokenBucket, withHeadroom } from '../../../shared/clouds/rate-limiter.ts';
import { AWS_SERVICES } from '../../../shared/clouds/aws/types.generated.ts';

/** A clock that moves only by hand: it shows when each of many concurrent callers may pass. */
class BookingClock {
  time = 0;
  readonly passes: number[] = [];
  now(): number {
    return this.time;
  }
  async sleep(ms: number): Promise<void> {
    this.passes.push(this.time + ms);
  }
  /** The time at which a caller who asks now may pass. */
  async pass(take: () => Promise<void>): Promise<number> {
    const booked = this.passes.length;
    await take();
    return this.passes[booked] ?? this.time;
  }
}

describe('TokenBucket', () => {
  it('lets callers pass in their order, and never more than its burst and its rate allow', async () => {
    const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) });
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(limits, gaps, async (limit, pauses) => {
        const clock = new BookingClock();
        const bucket = new TokenBucket(limit, clock, Infinity);
        const passes: number[] = [];
        for (const pause of pauses) {
          clock.time += pause;
          passes.push(await clock.pass(async () => await bucket.take()));
        }
        expect(passes).toEqual(passes.toSorted((a, b) => a - b));
        for (const [first, from] of passes.entries()) {
          for (const [last, to] of passes.entries()) {
            // Each of the two times is within half a millisecond.
            const seconds = (to - from + 1) / 1000;
            if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(limit.burst + limit.perSecond * seconds + 1e-6);
          }
        }
      }),
    );
  });

  it('gives the whole burst at once and the next token one interval later', async () => {
    const clock = new BookingClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, clock, Infinity);

    const passes = [];
    for (let caller = 0; caller < 5; caller += 1) passes.push(await clock.pass(async () => await bucket.take()));

    expect(passes).toEqual([0, 0, 0, 100, 200]);
  });

  it('holds no more than its burst, however long nobody asks', async () => {
    const clock = new BookingClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, clock, Infinity);
    await bucket.take();
    clock.time = 3_600_000;

    const passes = [];
    for (let caller = 0; caller < 3; caller += 1) passes.push((await clock.pass(async () => await bucket.take())) - clock.time);

    expect(passes).toEqual([0, 0, 100]);
  });

  it('has only the tokens that have refilled since the last call of another run', async () => {
    const clock = new BookingClock();
    clock.time = 5_000;
    const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, clock, 200);

    const passes = [];
    for (let caller = 0; caller < 4; caller += 1) passes.push((await clock.pass(async () => await bucket.take())) - clock.time);

    expect(passes).toEqual([0, 0, 100, 200]);
  });
});

describe('RateLimiter', () => {
  const limit = { perSecond: 15, burst: 15 };
  const services = {
    lambda: { limit, limits: { GetFunction: limit } },
    rds: { limit },
    neptune: { limit, api: 'rds' },
    iam: { limit, perOperation: true as const },
  };
  const { burst } = withHeadroom(limit);

  it('keeps a bucket for each service and region', async () => {
    const clock = new BookingClock();
    const limiter = new RateLimiter(clock, Infinity, services);

    for (let call = 0; call < burst; call += 1) await limiter.take('lambda', 'eu-west-1', 'ListFunctions');
    await limiter.take('lambda', 'us-east-1', 'ListFunctions');
    await limiter.take('rds', 'eu-west-1', 'DescribeDBInstances');

    expect(clock.passes).toEqual([]);
    await limiter.take('lambda', 'eu-west-1', 'GetPolicy');
    expect(clock.passes).toHaveLength(1);
  });

  it('keeps a bucket for each operation with a limit of its own', async () => {
    const clock = new BookingClock();
    const limiter = new RateLimiter(clock, Infinity, services);

    for (let call = 0; call < burst; call += 1) await limiter.take('lambda', 'eu-west-1', 'GetFunction');
    await limiter.take('lambda', 'eu-west-1', 'ListFunctions');

    expect(clock.passes).toEqual([]);
    await limiter.take('lambda', 'eu-west-1', 'GetFunction');
    expect(clock.passes).toHaveLength(1);
  });

  it('keeps a bucket for each operation of a service whose operations are counted by themselves', async () => {
    const clock = new BookingClock();
    const limiter = new RateLimiter(clock, Infinity, services);

    for (const operation of ['ListUsers', 'ListAccessKeys'])
      for (let call = 0; call < burst; call += 1) await limiter.take('iam', 'us-east-1', operation);

    expect(clock.passes).toEqual([]);
    await limiter.take('iam', 'us-east-1', 'ListUsers');
    expect(clock.passes).toHaveLength(1);
  });

  it('keeps one bucket for services that share an API', async () => {
    const clock = new BookingClock();
    const limiter = new RateLimiter(clock, Infinity, services);

    for (let call = 0; call < burst; call += 1) await limiter.take('rds', 'eu-west-1', 'DescribeDBInstances');
    await limiter.take('neptune', 'eu-west-1', 'DescribeDBInstances');

    expect(clock.passes).toHaveLength(1);
  });

  it('has no bucket for a service that it does not know', async () => {
    await expect(new RateLimiter(new BookingClock(), Infinity, services).take('none', 'eu-west-1', 'List')).rejects.toThrow(TypeError);
  });

  it.each(Object.values(AWS_SERVICES).map((service) => [service.id, service] as const))(
    'allows itself half of the limit of %s',
    (_id, service) => {
      for (const published of [service.limit, ...Object.values(service.limits ?? {})]) {
        const allowed = withHeadroom(published);

        expect(allowed.perSecond).toBe(published.perSecond / 2);
        expect(allowed.burst).toBeGreaterThanOrEqual(1);
        expect(allowed.burst).toBeLessThanOrEqual(Math.max(1, published.burst / 2));
      }
    },
  );
});
