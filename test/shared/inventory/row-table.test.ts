import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DIGEST_BYTES, RowTable } from '../../../shared/inventory/row-table.ts';

const FLAG = 1;
const OTHER_FLAG = 2;
const stateOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

describe('the table of rows', () => {
  it('holds the state, the version and the flags of each id', () => {
    const table = new RowTable();
    const [a, b] = [table.findOrAdd('a'), table.findOrAdd('b')];
    table.setState(a, stateOf('one'));
    table.setState(b, stateOf('two'));
    table.setVersion(b, 'v1');
    table.flag(a, FLAG);
    table.flag(a, OTHER_FLAG);
    expect([table.find('a'), table.findOrAdd('a'), table.find('b'), table.find('c'), table.size]).toEqual([a, a, b, undefined, 2]);
    expect([table.hasState(a, stateOf('one')), table.hasState(a, stateOf('two')), table.hasState(a, '')]).toEqual([true, false, false]);
    expect([table.hasVersion(a, 'v1'), table.hasVersion(b, 'v1'), table.hasVersion(b, 'v2')]).toEqual([false, true, false]);
    expect([table.has(a, FLAG), table.has(a, OTHER_FLAG), table.has(b, FLAG)]).toEqual([true, true, false]);
  });

  it('gives the digests of rows with a flag, from which another table gets the same rows', () => {
    const table = new RowTable();
    const ids = Array.from({ length: 1000 }, (_, number) => `id-${number}`);
    for (const [number, id] of ids.entries()) if (number % 3 === 0) table.flag(table.findOrAdd(id), FLAG);
    table.findOrAdd('without a flag');
    const digests = table.digests(FLAG);
    const copy = new RowTable();
    for (let at = 0; at < digests.length; at += DIGEST_BYTES)
      copy.flag(copy.findOrAddDigest(digests.subarray(at, at + DIGEST_BYTES)), FLAG);
    expect(copy.size).toBe(334);
    expect(ids.filter((id) => copy.find(id) !== undefined)).toEqual(ids.filter((_, number) => number % 3 === 0));
  });

  it('takes at most 100 bytes for a row, however long its id is', () => {
    const rows = 200_000;
    const table = new RowTable();
    for (let number = 0; number < rows; number += 1) {
      const row = table.findOrAdd(`${'/subscriptions/and-so-on'.repeat(20)}/${number}`);
      table.setState(row, stateOf('one'));
      table.setVersion(row, 'v1');
    }
    const bytes = table.bytes;
    expect(bytes / rows).toBeLessThan(100);
  });
});
