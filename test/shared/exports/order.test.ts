import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRecords, compareText } from '../../../shared/exports/order.ts';
import type { AccountId, ResourceUid } from '../../../shared/ids.ts';
import type { ChangeRecord } from '../../../shared/exports/records.ts';

/** Texts of any code points, often of those beyond U+FFFF or just below it. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'b', '\u{ff5e}', '\u{e000}', '\u{1f600}', '\u{10000}'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

const change = (version: number | null): ChangeRecord => ({
  account_id: 'aws:000000000001' as AccountId,
  segment: 'eu-west-1',
  region: 'eu-west-1',
  type: 'AWS::S3::Bucket',
  resource_id: 'bucket',
  resource_uid: 'uid' as ResourceUid,
  version,
  op: 'update',
  observed_at: null,
  job_id: null,
  patch: [],
});

describe('compareText', () => {
  it('orders as the UTF-8 bytes of the texts do', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts an emoji after a full-width letter, which a comparison of UTF-16 units does not', () => {
    const [letter, emoji] = ['\u{ff21}', '\u{1f600}'];

    expect(emoji < letter).toBe(true);
    expect(compareText(emoji, letter)).toBeGreaterThan(0);
  });
});

describe('compareRecords', () => {
  it('compares numbers as numbers, and puts null first', () => {
    const sorted = [change(10), change(9), change(null), change(100)].toSorted(compareRecords('changes'));

    expect(sorted.map(({ version }) => version)).toEqual([null, 9, 10, 100]);
  });

  it('says 0 of two records with the same key, whatever else they hold', () => {
    expect(compareRecords('changes')(change(1), { ...change(1), op: 'delete' })).toBe(0);
  });
});
