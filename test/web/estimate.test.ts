import { describe, expect, it } from '@jest/globals';
import { secondsLeft } from '../../web/src/pages/jobs/estimate.ts';

const now = new Date('2026-11-21T14:31:00.000Z');
const startedAt = '2026-11-21T14:30:00.000Z';

describe('the seconds that are left', () => {
  it.each([
    [30, 12, 90],
    [4, 3, 20],
    [3, 3, 0],
  ])('of %s accounts, when %s have ended after a minute, are %s', (total, ended, seconds) => {
    expect(secondsLeft({ total, ended, startedAt, now })).toBe(seconds);
  });

  it.each([
    ['fewer than three have ended', { total: 4, ended: 2, startedAt }],
    ['less than a tenth has ended', { total: 100, ended: 9, startedAt }],
    ['the job has not begun to work', { total: 4, ended: 4, startedAt: undefined }],
    ['the counts, which are hints while it runs, are too high', { total: 4, ended: 5, startedAt }],
  ])('are not told while %s', (_name, pace) => {
    expect(secondsLeft({ ...pace, now })).toBeUndefined();
  });

  it('are not below zero when the clocks differ', () => {
    expect(secondsLeft({ total: 6, ended: 3, startedAt: '2026-11-21T14:32:00.000Z', now })).toBe(0);
  });
});
