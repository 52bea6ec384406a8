import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSync } from 'recheck';
import { parseExpression } from '../../../../shared/policies/cel/expression.ts';
import { loadPatternEngine, matcherOf } from '../../../../shared/policies/cel/regular-expressions.ts';
import { literalText, walk } from '../../../../shared/policies/cel/syntax.ts';
import { builtInPolicies } from '../../../../shared/policies/catalog.ts';
import { say } from '../support.ts';

beforeAll(loadPatternEngine);

/** The reason for which the expression `config.Name.matches(<pattern>)` is refused for; undefined if it is not. */
function problemOf(pattern: string): string | undefined {
  const parsed = parseExpression(`config.Name.matches(${JSON.stringify(pattern)})`);
  return 'problem' in parsed ? parsed.problem.message : undefined;
}

it.each([
  ['(?i)^elb$', /^The pattern "\(\?i\)\^elb\$" is none of JavaScript's engine, which runs the patterns of built-in policies/],
  ['[a-z', /^The pattern "\[a-z" is none of JavaScript's engine/],
])("a pattern %s of a built-in policy is refused, which JavaScript's engine does not know", (pattern, reason) => {
  const parsed = parseExpression(`config.Name.matches(${JSON.stringify(pattern)})`, 'native');

  expect('problem' in parsed ? parsed.problem : undefined).toMatchObject({ offset: 20, message: expect.stringMatching(reason) });
});

describe('a pattern', () => {
  it.each([
    ['[a-z', /^The pattern is no regular expression of RE2: missing closing \]/],
    ['(a)\\1', /refers back to a group or looks around, which CEL does not know/],
    ['(?=a)b', /refers back to a group or looks around/],
    ['(?<!a)b', /refers back to a group or looks around/],
    ['a{1001}', /^The pattern repeats too often \(\{1001\}\); at most 1,000 repetitions are allowed\.$/],
    [`^(?:x{${'9'.repeat(400)}})?(?:a|a)(?:a|a)$`, /repeats too often \(\{9{100}…\}\); at most 1,000/],
    [`x{2,${'9'.repeat(400)}}`, /repeats too often/],
    ['(?:(?:a{100}){100}){100}', /nested repetitions are multiplied\); at most 1,000/],
    [['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${letter}[a-z]{900}`).join('|'), /^The patterns are too large/],
  ])('%s is refused', (pattern, reason) => {
    expect(problemOf(pattern)).toMatch(reason);
  });

  it.each([
    '(a+)+$',
    '(a|a)*$',
    '([a-z]+\\.)*x',
    '^x|a*b',
    'a?'.repeat(30),
    '(a|b)'.repeat(30),
    '(?P<name>a)',
    '^(oracle|sqlserver)-.*',
    '\\d+\\/\\-',
  ])('%s, whose time would grow in an engine that backtracks or which is harmless, is taken', (pattern) => {
    expect(problemOf(pattern)).toBeUndefined();
  });

  it.each(['(a+)+$', '(a|a)*b', '^x|a*b', '(?:a?){30}a{30}b', `${'(?:a|a)'.repeat(60)}$`])(
    '%s answers over a long hostile text',
    (pattern) => {
      const matcher = matcherOf(pattern, 'linear');

      expect(typeof matcher.test(`${'a'.repeat(50_000)}!`)).toBe('boolean');
    },
  );

  it('that nested macros repeat is stopped', () => {
    const list = 'config.L';
    const pass = `${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, !config.Name.matches('^x|a*b')))))`;

    expect(say(pass, { config: { L: Array.from({ length: 100 }, () => 1), Name: 'a'.repeat(1000) } })).toBe('unknown');
  });

  it('never makes the check of patterns throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab[](){}|*+?\\^$.,1-:<=!P'.split('')) }), (pattern) => {
        expect(() => problemOf(pattern)).not.toThrow();
      }),
    );
  });

  it('must be a literal', () => {
    expect(parseExpression('config.Name.matches(config.BucketRegion)')).toMatchObject({
      problem: {
        offset: 20,
        message: "matches needs its pattern as a literal text, such as '^prod-', so that it can be checked before it runs.",
      },
    });
  });

  it.each([
    ['^a.c$', 'abc', 'a\nc'],
    ['[[:digit:]]{2}', 'x42', 'x4'],
    ['(?i)PROD', 'my-prod', 'pro'],
    ['^.$', '\u{1F600}', 'ab'],
  ])('%s means in the linear engine what CEL says', (pattern, matching, other) => {
    const matcher = matcherOf(pattern, 'linear');

    expect([matcher.test(matching), matcher.test(other)]).toEqual([true, false]);
  });
});

/** The patterns of Muster's own policies, which run in JavaScript's engine. */
const OWN = [
  ...new Set(
    builtInPolicies()
      .flatMap(({ policy: { applies_to, pass, evidence } }) => [applies_to ?? 'true', pass, evidence ?? 'true'])
      .flatMap((text) => {
        const parsed = parseExpression(text, 'native', 'anything');
        if ('problem' in parsed) throw new Error(parsed.problem.message);
        return [...walk(parsed.expression.ast)].flatMap((node) =>
          node.op === 'rcall' && node.args[0] === 'matches' ? [literalText(node.args[2][0]) ?? 'no literal'] : [],
        );
      }),
  ),
];

describe("the pattern of one of Muster's own policies", () => {
  it.each(OWN)('%s takes linear time in an engine that backtracks', (pattern) => {
    // The checker `automaton` proves; it does not try texts.
    expect(checkSync(pattern, '', { checker: 'automaton', timeout: 60_000 })).toMatchObject({ status: 'safe' });
  });

  it.each(OWN)('%s is one that RE2 takes too', (pattern) => {
    expect(problemOf(pattern)).toBeUndefined();
  });

  it('is not called safe if it is not', () => {
    expect(OWN.length).toBeGreaterThan(5);
    expect(checkSync('^x|a*b', '', { checker: 'automaton' }).status).toBe('vulnerable');
  });
});
