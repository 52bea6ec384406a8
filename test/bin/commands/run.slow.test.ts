/** `muster run` over the demo estate, from the command line to the files. */
import { RESOURCE_TYPES } from '../../../shared/registry.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../../bin/commands/program.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { runCommand, type Ran } from './support/command-line.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-run-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const outdir = (name: string): string => join(folder, name);

const muster = async (args: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  await runCommand(['run', ...args.split(' ').filter(Boolean)], env, () => Promise.resolve());

/** The texts of the only export in the folder, by file name. */
async function exported(name: string): Promise<Record<string, string>> {
  const [only, ...others] = await readdir(outdir(name));
  expect(others).toEqual([]);
  const files = (await readdir(join(outdir(name), only!))).toSorted();
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(join(outdir(name), only!, file), 'latin1')] as const)),
  );
}

/** Removes the fields that may differ between two runs over the same state. */
const timeless = ({ 'manifest.json': manifest = '', 'run_summary.json': summary = '', ...rest }: Record<string, string>) => ({
  ...rest,
  manifest: { ...(JSON.parse(manifest) as object), collected_at: '' },
  summary: { ...(JSON.parse(summary) as object), collected_at: '', seconds: 0 },
});

const oneSentence = /^muster: [^\n]+[.?)]\n$/;

describe('muster run', () => {
  it('writes the same bytes whatever its concurrency', async () => {
    const options = '--demo --demo-accounts 6 --scan --formats jsonl,csv,parquet';

    const one = await muster(`${options} --outdir ${outdir('one')} --workers-accounts 1 --workers-region 1 --workers-enrich 1`);
    const many = await muster(`${options} --outdir ${outdir('many')} --workers-accounts 8 --workers-region 8 --workers-enrich 8`);

    expect([one.code, many.code]).toEqual([3, 3]);
    const files = await exported('many');
    expect(timeless(files)).toEqual(timeless(await exported('one')));
    expect(Object.keys(files)).toEqual([
      'accounts.jsonl',
      'accounts.parquet',
      'coverage.jsonl',
      'coverage.parquet',
      'findings.csv',
      'findings.jsonl',
      'findings.parquet',
      'inventory.csv',
      'inventory.jsonl',
      'inventory.parquet',
      'manifest.json',
      'relationships.jsonl',
      'relationships.parquet',
      'run_summary.json',
    ]);
  }, 300_000);

  it('finds something in each of three clouds, by the CIS benchmark of each', async () => {
    await muster(`--demo --demo-accounts 2 --scan --formats jsonl --outdir ${outdir('clouds')}`);

    const files = await exported('clouds');
    const providers = files['inventory.jsonl']!.trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { provider: string }).provider);
    const open = files['findings.jsonl']!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { policy_id: string; status: string })
      .filter(({ status }) => status === 'open')
      .map(({ policy_id }) => policy_id);
    const benchmarks = builtInPolicies()
      .filter(({ policy }) => open.includes(policy.id))
      .flatMap(({ policy }) => Object.keys(policy.frameworks));
    expect(new Set(providers)).toEqual(new Set(['aws', 'azure', 'oci']));
    expect(benchmarks).toEqual(expect.arrayContaining(['cis-aws-7.0', 'cis-azure-6.0', 'cis-oci-3.1']));
  });

  it('writes the reports that it is asked for, lists them in the manifest, and ends with 10 if a finding is as bad as it may not be', async () => {
    const options = '--demo --demo-accounts 2 --scan --formats jsonl --format html,sarif --format junit,ocsf';

    const { code, out } = await muster(`${options} --fail-on high --outdir ${outdir('reports')}`);

    expect(code).toBe(10);
    expect(out).toMatch(/\nworst findings +resource +title/);
    expect(out).toMatch(/\nand [\d,]+ more findings: read \S+report\.html, or: muster query --from \S+ "SELECT \* FROM findings"\n/);
    expect(out).toMatch(/\n--fail-on: \d+ open findings of that severity or above; exit code 10\.\n$/);
    const files = await exported('reports');
    const names = ['report.html', 'findings.sarif', 'findings.junit.xml', 'findings.ocsf.jsonl', 'inventory.ocsf.jsonl'];
    expect(Object.keys(files)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(files)).not.toContain('findings.csv');
    const { reports } = JSON.parse(files['manifest.json']!) as { reports: readonly { name: string; bytes: number; sha256: string }[] };
    expect(reports.map(({ name }) => name)).toEqual(names);
    for (const { name, bytes, sha256 } of reports) {
      expect(files[name]).toHaveLength(bytes);
      expect(hash('sha256', Buffer.from(files[name]!, 'latin1'))).toBe(sha256);
    }
  });

  it.each([
    [
      '--demo --scan --format pdf',
      /^muster: --format is \["pdf"\]; write html, sarif, junit, ocsf, asff, csv, json, or several of them separated by commas\.\n$/,
    ],
    ['--demo --format html', /^muster: --format is about the findings of a scan: give --scan too\.\n$/],
    ['--demo --scan --fail-on hihg', /^muster: --fail-on is \["hihg"\]; write critical, high, /],
    ['--demo --fail-on high', /^muster: --fail-on is about the findings of a scan: give --scan too\.\n$/],
  ])('refuses %s', async (args, message) => {
    const { code, err } = await muster(`${args} --outdir ${outdir('refused-reports')}`);

    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(outdir('refused-reports'))).toBe(false);
  });

  it('prints for people what was read and what was not, and ends with 3 if an account cannot be read', async () => {
    const { code, out, err } = await muster(`--demo --demo-accounts 4 --services ec2 --regions us-east-1 --outdir ${outdir('people')}`);

    expect(code).toBe(3);
    expect(err).toBe('');
    expect(out).toMatch(/accounts +3 of 4 read whole, 0 partial, 1 failed\n/);
    expect(out).toMatch(/\nNot read: aws:112496408529: The role \S+ could not be assumed/);
    expect(out).toMatch(/\nWrote \S+\/people\/\d{8}T\d{6}Z\.\n$/);
  });

  it('prints the summary with the folder as one line of JSON with --json', async () => {
    const { code, lines } = await muster(`--json --demo --demo-accounts 1 --types AWS::EC2::VPC --outdir ${outdir('programs')}`);

    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    const files = await exported('programs');
    const { folder: where, ...summary } = lines[0]!;
    expect(summary).toEqual(JSON.parse(files['run_summary.json']!));
    expect(summary).toMatchObject({ status: 'completed', by_slice_outcome: { complete: 3 }, accounts: { total: 1, ok: 1 } });
    expect(existsSync(join(where as string, 'inventory.jsonl'))).toBe(true);
    expect(JSON.parse(files['manifest.json']!)).toMatchObject({ source: 'run', scope: { accounts: '*', types: ['AWS::EC2::VPC'] } });
  });

  it('prints nothing but the folder with --quiet', async () => {
    const { out, err } = await muster(`--demo --demo-accounts 1 --services iam --quiet --outdir ${outdir('quiet')}`);

    expect(out).toMatch(/^\S+\/quiet\/\d{8}T\d{6}Z\n$/);
    expect(err).toBe('');
  });

  it('logs lines of JSON with --json-logs', async () => {
    const { err } = await muster(`--demo --demo-accounts 4 --services rds --json-logs --outdir ${outdir('logs')}`);

    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ level: 'INFO', message: 'The run begins.', accounts: 4 });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'WARN', message: 'An account was not read whole.', account_id: 'aws:112496408529' }),
    );
  });

  it('compares with an earlier export', async () => {
    await muster(`--demo --demo-accounts 3 --outdir ${outdir('before')}`);
    const prev = join(outdir('before'), (await readdir(outdir('before')))[0]!);

    const { lines } = await muster(`--json --demo --demo-accounts 3 --day 2 --prev ${prev} --outdir ${outdir('after')}`);

    const files = await exported('after');
    const ops = files['changes.jsonl']!.trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { op: string }).op);
    const count = (op: string): number => ops.filter((each) => each === op).length;
    expect(lines[0]?.['changes']).toMatchObject({
      added: count('add'),
      removed: count('delete'),
      changed: count('update'),
      newly_seen: 0,
      not_seen: 0,
    });
    expect(Math.min(count('add'), count('delete'), count('update'))).toBeGreaterThan(0);
    expect(files['diff_summary.json']).toContain(`"changed":${count('update')}`);
  });

  it('reads its configuration from a file, which the environment overrules, and the command line overrules both', async () => {
    const file = join(folder, 'muster.yaml');
    await writeFile(file, `demo: true\ndemo_accounts: 2\nservices: [iam]\nregions: global\nquiet: true\noutdir: ${outdir('configured')}\n`);

    await muster(`--config ${file} --no-quiet --json`, { MUSTER_RUN_DEMO_ACCOUNTS: '1', MUSTER_RUN_SERVICES: 'iam' });

    const { 'coverage.jsonl': coverage = '' } = await exported('configured');
    expect(
      coverage
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(
      RESOURCE_TYPES.filter(({ service, scope }) => service === 'iam' && scope === 'global')
        .map(({ type }) => type)
        .toSorted(),
    );
  });
});

describe('muster run ends before it reads anything', () => {
  it.each([
    ['an unknown account', '--demo --accounts 112233445567', 2, /The account aws:112233445567 is not among those that the login can see/],
    ['what is no account', '--demo --accounts prod', 2, /"prod" is neither an account id nor a selector of accounts/],
    ['an unknown type', '--demo --types AWS::S3::Buckt', 2, /There is no type "AWS::S3::Buckt".* Did you mean AWS::S3::Bucket\b/],
    ['an unknown service', '--demo --services s33', 2, /services: there is no service "s33".* Did you mean s3\?/],
    ['an unknown region', '--demo --regions eu-west-9', 2, /There is no region "eu-west-9".* Did you mean eu-west-1\?/],
    ['an unknown policy', '--demo --scan --policy s3.bucket-encryptd', 2, /no policy is called/],
    ['an unknown connection', '--connection prod', 2, /--connection: there is no connection "prod"; the configuration file has none\./],
    ['an earlier export that is not there', '--demo --prev nowhere', 7, /nowhere does not exist/],
    ['an unknown flag', '--demo --worker-region 3', 2, /unknown option '--worker-region'.*Did you mean --workers-region\?/],
  ])('for %s', async (_, args, expected, message) => {
    const { code, err, out } = await muster(`${args} --outdir ${outdir('refused')}`);

    expect(err).toMatch(message);
    expect(err).toMatch(oneSentence);
    expect([code, out]).toEqual([expected, '']);
    expect(existsSync(outdir('refused'))).toBe(false);
  });

  it('if the output folder cannot be written to', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'what was there');

    const { code, err } = await muster(`--demo --demo-accounts 1 --outdir ${join(file, 'inside')}`);

    expect(code).toBe(6);
    expect(err).toMatch(oneSentence);
    expect(await readFile(file, 'utf8')).toBe('what was there');
  });

  it('if the earlier export is truncated', async () => {
    await muster(`--demo --demo-accounts 1 --services iam --outdir ${outdir('cut')}`);
    const prev = join(outdir('cut'), (await readdir(outdir('cut')))[0]!);
    const inventory = join(prev, 'inventory.jsonl');
    await chmod(inventory, 0o600);
    await writeFile(inventory, (await readFile(inventory)).subarray(0, 100));

    const { code, err } = await muster(`--demo --prev ${prev} --outdir ${outdir('refused')}`);

    expect([code, existsSync(outdir('refused'))]).toEqual([7, false]);
    expect(err).toMatch(/truncated/);
  });

  it('if there are no credentials', async () => {
    const { code, err } = await muster(`--profile nobody-has-this-profile --outdir ${outdir('refused')}`);

    expect(code).toBe(5);
    expect(err).toMatch(oneSentence);
    expect(existsSync(outdir('refused'))).toBe(false);
  });
});

describe('muster run at Ctrl-C', () => {
  it('ends with 1 and leaves nothing behind', async () => {
    const stderr = new PassThrough();
    let err = '';
    stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    let isOver = false;
    const onInterrupt = (stop: () => void) => {
      // The interrupt comes while an account is being read.
      stderr.on('data', (chunk: Buffer) => {
        if (chunk.includes('Logged in')) stop();
      });
      return () => void (isOver = true);
    };
    const surroundings = { stdout: new PassThrough(), stderr, env: {}, sleep: () => Promise.resolve(), exitCode: 0 };

    const code = await run(['run', '--demo', '--json-logs', '--outdir', outdir('interrupted')], { ...surroundings, onInterrupt });

    expect(code).toBe(1);
    expect(err).toMatch(/muster: Interrupted: nothing was written\.\n$/);
    expect(await readdir(outdir('interrupted'))).toEqual([]);
    expect(isOver).toBe(true);
  });
});
