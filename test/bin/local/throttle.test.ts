import { describe, expect, it } from '@jest/globals';
import { createThrottle } from '../../../bin/local/throttle.ts';

describe('a throttle', () => {
  it('accepts a burst, then as many requests as its rate refills, and never more than a burst at once', () => {
    let now = 0;
    const throttle = createThrottle({ ratePerSecond: 10, burst: 3 }, () => now);
    const taken = (): number => Array.from({ length: 10 }, () => throttle.take()).filter(Boolean).length;

    const atFirst = taken();
    now += 99;
    const tooSoon = taken();
    now += 101;
    const refilled = taken();
    now += 60_000;
    const afterAWhile = taken();

    expect([atFirst, tooSoon, refilled, afterAWhile]).toEqual([3, 0, 2, 3]);
  });
});
