import { describe, expect, it } from '@jest/globals';
import { Scope } from '../../../../shared/clouds/demo/expressions.ts';
import { compileTemplate } from '../../../../shared/clouds/demo/template.ts';

const scope = Scope.of({
  name: 'web',
  day: 2,
  yes: true,
  no: false,
  nothing: null,
  letters: ['a', 'b'],
  machine: { port: 8080 },
  range: (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index),
  pick: (_name: string, choices: readonly unknown[]) => choices.at(-1),
  daysBefore: (days: number) => `${typeof days} ${days}`,
});

const made = (template: unknown): unknown => compileTemplate(template, 'file')(scope);

describe('a template', () => {
  it.each([
    ['without expressions is what it says', { A: ['x', 1, null, { B: true }] }, { A: ['x', 1, null, { B: true }] }],
    ['writes expressions into texts', '${name}-${day}-${yes} }', 'web-2-true }'],
    ['takes an expression with braces and quotes', "a${{'}': name}['}']}b", 'awebb'],
    ['has the value of an expression', { $eval: 'machine' }, { port: 8080 }],
    [
      'takes one of two',
      [
        { $if: 'yes', then: 1, else: 2 },
        { $if: 'no', then: 1, else: 2 },
      ],
      [1, 2],
    ],
    ['leaves out what has no else', { A: { $if: 'no', then: 1 }, B: [{ $if: 'no', then: 1 }, 2] }, { B: [2] }],
    ['keeps null', { A: { $if: 'no', then: 1, else: null } }, { A: null }],
    ['has variables, each after those before it', { $let: { a: '${name}1', b: '${a}2' }, in: ['${b}', '${name}'] }, ['web12', 'web']],
    ['has an element for each of a list', { $map: { $eval: 'letters' }, 'each(x)': { X: '${x}' } }, [{ X: 'a' }, { X: 'b' }]],
    ['leaves out elements of a map', { $map: { $eval: 'letters' }, 'each(x)': { $if: "x == 'b'", then: 1 } }, [1]],
    ['puts lists together', { $flatten: [[1], { $eval: 'letters' }, [[2]]] }, [1, 'a', 'b', [2]]],
  ])('%s', (_what, template, expected) => {
    expect(made(template)).toEqual(expected);
  });

  it.each([
    ['day + 1', 3],
    ['1 + day * 3 - 2', 5],
    ['7 % day', 1],
    ['-1 * day', -2],
    ['2', 2],
    ['[1, 2]', [1, 2]],
    ['day > 1 ? day : 1', 2],
    ['day == 2', true],
    ['nothing == null && name != null', true],
    ['letters[day - 1]', 'b'],
    ['range(0, 2)', [0, 1]],
    ["pick('size', [128, 256])", 256],
    ['daysBefore(9)', 'number 9'],
    ['name.substring(0, 2) + string(day) + string(yes)', 'we2true'],
  ])('gives JSON its numbers: %s', (expression, expected) => {
    expect(made({ $eval: expression })).toEqual(expected);
  });

  it('makes what holds no expression once', () => {
    const make = compileTemplate({ A: [{ B: 1 }] }, 'file');

    expect(make(scope)).toBe(make(scope));
  });

  it.each([
    [{ A: { $unless: 'no' } }, 'file.A: There is no operator $unless, only $eval, $if, $let, $map, $flatten.'],
    [{ A: '${name' }, 'file.A: In "${name" a ${ has no } that ends it.'],
    [{ A: '${machine}' }, 'file.A: ${machine} is an object; only texts, numbers, true and false are written into a text.'],
    [{ A: { $eval: 1 } }, 'file.A: An expression is a text, not a number.'],
    [{ A: { $if: 'name', then: 1 } }, 'file.A: The condition "name" is a text; it must be true or false.'],
    [{ A: { $if: 'yes', than: 1 } }, 'file.A: than does not belong beside the operator.'],
    [{ A: { $map: { $eval: 'letters' }, each: 1 } }, 'file.A: $map takes its template under each(x), not under "each".'],
    [{ A: { $flatten: { $eval: 'name' } } }, 'file.A: This must be a list; it is a text.'],
    [{ A: { $let: { type: 1 }, in: 1 } }, 'file.A: CEL has a meaning of its own for type: give the variable another name.'],
    [{ A: [{ $eval: 'machine.host' }] }, 'file.A[0]: In "machine.host": No such key: host.'],
  ])('says what is wrong with %j', (template, message) => {
    expect(() => made(template)).toThrow(message);
  });
});
