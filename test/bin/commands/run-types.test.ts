import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCommand } from './support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-run-types-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = async (...args: readonly string[]) =>
  await runCommand(['run', '--demo', '--provider', 'azure', '--json', '--outdir', folder, ...args], {}, async () => {});

describe('muster run --types', () => {
  it.each([
    ['Microsoft.Graph/groups', 2],
    ['Microsoft.Network/virtualNetworks', 5],
  ])('reads %s of the accounts that can have it', async (type, accounts) => {
    const { code, out } = await run('--types', type);

    expect(JSON.parse(out)).toMatchObject({ accounts: { total: accounts } });
    expect(code).toBe(0);
  });

  it.each([
    ['AWS::S3::Bucket', true],
    ['AWS::S3::Bucket,AWS::S3::AccountPublicAccessBlock', false],
  ])('says which types policies miss with %s', async (types, misses) => {
    const args = ['run', '--demo', '--demo-accounts', '1', '--scan', '--types', types, '--json', '--outdir', folder];

    const { err } = await runCommand(args, {}, async () => {});

    expect(err.includes('Some policies also look at AWS::S3::AccountPublicAccessBlock, which this run does not read')).toBe(misses);
  });

  it('says that there is nothing to read in an account that is named', async () => {
    const { code, out } = await run('--types', 'Microsoft.Graph/groups', '--accounts', 'azure:3b60e8f4-1d92-47a5-9c7e-f5184b2a06d3');

    expect(out).toContain('NothingToRead');
    expect(code).toBe(1);
  });
});
