import { describe, expect, it } from '@jest/globals';
import { noSuchDay } from '../../../shared/validation/calendar.ts';

describe('a day', () => {
  it.each(['2027-02-28', '2028-02-29', '2027-12-31T23:59:59+14:00', 'soon', '2027-1-1'])('%s gives no problem', (text) => {
    expect(noSuchDay(text)).toBeUndefined();
  });

  it.each([
    ['2027-02-30', '2027-02-30 is not a day; 2027-02 has 28 days.'],
    ['2028-02-30T12:00:00Z', '2028-02-30 is not a day; 2028-02 has 29 days.'],
    ['2027-06-00', '2027-06-00 is not a day; 2027-06 has 30 days.'],
    ['2027-13-01', '2027-13-01 is not a day; a year has 12 months.'],
    ['2027-00-01', '2027-00-01 is not a day; a year has 12 months.'],
  ])('%s does not exist', (text, says) => {
    expect(noSuchDay(text)).toBe(says);
  });
});
