import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesGlob, namesNothing } from '../../../shared/scan/glob.ts';

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

describe('a glob names nothing', () => {
  it.each([
    '*',
    '**',
    '?*',
    '??????????',
    '*:*',
    '*/*',
    '?-*.*',
    'arn:*',
    'arn:?ws:*',
    'arn:aws:*:*:*',
    'ar?:aws-cn:*',
    'arn:aws-us-gov:??:*',
    '/subscriptions/*',
    '/subscriptions/????????-*',
    'ocid1.*.*',
    '*a*',
    '*:aws:*',
  ])('if it is %j', (pattern) => {
    expect(namesNothing(pattern)).toBe(true);
  });

  it.each([
    'logs',
    '-',
    '*x*',
    '?-1',
    'i-*',
    'ü*',
    'arn:aws:s3:::*',
    'arn:*:123456789012:*',
    '*/admin',
    '/subscriptions/0f5c*',
    'ocid1.vcn.*',
  ])('but not if it is %j', (pattern) => {
    expect(namesNothing(pattern)).toBe(false);
  });

  it('whenever it matches a text that has no letter and no digit, or an ARN with nothing after its partition that has one', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'r', 'n', ':', 'w', 's', '*', '?'), minLength: 1, maxLength: 10 });
    const blank = fc.string({ unit: fc.constantFrom(':', '-', '\u00a7'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, blank, (glob, text) => {
        const isBroad = /[*?]/.test(glob) && (matchesGlob(glob, text) || matchesGlob(glob, `arn:aws:${text}`));
        if (isBroad) expect(namesNothing(glob)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('is decided in linear time', () => {
    expect(namesNothing(`${'*?'.repeat(500)}x`)).toBe(false);
  });
});
