import { describe, expect, it } from '@jest/globals';
import { nv } from '@smithy/core/serde';
import { parseDocument } from '../../../../shared/clouds/reader/policy-document.ts';
import { toPlain } from '../../../../shared/clouds/reader/plain.ts';

const statement = (condition: string) => `{"Statement":[{"Effect":"Allow","Condition":${condition}}]}`;

describe('a policy document', () => {
  it.each([
    ['a number beyond 2^53', '{"NumericLessThan":{"aws:MultiFactorAuthAge":12345678901234567890}}', '12345678901234567890'],
    ['a number beyond every other', '{"NumericLessThan":{"aws:MultiFactorAuthAge":1e400}}', '1e400'],
  ])('keeps the digits of %s, also in the form that IAM encodes', (_name, condition, digits) => {
    const expected = { Statement: [{ Effect: 'Allow', Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': digits } } }] };
    expect(parseDocument(statement(condition))).toEqual(expected);
    expect(parseDocument(encodeURIComponent(statement(condition)))).toEqual(expected);
  });

  it('is data where API Gateway escapes its quotes, and text where it is no JSON', () => {
    const document = statement('{"StringLike":{"aws:SourceVpc":"a\\\\b"}}');
    expect(parseDocument(JSON.stringify(document).slice(1, -1))).toEqual(JSON.parse(document));
    expect(parseDocument('\\"no')).toBe('\\"no');
  });

  it('is data down to 500 levels, and text below', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(JSON.stringify(parseDocument(nested(500)))).toBe(nested(500));
    for (const levels of [502, 100_000]) expect(parseDocument(nested(levels))).toBe(nested(levels));
  });
});

describe("what the SDK's answer holds", () => {
  it.each([
    ['a small bigint', 7n, 7],
    ['a large bigint', 12345678901234567890n, '12345678901234567890'],
    ['a number with many digits', nv('0.12345678901234567890'), '0.12345678901234567890'],
    ['a number that is exact', nv('1.50'), 1.5],
    ['a number that is none', Number.NaN, 'NaN'],
    ['a number without end', Number.POSITIVE_INFINITY, 'Infinity'],
    ['an object that looks like a number', { type: 'bigDecimal', string: '1' }, { type: 'bigDecimal', string: '1' }],
    ['a time that is none', new Date(Number.NaN), null],
  ])('is plain JSON: %s', (_name, value, plain) => {
    expect(toPlain({ a: [value] })).toEqual({ a: [plain] });
  });

  it('keeps names that every object inherits', () => {
    const text = '{"Tags":{"__proto__":"p","constructor":"c","toString":"t"}}';
    expect(JSON.stringify(toPlain(JSON.parse(text)))).toBe(text);
  });
});
