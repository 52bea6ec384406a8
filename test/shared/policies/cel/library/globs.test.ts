import { describe, expect, it } from '@jest/globals';
import { globsCover, globsCoverAll, globsMeet, type Piece } from '../../../../../shared/policies/cel/library/globs.ts';

/** Decides by trying: slow, and obvious. */
function matches(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob.startsWith('*')) return matches(glob.slice(1), text) || (text !== '' && matches(glob, text.slice(1)));
  return text !== '' && (glob[0] === '?' || glob[0] === text[0]) && matches(glob.slice(1), text.slice(1));
}

/** All texts of up to `length` characters; `z` is in no pattern. */
function textsUpTo(length: number): readonly string[] {
  const texts = [''];
  for (let from = 0, n = 0; n < length; n++) {
    const to = texts.length;
    for (; from < to; from++) for (const character of 'abz') texts.push(texts[from] + character);
  }
  return texts;
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = randomOf(7);
const randomGlob = (): string => Array.from({ length: Math.floor(random() * 5) }, () => 'ab*?*'[Math.floor(random() * 5)]!).join('');
// Texts that tell two patterns of up to four characters apart are no longer than eight.
const texts = textsUpTo(8);
const languages = new Map<string, ReadonlySet<string>>();
function languageOf(glob: string): ReadonlySet<string> {
  const known = languages.get(glob);
  if (known) return known;
  const regExp = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  const language = new Set(texts.filter((text) => regExp.test(text)));
  languages.set(glob, language);
  return language;
}

describe('patterns', () => {
  it('are tried by a matcher that agrees with a simpler one', () => {
    for (const glob of ['', '*', '?*a', 'a*b?', '**', '*?*b*']) {
      for (const text of textsUpTo(4)) expect([glob, text, languageOf(glob).has(text)]).toEqual([glob, text, matches(glob, text)]);
    }
  });

  it('meet if and only if a text matches both', () => {
    for (let round = 0; round < 300; round++) {
      const [left, right] = [randomGlob(), randomGlob()];
      const other = languageOf(right);
      const expected = [...languageOf(left)].some((text) => other.has(text));

      expect([left, right, globsMeet(left, right)]).toEqual([left, right, expected]);
    }
  });

  it('are covered if and only if each of their texts matches one of the others', () => {
    let covered = 0;
    for (let round = 0; round < 800; round++) {
      const globs = Array.from({ length: 1 + Math.floor(random() * 3) }, randomGlob);
      const pattern = randomGlob();
      const expected = [...languageOf(pattern)].every((text) => globs.some((glob) => languageOf(glob).has(text)));
      covered += Number(expected);

      expect([globs, pattern, globsCover(globs, pattern)]).toEqual([globs, pattern, expected]);
    }
    expect(covered).toBeGreaterThan(80);
  });

  it.each([
    [['?*'], '*?', true],
    [['?*'], '*a', true],
    [['*?b*'], '*b', false],
    [['a', 'a?*'], 'a*', true],
    [['a', 'a??*'], 'a*', false],
    [['arn:aws:*'], 'arn:aws:s3:::*', true],
    [['arn:aws:s3:::*'], 'arn:aws:*', false],
    [[], '*', false],
  ])('%j cover %j: %s', (globs, pattern, expected) => {
    expect(globsCover(globs, pattern)).toBe(expected);
  });

  it('take no exponential time where a backtracking matcher would', () => {
    expect(globsMeet(`${'*a'.repeat(60)}b`, 'a'.repeat(200))).toBe(false);
  });

  it('that are too intricate are refused', () => {
    const intricate = Array.from({ length: 12 }, (_, n) => `*a${'?'.repeat(n + 20)}b${'*?a'.repeat(40)}`);

    expect(() => globsCover(intricate, `${'*a*b?'.repeat(60)}*`)).toThrow(/too intricate/);
  });
});

describe('globsCoverAll', () => {
  const ab = (many: boolean): Piece => ({ characters: ['a', 'b'], many });

  it('agrees with trying every text of the characters', () => {
    const shapes = [[ab(false)], [ab(true)], [ab(false), ab(true)], [ab(false), { characters: ['z'], many: false }, ab(true)]];
    const patterns = [/^[ab]$/, /^[ab]*$/, /^[ab][ab]*$/, /^[ab]z[ab]*$/];
    for (let n = 0; n < 400; n++) {
      const globs = Array.from({ length: 3 }, randomGlob);
      for (const [index, shape] of shapes.entries()) {
        const all = texts.filter((text) => patterns[index]!.test(text)).every((text) => globs.some((glob) => languageOf(glob).has(text)));
        expect([globs, index, globsCoverAll(globs, shape)]).toEqual([globs, index, all]);
      }
    }
  });
});
