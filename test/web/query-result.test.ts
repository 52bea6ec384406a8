import { describe, expect, it } from '@jest/globals';
import { csvOf, isNumeric, MOST_POINTS, seriesOf } from '../../web/src/pages/query/result-text.ts';

const column = (name: string, type = 'varchar') => ({ name, type });
const COLUMNS = [column('type'), column('n', 'bigint'), column('part', 'decimal')];

describe('a result as CSV', () => {
  it('quotes texts, leaves numbers as they are, and nulls empty', () => {
    expect(
      csvOf(COLUMNS, [
        ['a "b"', '-5', '1.5e3'],
        [null, null, '12345678901234567890'],
      ]),
    ).toBe('"type","n","part"\r\n"a ""b""",-5,1.5e3\r\n"","",12345678901234567890\r\n');
  });

  it.each(['=1+1', '@SUM(A1)', '-1+1', '+a', ' =1', 'a;=1', '-5-5'])('has no formula: %j', (text) => {
    const [, line] = csvOf([column('a')], [[text]]).split('\r\n');

    expect(line).toContain("'");
    expect(line).not.toMatch(/^"?[=+@-]/);
  });

  it('has no formula in its heading either', () => {
    expect(csvOf([column('=1')], [])).toBe(`"'=1"\r\n`);
  });
});

describe('a result as a chart', () => {
  const rows = [
    ['a', '1', '0.5'],
    ['b', null, '2'],
    [null, '3', 'x'],
  ] as const;

  it('has a series for each column of numbers, without what is no number', () => {
    expect(seriesOf(COLUMNS, rows, 0, [1, 2])).toEqual([
      {
        title: 'n',
        data: [
          { x: 'a', y: 1 },
          { x: '(null)', y: 3 },
        ],
      },
      {
        title: 'part',
        data: [
          { x: 'a', y: 0.5 },
          { x: 'b', y: 2 },
        ],
      },
    ]);
  });

  it('has no more points than can be read', () => {
    const many = Array.from({ length: MOST_POINTS + 10 }, (_, at) => [String(at), String(at), null]);

    expect(seriesOf(COLUMNS, many, 0, [1])[0]?.data).toHaveLength(MOST_POINTS);
  });

  it.each([
    ['bigint', true],
    ['decimal', true],
    ['double', true],
    ['varchar', false],
    ['timestamp', false],
  ])('takes %s for numbers: %s', (type, isNumber) => {
    expect(isNumeric(column('a', type))).toBe(isNumber);
  });
});
