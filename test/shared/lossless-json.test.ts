import { describe, expect, it } from '@jest/globals';
import { numberOrText, parseLossless } from '../../shared/lossless-json.ts';

describe('JSON without losses', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['1.0', 1],
    ['1e2', 100],
    ['1E-7', 1e-7],
    ['0.1', 0.1],
    ['123456.789012', 123456.789012],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', 2 ** 53],
    ['100000000000000000000', 1e20],
    ['1e300', 1e300],
  ])('holds %s as a number', (text, number) => {
    expect(numberOrText(text)).toEqual(number + 0);
    expect(parseLossless(`[${text}, {"n": ${text}}]`)).toEqual([JSON.parse(text), { n: JSON.parse(text) as number }]);
  });

  it.each([
    '9007199254740993',
    '12345678901234567890',
    '-12345678901234567890',
    '0.1234567890123456789',
    '1e400',
    '-1e400',
    '1e-400',
    '9'.repeat(400),
  ])('keeps the digits of %s as a text', (text) => {
    expect(parseLossless(`{"a": [${text}, 1], "b": "${text}"}`)).toEqual({ a: [text, 1], b: text });
    expect(parseLossless(text)).toBe(text);
  });

  it('keeps names that every object inherits', () => {
    const text = '{"__proto__":{"constructor":12345678901234567890},"toString":1}';
    expect(JSON.stringify(parseLossless(text))).toBe('{"__proto__":{"constructor":"12345678901234567890"},"toString":1}');
  });

  it.each(['', '{', '01', 'NaN', '1e', '{"a":12345678901234567890'])('refuses %j', (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  });
});
