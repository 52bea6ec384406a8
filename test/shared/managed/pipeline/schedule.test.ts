import { expect, it } from '@jest/globals';
import { eventBridgeSchedule, isCron, isEventBridgeCron } from '../../../../shared/managed/pipeline/schedule.ts';

it.each([
  ['0 3 * * *', 'cron(0 3 * * ? *)'],
  ['*/15 * 1 * *', 'cron(*/15 * 1 * ? *)'],
  ['0 3 * * 1-5', 'cron(0 3 ? * MON,TUE,WED,THU,FRI *)'],
  ['0 3 * * 0,6', 'cron(0 3 ? * SUN,SAT *)'],
  ['0 3 * * 7', 'cron(0 3 ? * SUN *)'],
  ['0 3 * * 5-7', 'cron(0 3 ? * SUN,FRI,SAT *)'],
  ['0 3 * 6 */2', 'cron(0 3 ? 6 SUN,TUE,THU,SAT *)'],
])('%s is %s to EventBridge', (text, expression) => {
  expect(isEventBridgeCron(text)).toBe(true);
  expect(eventBridgeSchedule(text)).toBe(expression);
});

it.each(['', '* * * *', '0 3 * * * *', '60 3 * * *', '0 25 * * *', '@daily', '0 3 L * *', '0 3 * * MON', '0  3 * * *', '0 0 31 2 *'])(
  '%j is no schedule',
  (text) => {
    expect(isCron(text)).toBe(false);
  },
);

it('EventBridge takes a day of the month or days of the week', () => {
  expect(isCron('0 3 1 * 1')).toBe(true);
  expect(isEventBridgeCron('0 3 1 * 1')).toBe(false);
});
