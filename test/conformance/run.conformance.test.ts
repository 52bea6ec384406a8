/** `muster run` against moto: the files hold the created resources, and a second run writes the same files. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { Estate, type Made } from './estate.ts';
import { NOT_AT_AN_ADDRESS, NOT_IN_EVERY_REGION, NOT_IN_MOTO, NOT_OFFERED, WITHOUT_ORGANIZATION } from './gap-filler.ts';
import { type Running, startMoto } from './processes.ts';

/** The account of moto's own credentials. */
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

let moto: Running | undefined;
let folder: string;
let estate: Estate;
let made: Made;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-run-'));
  moto = await startMoto();
  estate = await Estate.open(moto.url, ACCOUNT, REGION);
  made = await estate.build();
});
afterAll(async () => {
  await moto?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Export {
  readonly code: number | null;
  readonly path: string;
  readonly text: (file: string) => Promise<string>;
  readonly lines: (file: string) => Promise<readonly Record<string, unknown>[]>;
}

const TYPES = RESOURCE_TYPES.filter(({ provider }) => provider === 'aws')
  .map(({ type }) => type)
  .filter((type) => ![...NOT_IN_MOTO, ...NOT_IN_EVERY_REGION, ...NOT_AT_AN_ADDRESS, ...WITHOUT_ORGANIZATION].includes(type));

/** That of the estate, an empty one, and those without DocumentDB and Neptune: moto is one process, and would take minutes for all of them. */
const REGIONS = 'global,us-east-1,eu-west-1,us-west-1,eu-south-1';

async function muster(outdir: string, ...options: readonly string[]): Promise<Export> {
  const words = ['run', '--quiet', '--types', TYPES.join(','), '--regions', REGIONS, '--outdir', join(folder, outdir), ...options];
  const child = spawn(process.execPath, ['bin/muster.ts', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: moto!.url,
      AWS_ACCESS_KEY_ID: 'conformance',
      AWS_SECRET_ACCESS_KEY: 'conformance',
      AWS_REGION: 'us-east-1',
    },
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [name = ''] = await readdir(join(folder, outdir));
  const path = join(folder, outdir, name);
  const text = async (file: string): Promise<string> => await readFile(join(path, file), 'latin1');
  const lines = async (file: string) =>
    (await readFile(join(path, `${file}.jsonl`), 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, path, text, lines };
}

const FORMATS = ['--scan', '--formats', 'jsonl,csv,parquet'];
let first: Export;

describe('muster run', () => {
  it('reads every slice completely, and writes exactly the resources that the SDK lists', async () => {
    first = await muster('first', ...FORMATS);

    // Some services are not offered in every region; every other slice is complete.
    const notComplete = (await first.lines('coverage')).filter(({ outcome }) => outcome !== 'complete');
    const others = notComplete.filter(({ outcome }) => outcome !== 'unsupported');
    expect(others.map(({ type, segment, outcome, error_code }) => [type, segment, outcome, error_code])).toEqual([]);
    expect(first.code).toBe(0);
    const here = (await first.lines('inventory')).filter(({ region }) => region === REGION || region === 'global');
    const all = await estate.listed();
    const compared = here.filter(({ type }) => (type as string) in all);
    const ids = [...Map.groupBy(compared, ({ type }) => type as string)].map(([type, rows]) => [
      type,
      rows.map((row) => row['resource_id']),
    ]);
    const listed = Object.entries(all).filter(([, each]) => each.length > 0);
    expect(Object.fromEntries(ids)).toEqual(Object.fromEntries(listed));
    expect(await first.lines('accounts')).toMatchObject([{ account_id: `aws:${ACCOUNT}`, status: 'ok' }]);
    expect(new Set(notComplete.map(({ type }) => type))).toEqual(new Set(NOT_OFFERED));
    expect(new Set(notComplete.map(({ outcome, error_code }) => `${outcome as string} ${error_code as string}`))).toEqual(
      new Set(['unsupported NotOffered']),
    );
  });

  it('writes the same files again with another concurrency', async () => {
    const second = await muster('second', ...FORMATS, '--workers-region', '2', '--workers-enrich', '1');

    const files = await readdir(first.path);
    expect(await readdir(second.path)).toEqual(files);
    for (const file of files.filter((name) => !/^(manifest|run_summary)\.json$/.test(name)))
      expect([file, await second.text(file)]).toEqual([file, await first.text(file)]);
    const timeless = async ({ text }: Export, file: string) => ({
      ...(JSON.parse(await text(file)) as object),
      collected_at: '',
      seconds: 0,
    });
    for (const file of ['manifest.json', 'run_summary.json']) expect(await timeless(second, file)).toEqual(await timeless(first, file));
  });

  it('reports the resources that were added, changed and removed since the last run', async () => {
    const { addedVolume } = await estate.change(made);

    const third = await muster('third', '--prev', first.path);

    const changes = await third.lines('changes');
    expect(changes.map(({ op, resource_id }) => [op, resource_id])).toEqual(
      expect.arrayContaining([
        ['add', addedVolume],
        ['delete', made.volume],
        ['delete', made.database],
        ['update', made.bucket],
        ['update', made.vpc],
      ]),
    );
    expect(changes).toHaveLength(5);
  });
});
