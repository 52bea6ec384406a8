import { describe, expect, it } from '@jest/globals';
import { nightHours } from '../../lib/night-hours.ts';

describe('the hours within which a nightly run must succeed', () => {
  it.each([
    ['cron(0 2 * * ? *)', 26],
    ['cron(30 1,13 * * ? *)', 26],
    ['rate(1 day)', 26],
    ['rate(12 hours)', 14],
    ['rate(90 minutes)', 4],
    ['rate(3 days)', 74],
    ['rate(7 days)', undefined],
    ['cron(0 2 ? * MON-FRI *)', undefined],
    ['cron(0 2 1 * ? *)', undefined],
  ])('are, for %s, %s', (schedule, hours) => {
    expect(nightHours(schedule)).toBe(hours);
  });
});
