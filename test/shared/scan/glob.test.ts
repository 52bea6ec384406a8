import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesGlob } from '../../../shared/scan/glob.ts';

const asRegExp = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

describe('a glob', () => {
  it.each([
    ['logs-*', 'logs-eu', true],
    ['logs-*', 'app-logs-eu', false],
    ['arn:aws:iam::*:role/team/*', 'arn:aws:iam::111111111111:role/team/a/b', true],
    ['*/admin', 'arn:aws:iam::111111111111:role/team/admin', true],
    ['?-1', 'a-1', true],
    ['?-1', '-1', false],
    ['[a]', '[a]', true],
    ['[a]', 'a', false],
    ['*', '', true],
    ['', 'a', false],
    ['Logs', 'logs', false],
  ])('%j over %j is %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it('matches the same texts as the equivalent regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (glob, each) => expect(matchesGlob(glob, each)).toBe(asRegExp(glob).test(each))),
      { numRuns: 1000 },
    );
  });

  it('does not take exponential time', () => {
    expect(matchesGlob(`${'*a'.repeat(200)}*b`, 'a'.repeat(1000))).toBe(false);
  });
});
