import { expect, it } from '@jest/globals';
import { beginOfDay, endOfDay } from '../../web/src/pages/audit/days.ts';
import { bytesText } from '../../web/src/pages/exports/bytes-text.ts';

it('a day begins and ends where its reader is', () => {
  expect(beginOfDay('2026-02-28')).toBe(new Date(2026, 1, 28).toISOString());
  expect(endOfDay('2026-02-28')).toBe(new Date(2026, 2, 1).toISOString());
});

it.each([undefined, '', 'today', '2026-2-8', '2026-02-28T00:00:00Z'])('%j is no day', (text) => {
  expect([beginOfDay(text), endOfDay(text)]).toEqual([undefined, undefined]);
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [123_456, '123 kB'],
  [2_000_000_000, '2 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
