import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { queriesIn } from '../../web/src/pages/query/queries-in.ts';
import { checkedStatement } from '../../shared/queries/statement.ts';

const guide = readFileSync(new URL('../../docs/queries.md', import.meta.url), 'utf8');

describe('the library of queries', () => {
  it('has every block of SQL of the guide, below its question and its subject', () => {
    const found = queriesIn(guide);

    expect(found).toHaveLength(guide.match(/^```sql$/gm)?.length ?? 0);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ subject, question, sql }) => subject === '' || question === '' || sql === '')).toEqual([]);
    expect(found[0]).toMatchObject({ subject: 'What is there', question: 'How many resources of each type are there?' });
  });

  it('has queries that the API takes', () => {
    for (const { sql } of queriesIn(guide)) expect(checkedStatement(sql)).toBe(sql);
  });

  it('takes no other block for SQL, and no heading within one', () => {
    expect(queriesIn('## S\n### Q\n```console\n$ a\n```\n```sql\n## no heading\nSELECT 1\n```\n')).toEqual([
      { subject: 'S', question: 'Q', sql: '## no heading\nSELECT 1' },
    ]);
  });
});
