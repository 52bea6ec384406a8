import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOnly, oneLine, hasCode, splitStatements } from '../../../shared/queries/sql-text.ts';

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
