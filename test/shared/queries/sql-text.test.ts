import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOnly, oneLine, hasCode, literalsIn, splitStatements } from '../../../shared/queries/sql-text.ts';

const LONG_TAG = `$${'a'.repeat(100)}$`;

describe('splitting statements', () => {
  it.each([
    ['SELECT 1; SELECT 2', ['SELECT 1'], ' SELECT 2'],
    [`SELECT ';'; x`, [`SELECT ';'`], ' x'],
    [`SELECT 'it''s;' ; `, [`SELECT 'it''s;'`], ' '],
    [`SELECT e'\\';' ; `, [`SELECT e'\\';'`], ' '],
    ['SELECT ";" ;', ['SELECT ";"'], ''],
    ['SELECT 1 -- a;b\n;', ['SELECT 1 -- a;b'], ''],
    ['SELECT /* ; */ 1;', ['SELECT /* ; */ 1'], ''],
    ['SELECT $$;$$, $a$;$a$;', ['SELECT $$;$$, $a$;$a$'], ''],
    [';; -- nothing\n;', [], ''],
    [`SELECT 'open;`, [], `SELECT 'open;`],
    ['SELECT /* open;', [], 'SELECT /* open;'],
    ['SELECT $x$ open;', [], 'SELECT $x$ open;'],
    [`SELECT ${LONG_TAG} open;`, [], `SELECT ${LONG_TAG} open;`],
    ['SELECT "open;', [], 'SELECT "open;'],
    [`SELECT e'\\';`, [], `SELECT e'\\';`],
    [`SELECT 1; SELECT /* 'a' ;`, ['SELECT 1'], ` SELECT /* 'a' ;`],
    ['SELECT $1; SELECT 2 - 1 / 1;', ['SELECT $1', 'SELECT 2 - 1 / 1'], ''],
  ])('%j', (text, statements, rest) => {
    expect(splitStatements(text)).toEqual({ statements, rest });
  });

  it('keeps all of a text without a semicolon', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', `'`, '"', '-', '/', '*', '$', ' ', '\n', '1') }), (text) => {
        expect(splitStatements(text)).toEqual({ statements: [], rest: text });
      }),
    );
  });
});

describe('the code of a statement', () => {
  it('has no comments, blank literals, and quoted names without quotes', () => {
    expect(codeOnly(`SELECT "a""b"('x;', e'\\'', $$y$$) -- c\n/* d */`)).toBe(`SELECT a"b('', '', '')  \n `);
  });

  it('is absent if the text has only comments', () => {
    expect([hasCode(' -- a\n/* b */'), hasCode(`''`)]).toEqual([false, true]);
  });

  it('can be put on one line', () => {
    expect(oneLine(`SELECT\n  'a\n b', -- c\n  1/* d */FROM x\n`)).toBe(`SELECT 'a\n b',  1 FROM x`);
  });
});

describe('a text whose marks are not closed', () => {
  it('is code from the first of them on', () => {
    expect(codeOnly(`SELECT 'a' /* 'b' -- c`)).toBe(`SELECT '' /* 'b' -- c`);
    expect(literalsIn(`SELECT 'a', "b", 'it''s' $x$ 'c'`)).toEqual(['a', `it's`]);
    expect(oneLine(`SELECT\n 1 -- a\n, 'b\n c`)).toBe(`SELECT 1  , 'b\n c`);
  });

  it.each([
    ['tags of dollars', (at: number) => `$a${at}$ `],
    ['long tags', (at: number) => `$${'a'.repeat(100)}${at}$ `],
    ['comments', () => '1 /* '],
    ['escaped literals', () => `e'\\'`],
  ])('takes no longer than one whose marks are closed: %s', (_, mark) => {
    const open = textOf(mark);
    const closed = textOf(() => '/**/ ');

    for (const read of [splitStatements, codeOnly, hasCode, literalsIn, oneLine])
      expect(shortest(() => read(open))).toBeLessThan(10 * shortest(() => read(closed)));
  });
});

/** 64 KB and more. */
const textOf = (part: (at: number) => string): string => {
  let text = '';
  for (let at = 0; text.length < 2 ** 16; at += 1) text += part(at);
  return text;
};

/** The milliseconds of the fastest of a few runs, so that a busy machine does not count. */
const shortest = (run: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
