import { describe, expect, it } from '@jest/globals';
import { parseSchedule, startCron } from '../../../bin/local/cron.ts';
import { schedulePayload } from '../../../bin/local/scheduler.ts';

const FROM = new Date('2026-11-21T04:30:00Z'); // a Saturday

const next = (expression: string, timezone = 'UTC'): string | undefined => {
  const timing = parseSchedule(expression);
  if (!('cron' in timing)) throw new Error('not a cron expression');
  return startCron(timing.cron, timezone).nextRun(FROM)?.toISOString();
};

describe('schedule expressions', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('%s is every %d ms', (expression, everyMs) => {
    expect(parseSchedule(expression)).toEqual({ everyMs });
  });

  it.each([
    ['every day', 'cron(0 3 * * ? *)', '2026-11-22T03:00:00.000Z'],
    ['weekdays by number from 1 = Sunday', 'cron(0 3 ? * 2 *)', '2026-11-23T03:00:00.000Z'],
    ['weekdays by name', 'cron(0/15 8-17 ? * MON-FRI *)', '2026-11-23T08:00:00.000Z'],
    ['the last weekday of the week', 'cron(0 9 ? * L *)', '2026-11-21T09:00:00.000Z'],
    ['the last Friday of the month', 'cron(15 10 ? * 6L 2026-2027)', '2026-11-27T10:15:00.000Z'],
    ['the first Monday of the month', 'cron(0 9 ? * 2#1 *)', '2026-12-07T09:00:00.000Z'],
    ['the last day of the month', 'cron(0 10 L * ? *)', '2026-11-30T10:00:00.000Z'],
    ['the weekday nearest to a day', 'cron(0 9 1W * ? *)', '2026-12-01T09:00:00.000Z'],
    ['a year', 'cron(0 0 1 1 ? 2028)', '2028-01-01T00:00:00.000Z'],
  ])('understand %s: %s', (_, expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it('count in the time zone of the schedule', () => {
    expect(next('cron(0 3 * * ? *)', 'America/New_York')).toBe('2026-11-21T08:00:00.000Z');
  });

  it.each([
    ['often', 'write rate(n minutes) or cron('],
    ['rate(0 minutes)', 'is not valid'],
    ['cron(0 9 * *)', 'needs six fields'],
    ['cron(0 9 * * * *)', 'needs ? for exactly one of day and weekday'],
    ['cron(0 9 ? * ? *)', 'needs ? for exactly one of day and weekday'],
    ['cron(99 9 * * ? *)', 'is not valid'],
  ])('refuse %s', (expression, message) => {
    expect(() => parseSchedule(expression)).toThrow(message);
  });
});

describe('the payload of a schedule', () => {
  it('carries the scheduled time', () => {
    const input = '{"client_token":"nightly-<aws.scheduler.scheduled-time>"}';

    expect(schedulePayload({ name: 'Nightly', input }, FROM)).toBe('{"client_token":"nightly-2026-11-21T04:30:00Z"}');
  });
});
