import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { utf8Of } from '../../../shared/validation/utf8.ts';

describe('the text of bytes', () => {
  it('is what was encoded', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(utf8Of(Buffer.from(text))).toEqual({ text })));
  });

  it.each([
    ['a byte of Latin-1', [0x61, 0x0a, 0xfc, 0x62], 2, 2],
    ['a continuation without a beginning', [0xc3, 0xbc, 0x80], 2, 1],
    ['a character that is cut off', [0x61, 0xef, 0xbf], 1, 1],
    ['a surrogate', [0xed, 0xa0, 0x80], 0, 1],
    ['a long form of a short character', [0x0a, 0x0a, 0xc0, 0xaf], 2, 3],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 0, 1],
  ])('is refused for %s, with the place', (_what, bytes, offset, line) => {
    const problem = `byte ${offset} (line ${line}) is not valid UTF-8; save the file as UTF-8, and try again.`;

    expect(utf8Of(Uint8Array.from(bytes))).toEqual({ problem, line });
  });

  it('names the byte that does not belong, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);

        expect(utf8Of(bytes)).toMatchObject({ problem: expect.stringContaining(`byte ${Buffer.byteLength(before)} `) });
      }),
    );
  });
});
