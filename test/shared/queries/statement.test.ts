import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../shared/errors.ts';
import { checkedStatement, MAX_SQL_BYTES } from '../../../shared/queries/statement.ts';

const refusalOf = (sql: string): string => {
  try {
    checkedStatement(sql);
  } catch (error) {
    if (error instanceof InvalidRequest && error.field === 'sql') return error.message;
    throw error;
  }
  return 'none';
};

describe('a statement that the API runs', () => {
  it.each([
    'SELECT 1',
    'select 1',
    '  (SELECT 1) UNION (SELECT 2)',
    'WITH a AS (SELECT 1 AS n) SELECT n FROM a',
    '-- all of them\nSELECT 1',
    '/* all; of them */ SELECT 1',
    'EXPLAIN SELECT 1',
    'EXPLAIN (FORMAT JSON) SELECT 1',
    'EXPLAIN ANALYZE WITH a AS (SELECT 1 AS n) SELECT n FROM a',
    'DESCRIBE resources',
    'SHOW TABLES',
    "SELECT ';', ''';' FROM resources WHERE config LIKE '%\"lambda:InvokeFunction\"%'",
    'SELECT 1 -- "lambda:job-handler"',
  ])('may be %j', (sql) => {
    expect(checkedStatement(sql)).toBe(sql.trim());
  });

  it('may end with a semicolon, which it loses', () => {
    expect(checkedStatement(' SELECT 1 ; -- one\n ')).toBe('SELECT 1');
  });

  it.each([
    ['INSERT INTO resources SELECT 1', 'INSERT'],
    ['CREATE TABLE a AS SELECT 1', 'CREATE'],
    ["UNLOAD (SELECT 1) TO 's3://elsewhere/' WITH (format = 'JSON')", 'UNLOAD'],
    ['DROP TABLE resources', 'DROP'],
    ['/* SELECT */ DELETE FROM resources', 'DELETE'],
    ['-- SELECT\rDROP TABLE resources', 'DROP'],
    ["USING EXTERNAL FUNCTION f(a varchar) RETURNS varchar LAMBDA 'job-handler' SELECT f('a')", 'USING'],
    ['PRAGMA version', 'PRAGMA'],
    ['SELECTED', 'SELECTED'],
    ['1', '1'],
  ])('may not be %j', (sql, word) => {
    expect(refusalOf(sql)).toBe(`sql: a query cannot begin with ${word}; it may begin with SELECT, WITH, EXPLAIN, DESCRIBE, SHOW.`);
  });

  it.each([
    'EXPLAIN CREATE TABLE a AS SELECT 1',
    'EXPLAIN ANALYZE INSERT INTO resources SELECT 1',
    "EXPLAIN ANALYZE USING EXTERNAL FUNCTION f(a varchar) RETURNS varchar LAMBDA 'job-handler' SELECT f('a')",
    'EXPLAIN DESCRIBE resources',
    'EXPLAIN',
  ])('may not be %j, which explains something else than a SELECT', (sql) => {
    expect(refusalOf(sql)).toMatch(/^sql: EXPLAIN explains a SELECT or WITH;/);
  });

  it.each([
    'SELECT * FROM "lambda:job-handler".muster.resources',
    'SELECT * FROM "LAMBDA:job-handler".muster.resources',
    "SELECT e'\\', 1 FROM \"lambda:job-handler\".muster.resources --'",
    'SELECT 1 -- \r FROM "lambda:job-handler".a.b',
  ])('may not call a function of Lambda: %j', (sql) => {
    expect(refusalOf(sql)).toBe('sql: a query reads the tables of the export; it cannot call a function of Lambda.');
  });

  it.each([
    ['', 'sql: the statement is empty; write a SELECT.'],
    [' ;; -- nothing', 'sql: the statement is empty; write a SELECT.'],
    ['SELECT 1; SELECT 2; SELECT 3', 'sql: there are 3 statements; send each in a request of its own.'],
    ['SELECT 1; DROP TABLE resources;', 'sql: there are 2 statements; send each in a request of its own.'],
  ])('may not be %j', (sql, message) => {
    expect(refusalOf(sql)).toBe(message);
  });

  it('has at most 64 KiB in UTF-8', () => {
    const of = (bytes: number): string => `SELECT '${'é'.repeat((bytes - 10) / 2)}' `;

    expect(Buffer.byteLength(of(MAX_SQL_BYTES))).toBe(MAX_SQL_BYTES);
    expect(refusalOf(of(MAX_SQL_BYTES))).toBe('none');
    expect(refusalOf(of(MAX_SQL_BYTES + 2))).toBe('sql: the statement has 65538 bytes, and 65536 are allowed; shorten it.');
  });

  it.each([
    ['comments', '1 /* '],
    ['tags of dollars', '$a$b '],
    ['quotes', `"'`],
  ])('is checked in time that grows with its size alone, also if its %s are not closed', (_, mark) => {
    const checked = (part: string): number => {
      const sql = `SELECT ${part.repeat((MAX_SQL_BYTES - 7) / part.length)}`;
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now();
        refusalOf(sql);
        return performance.now() - start;
      });
      return Math.min(...times);
    };

    expect(checked(mark)).toBeLessThan(10 * checked('/**/ '));
  });
});
