/** The deployed bundles hold nothing of the demo estate: neither its code nor its samples. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFunctions } from '../../lib/bundle.ts';

const outdir = mkdtempSync(join(tmpdir(), 'muster-bundles-'));
const BUNDLING_MS = 60_000;

let files: readonly string[] = [];
beforeAll(async () => {
  await bundleFunctions(outdir, { purpose: 'deploy' });
  files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('js'));
}, BUNDLING_MS);
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** What only the demo estate says: its organization, its accounts' traits, its settings, its files. */
const DEMO = ['halden', 'bucket_policies_denied', 'MUSTER_DEMO', 'samples.generated', 'shared/clouds/aws/demo', 'demo estate'];

describe('the bundles of the functions', () => {
  it.each(DEMO)('do not hold %j', (text) => {
    expect(files.length).toBeGreaterThan(5);
    const holding = files.filter((file) => readFileSync(join(outdir, file), 'utf8').toLowerCase().includes(text.toLowerCase()));

    expect(holding).toEqual([]);
  });

  it('load DuckDB from their own folder, the export worker alone', () => {
    const holding = files.filter((file) =>
      /(?:require|from|import)\W{1,3}\.\/duckdb\.node\W/.test(readFileSync(join(outdir, file), 'utf8')),
    );

    expect(new Set(holding.map((file) => file.split('/')[0]))).toEqual(new Set(['export-worker']));
  });
});
