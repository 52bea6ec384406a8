import { expect, it } from '@jest/globals';
import { scheduleWords } from '../../shared/schedule-words.ts';

it.each([
  ['cron(0 2 * * ? *)', 'every day at 02:00 UTC'],
  ['cron(30 23 ? * * *)', 'every day at 23:30 UTC'],
  ['cron(5 0,6,18 * * ? *)', 'every day at 00:05, 06:05 and 18:05 UTC'],
  ['cron(0 2 ? * MON-FRI *)', 'Monday to Friday at 02:00 UTC'],
  ['cron(0 2 ? * 1 *)', 'on Sunday at 02:00 UTC'],
  ['cron(0 2 ? * sat,SUN *)', 'on Saturday and Sunday at 02:00 UTC'],
  ['rate(1 day)', 'every day'],
  ['rate(12 hours)', 'every 12 hours'],
  ['rate(1 minute)', 'every minute'],
])('%s is %s', (expression, words) => {
  expect(scheduleWords(expression)).toBe(words);
});

it.each([
  'cron(0 2 1 * ? *)',
  'cron(0 2 * 1-6 ? *)',
  'cron(0/5 2 * * ? *)',
  'cron(0 * * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(60 2 * * ? *)',
  'cron(0 2 ? * 2#1 *)',
  'cron(0 2 ? * MON-FRI-SAT *)',
  'cron(0 2 ? * 0 *)',
  'cron(0 2 * * ? 2027)',
  'cron(0 2 * * ?)',
  'at(2027-01-01T00:00:00)',
  'rate(1 week)',
  '',
])('%s has no words', (expression) => {
  expect(scheduleWords(expression)).toBeUndefined();
});
