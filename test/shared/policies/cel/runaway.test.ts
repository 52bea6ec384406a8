import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseExpression } from '../../../../shared/policies/cel/expression.ts';
import { loadPatternEngine } from '../../../../shared/policies/cel/regular-expressions.ts';
import { accountOf, compiled, contextOf, say, subject, verdictOf } from '../support.ts';

beforeAll(loadPatternEngine);

const numbers = Array.from({ length: 400 }, (_, index) => index);
const config = { Policy: { Version: 'x'.repeat(100_000), Statement: numbers, words: numbers.map((n) => `word-${n}`.repeat(50)) } };
const list = 'config.Policy.Statement';

/** Names the value, doubles it and names that, `times` times. */
const doubled = (first: string, twice: (name: string) => string, times: number): string =>
  Array.from({ length: times }, (_, index) => index).reduceRight<string>(
    (rest, index) => `cel.bind(x${index}, ${index === 0 ? first : twice(`x${index - 1}`)}, ${rest})`,
    `size(x${times - 1}) > 0`,
  );

/** A value of values, 24 deep, of which each holds the one below twice. */
const chained = (body: string): string => `[['x']]${`.map(a, ${body})`.repeat(24)}`;

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
    ['patterns in macros over a long text', `${list}.all(a, ${list}.all(b, !config.Policy.Version.matches('^[a-z]*[a-y]*[a-w]*y$')))`],
    ['a large pattern over a long text', `!config.Policy.Version.matches('(?:[a-z]{900}y|x{900}z)')`],
    ['a text doubled', doubled('config.Policy.Version', (x) => `${x} + ${x}`, 20)],
    ['a list doubled', doubled(list, (x) => `${x} + ${x}`, 22)],
    ['bytes doubled', doubled("bytes('abcdefgh')", (x) => `${x} + ${x}`, 25)],
    ['a list doubled by join and split', doubled("'abcdefgh'", (x) => `[${x}, ${x}].join('').split('').join()`, 22)],
    ['texts joined', `size(${list}.map(a, config.Policy.Version).join('')) > 0`],
    ['texts joined by a long text', `size(${list}.map(a, 'x').join(config.Policy.Version)) > 0`],
    ['texts split in macros', `${list}.all(a, size(config.Policy.Version.split('')) > 0)`],
    ['JSON parsed in macros', `${list}.all(a, ${list}.all(b, size(bytes('[' + config.Policy.Version + ']').json()) > 0)) || true`],
    ['lists of lists that are compared', `${chained('[a, a]')} == ${chained('[a, a]')}`],
    ['maps of maps that are compared', `${chained("{'k': a, 'l': a}")} == ${chained("{'k': a, 'l': a}")}`],
    [
      'optionals of lists that are compared',
      `${chained('[optional.of(a), optional.of(a)]')} == ${chained('[optional.of(a), optional.of(a)]')}`,
    ],
    ['a list that is looked for in lists', `${chained('[a, a]')} in [${chained('[a, a]')}]`],
    [
      'long texts that are compared in macros',
      `${list}.all(a, ${list}.all(b, config.Policy.Version + 'a' <= config.Policy.Version + 'b'))`,
    ],
    ['time zones in macros', `${list}.all(a, ${list}.all(b, now.getHours('Europe/Zurich') >= 0 && now.getMinutes('Asia/Tokyo') >= 0))`],
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
