import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { DATASETS } from '../../../../shared/exports/datasets.ts';
import type { Manifest } from '../../../../shared/exports/manifest.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { Place } from './support.ts';

const place = new Place();
afterAll(() => place.remove());

/** Adds a file of one finding without the column. */
async function addFindingsWithout(column: string): Promise<void> {
  const file = place.path('export', 'findings.parquet');
  const columns = Object.keys(DATASETS.findings.columns).filter((name) => name !== column);
  const database = await DuckDBInstance.create(':memory:');
  await (
    await database.connect()
  ).run(`COPY (SELECT ${columns.map((name) => `'${name}' AS ${name}`).join(', ')}) TO '${file}' (FORMAT parquet)`);
  database.closeSync();
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = place.path('export', 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const files = manifest.files.filter(({ dataset }) => dataset !== 'findings');
  const added = { name: 'findings.parquet', dataset: 'findings', format: 'parquet', rows: 1, bytes: bytes.length, sha256 };
  writeFileSync(path, JSON.stringify({ ...manifest, files: [...files, added] }));
}

describe('an export of an earlier release', () => {
  beforeAll(async () => {
    await writtenExport(place.path('export'), { resources: [resourceRecord()], formats: ['parquet'] });
  });

  it('has null in the columns that came later', async () => {
    await addFindingsWithout('evidence');

    expect(await place.rows('SELECT title, evidence FROM findings')).toEqual([{ title: 'title', evidence: null }]);
    expect(await place.rows('DESCRIBE findings')).toContainEqual(
      expect.objectContaining({ column_name: 'evidence', column_type: 'VARCHAR' }),
    );
  });

  it('is refused without a column that exports have always had', async () => {
    await addFindingsWithout('title');

    expect((await place.query('SELECT 1')).err).toMatch(/findings cannot be read as a table/);
  });
});
