import { describe, expect, it } from '@jest/globals';
import { isPlainText } from '../../shared/control-characters.ts';

describe('a plain text', () => {
  it.each([
    'web-1',
    'Müller & Søn',
    'e\u0301',
    '北京',
    'می\u200Cخواهم',
    'क्\u200Dष',
    '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}',
    '\u2764\uFE0F\u200D\u{1F525}',
    '1\uFE0F\u20E3',
    '\u{1F44B}\u{1F3FD}',
  ])('may be %j', (text) => {
    expect(isPlainText(text)).toBe(true);
  });

  it.each([
    ['a space without a width', '\u200B'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00AD'],
    ['a filler of Hangul', '\u3164'],
    ['a joiner of graphemes', '\u034F'],
    ['a byte order mark', '\uFEFF'],
    ['an override of direction', '\u202E'],
    ['a tag', '\u{E0041}'],
    ['the blank of Braille', '\u2800'],
    ['a joiner', '\u200D'],
    ['a joiner of nothing', '\u200C'],
    ['a selector of variants', '\uFE0F'],
    ['a further selector of variants', '\u{E0100}'],
    ['half a character', '\uD800'],
    ['a line end', '\n'],
  ])('holds no %s, alone, within or at the end', (_what, character) => {
    for (const text of [character, `web${character}-1`, `web${character}`, `${character}web`])
      expect([text, isPlainText(text)]).toEqual([text, false]);
  });

  it('ends with no joiner', () => {
    expect(isPlainText('\u{1F469}\u200D')).toBe(false);
    expect(isPlainText('می\u200C')).toBe(false);
  });
});
