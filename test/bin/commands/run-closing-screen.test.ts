/** What a run prints at its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCommand } from './support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-closing-screen-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = async (...args: readonly string[]): Promise<string> => {
  const base = ['run', '--demo', '--provider', 'aws', '--demo-accounts', '1', '--outdir', folder];
  return (await runCommand([...base, ...args], {}, async () => {})).out;
};

describe('the closing screen of a run', () => {
  it('counts resources by type where these are few', async () => {
    const out = await run('--services', 's3');

    expect(out).toMatch(/^AWS::S3::Bucket +\d+$/m);
    expect(out).not.toContain('GROUP BY type');
    expect(out).toContain('types of AWS that Muster has no definition of: the inventory of the platform counts them');
  });

  it('counts resources by service where the types are many, and says how to see each type', async () => {
    const out = await run();

    const [table = ''] = out.split('\n\n');
    const counts = [...table.matchAll(/^aws\.\S+ +([\d,]+)$/gm)].map(([, count]) => Number(count!.replaceAll(',', '')));
    const [, total = ''] = /^in all +([\d,]+)$/m.exec(table) ?? [];
    expect(table).toMatch(/^aws\.s3 +\d+$/m);
    expect(table).not.toMatch(/^AWS::/m);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(total.replaceAll(',', '')));
    expect(table).toMatch(
      /^\d+ types: muster query --from \S+ "SELECT type, count\(\*\) AS resources FROM resources GROUP BY type ORDER BY type"$/m,
    );
  });
});
