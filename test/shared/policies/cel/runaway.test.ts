import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseExpression } from '../../../../shared/policies/cel/expression.ts';
import { judgePattern } from '../../../../shared/policies/cel/regular-expressions.ts';
import { accountOf, compiled, contextOf, say, subject, verdictOf } from '../support.ts';

const numbers = Array.from({ length: 400 }, (_, index) => index);
const config = { Policy: { Version: 'x'.repeat(100_000), Statement: numbers, words: numbers.map((n) => `word-${n}`.repeat(50)) } };
const list = 'config.Policy.Statement';

describe('a policy that runs away', () => {
  it.each([
    ['nested macros', `${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, a + b + c + d >= 0))))`],
    ['nested macros that swallow errors', `${list}.exists(a, ${list}.exists(b, ${list}.exists(c, ${list}.exists(d, a.b.c == 1)))) || true`],
    ['maps of maps', `size(${list}.map(a, ${list}.map(b, ${list}.map(c, ${list}.map(d, d))))) > 0`],
    ['filters', `${list}.filter(a, ${list}.filter(b, ${list}.filter(c, c > a).size() > 0).size() > 0).size() > 0`],
    ['macros over what macros make', `${list}.map(a, ${list}.map(b, b)).exists(x, ${list}.exists(y, ${list}.exists(z, x == [y, z])))`],
    ['bound variables', `${list}.all(a, cel.bind(l, ${list}.map(b, b), ${list}.all(c, l.all(d, d >= 0))))`],
    [
      'conditions that choose between macros',
      `${list}.all(a, a > 0 ? ${list}.all(b, ${list}.all(c, c >= 0)) : ${list}.all(b, ${list}.all(c, c >= 0)))`,
    ],
    ['lists in lists', `${list}.all(a, ${list}.all(b, b in ${list} || ${list}.exists(c, c == b)))`],
    ['long texts in macros', `${list}.all(a, ${list}.all(b, !config.Policy.Version.contains('y')))`],
    ['texts put together', `${list}.all(a, ${list}.all(b, size(config.Policy.Version + 'y') > 0))`],
    ['lists put together', `${list}.all(a, ${list}.all(b, size(${list} + ${list}) > 0))`],
    ['patterns with several repetitions over a long text', `config.Policy.Version.matches('^[a-z]*[a-y]*[a-w]*y$')`],
  ])('is stopped and unknown: %s', (_how, pass) => {
    const verdict = verdictOf(pass, { config });

    expect(verdict).toEqual({ verdict: 'unknown', reason: 'The expression took more than 250,000 steps and was stopped.' });
  });

  it('is not evaluated on further resources of the scan after several have run out of steps', () => {
    const policy = compiled(`${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, d >= 0))))`);
    const context = contextOf();
    const resources = Array.from({ length: 7 }, (_, index) => subject({ resource_id: `b-${index}`, config }));

    const reasons = resources.map((resource) => policy.evaluate(resource, context).reason);

    expect(reasons.slice(0, 5).every((reason) => reason!.endsWith('was stopped.'))).toBe(true);
    expect(reasons.slice(5).every((reason) => reason!.endsWith('the others were not tried.'))).toBe(true);
    expect(policy.evaluate(subject({ config: { Policy: { Statement: [] } } }), contextOf()).verdict).toBe('pass');
  });

  it('is stopped even if it only looks up other resources', () => {
    const resources = numbers.map((n) => subject({ resource_id: `b-${n}` }));
    const pass = `resources_of('AWS::S3::Bucket').all(a, resources_of('AWS::S3::Bucket').all(b, resources_of('AWS::S3::Bucket').all(c, a.name == c.name)))`;

    expect(say(pass, {}, accountOf(resources))).toBe('unknown');
  });

  it.each([
    ['too many operations', Array.from({ length: 1100 }, () => '1 == 1').join(' && ')],
    ['too deep', `${'('.repeat(80)}true${')'.repeat(80)}`],
    ['too long a list', `1 in [${numbers.join(', ')}, ${numbers.join(', ')}]`],
  ])('is not even loaded if it is %s', (_how, pass) => {
    expect(parseExpression(pass)).toMatchObject({ problem: { message: expect.stringMatching(/^Exceeded max/) } });
  });
});

describe('an ordinary policy', () => {
  it('does not run out of steps on a few hundred resources that each have a few hundred elements', () => {
    expect(say(`${list}.all(a, ${list}.exists(b, a == b))`, { config: { Policy: { Statement: numbers.slice(0, 200) } } })).toBe('pass');
  });

  it.each([
    'a - (a - 1) == 1',
    '10 - (3 - a) > 0 && -(a - 5) * 2 == 8',
    '(a > 0 ? "x" : "y") == "x"',
    '!(a == 1 && false) || a == 2',
    "{'k': a}.k == 1 && [a, 2][0] == 1 && r'\\d' == '\\\\d' && \"it's\" != 'its'",
    'a in [1, 2.0] && !(a in [2]) && "x" in ["y", "x"] && null in [null] && true in [true]',
    "cel.bind(x, a + 1, x == 2) && optional.of(a).orValue(3) == 1 && 'a,b'.split(',').size() == 2",
    "{'a': 1}.?a.orValue(2) == 1 && {'a': 1}.?b.orValue(a) == 1 && {'a': {'b': 1}}.?a.?b.hasValue() && !dyn({'a': null}).?a.?b.hasValue()",
    "dyn({'a': null}).?a.orValue(1) == null && 'x' != 'y' && a != 2 && 1.0 == a && dyn(a) != null && dyn(a) != 'x' && dyn([1]).?x.orValue(true)",
    "{'x': 1, 'y': 2}['y'] == a + 1 && [1, 2].exists(x, x == 2) && timestamp('2026-01-01T00:00:00Z') < now && duration('1h') > duration('1m')",
    "'eu-west-1'.matches('^[a-z]+-[a-z]+-[0-9]$') && !'x'.matches('y')",
    "[1, 2].map(x, x > 1, x * 2) == [4] && [1, 2].map(x, x).exists_one(x, x == 2) && {'a': 1}.exists(k, k == 'a')",
  ])('means the same once its steps are counted: %s', (body) => {
    expect(say(`[1].exists(a, ${body})`)).toBe('pass');
  });
});

describe('a pattern', () => {
  it.each([
    ['[a-z', /is no regular expression/],
    ['(a+)+$', /exponentially/],
    ['(a|a)*$', /exponentially/],
    ['([a-z]+\\.)*x', /exponentially/],
    ['(a?){2,}', /exponentially/],
    ['(a)\\1', /refers back/],
    ['(?=a)b', /look-around/],
    ['(?<name>a)', /named group/],
    ['a?'.repeat(30), /ways to choose/],
    ['(a|b)'.repeat(30), /ways to choose/],
  ])('%s is refused', (pattern, reason) => {
    expect(judgePattern(pattern)).toEqual({ problem: expect.stringMatching(reason) });
  });

  it.each([
    ['^arn:aws[a-z-]*:iam::[0-9]{12}:role/.*$', { power: 2, ways: 1 }],
    ['^(oracle|sqlserver)-.*', { power: 1, ways: 2 }],
    ['(custom-)?x', { power: 1, ways: 2 }],
    ['^[\\]a(+]{3}\\(+$', { power: 1, ways: 1 }],
    ['^(?:ab){2,3}', { power: 1, ways: 1 }],
  ])('%s is known by what it can take', (pattern, expected) => {
    expect(judgePattern(pattern)).toEqual(expected);
  });

  it('never makes the check of patterns throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab[](){}|*+?\\^$.,1-:<=!'.split('')) }), (pattern) => {
        expect(judgePattern(pattern)).toBeDefined();
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
});
