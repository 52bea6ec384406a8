import { describe, expect, it } from '@jest/globals';
import { dayOf, isTime, wrongDays, wrongValues } from '../../web/src/components/wrong-filter.ts';

describe('a day of an address', () => {
  it.each(['2026-13-45', '31/12/2026', '2026-02-30', '2025-02-29', '2026-00-10', '2026-1-1', '2026-11-21T00:00:00Z', 'yesterday', ''])(
    'is not %j',
    (came) => {
      expect(dayOf(came)).toBeUndefined();
      expect(wrongDays({ from: came, to: undefined })).toEqual([{ name: 'from', came, allowed: 'is a day such as 2026-11-21' }]);
    },
  );

  it.each(['2026-11-21', '2024-02-29', '2026-12-31'])('may be %j', (day) => {
    expect(dayOf(day)).toBeDefined();
    expect(wrongDays({ from: day })).toEqual([]);
  });
});

describe('a time of an address', () => {
  it.each(['2026-11-21T02:00:00Z', '2026-11-21T02:00:00.123Z', '2026-11-21T02:00:00+01:00'])('may be %j', (text) => {
    expect(isTime(text)).toBe(true);
  });

  it.each(['2026-11-21', '2026-13-21T02:00:00Z', '2026-02-30T02:00:00Z', '2026-11-21T25:00:00Z', '2026-11-21T02:00:00', 'x'])(
    'is not %j',
    (text) => {
      expect(isTime(text)).toBe(false);
    },
  );
});

it('values that a filter cannot have are told with those that it can', () => {
  expect(wrongValues('outcome', ['denied', 'xyz'], ['complete', 'denied'])).toEqual([
    { name: 'outcome', came: 'xyz', allowed: 'are complete, denied' },
  ]);
});
