import { describe, expect, it } from '@jest/globals';
import { ExpressionBuilder } from '../../../shared/storage/expression-builder.ts';
import { absent, all, any, type Condition, equals, exists } from '../../../shared/storage/store.ts';

const [a, b, c, d] = [equals('a', 1), exists('b'), absent('c'), equals('d', 4)] as const;
const [A, B, C, D] = ['#n0 = :v0', 'attribute_exists(#n1)', 'attribute_not_exists(#n2)', '#n3 = :v1'] as const;

describe('A condition', () => {
  it.each<[Condition, string]>([
    [all(a, b), `${A} AND ${B}`],
    [any(a, b), `${A} OR ${B}`],
    [all(a, all(b, c)), `${A} AND ${B} AND ${C}`],
    [any(all(a, b), all(c, d)), `${A} AND ${B} OR ${C} AND ${D}`],
    [all(any(a, b), any(c, d)), `(${A} OR ${B}) AND (${C} OR ${D})`],
    [any(a, all(b, any(c, d))), `${A} OR ${B} AND (${C} OR ${D})`],
    [any(a, any(b, c)), `${A} OR ${B} OR ${C}`],
    [all(any(any(a, b)), any(c), all(any(d))), `(${A} OR ${B}) AND ${C} AND ${D}`],
    [all(all(any(a, b)), c), `(${A} OR ${B}) AND ${C}`],
  ])('has parentheses only around an OR within an AND: %j', (condition, text) => {
    expect(new ExpressionBuilder().condition(condition)).toBe(text);
  });
});
