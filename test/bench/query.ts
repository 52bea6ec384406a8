/**
 * Times a grouped count over 1,000,000 resources by `muster query`: the first query, which checks the hashes of the export's files, and
 * the later ones, in a process each and within one shell. `node test/bench/query.ts [--rows N]`
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Cache } from '../../bin/commands/query/cache.ts';
import { openDuckDb } from '../../bin/commands/query/duckdb-engine.ts';
import type { Manifest } from '../../shared/exports/manifest.ts';
import { openExport } from '../../shared/exports/read-export.ts';
import { writeExport } from '../../shared/exports/write-export.ts';
import { Estate } from './estate.ts';

/** The most seconds that a query after the first may take. */
const WANTED_SECONDS = 1;
/** The best of this many rounds counts, because other load on the machine is not what is measured. */
const ROUNDS = 3;
const SQL = 'SELECT type, region, count(*) AS resources FROM resources GROUP BY type, region ORDER BY resources DESC';

const MUSTER = fileURLToPath(new URL('../../bin/muster.ts', import.meta.url));

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`--rows must be a whole number above 0, not ${values.rows}.`);

async function writeBenchedExport(folder: string): Promise<Manifest> {
  const estate = await Estate.load();
  await mkdir(folder);
  const scope = { accounts: '*', services: '*', types: '*', regions: '*' } as const;
  return await writeExport(
    folder,
    { resources: estate.shuffled(rows), coverage: [], accounts: [] },
    { formats: [], collected_at: '2026-11-21T12:00:00.000Z', source: 'run', scope },
  );
}

/** The seconds of one process, from its start to its end. */
function asked(folder: string, cache: string): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [MUSTER, 'query', '--from', folder, '--format', 'csv', SQL], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: join(cache, 'node') },
  });
  const counted = stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
  if (status !== 0 || counted !== rows) throw new Error(`muster query ended with ${status} and counted ${counted} of ${rows}: ${stderr}`);
  return (performance.now() - started) / 1000;
}

/** The seconds of a query that is not the first of its shell. */
async function askedInShell(folder: string, cache: string): Promise<number> {
  const engine = await openDuckDb(
    await openExport(folder),
    await Cache.open(join(cache, 'muster', 'queries'), { maxBytes: Infinity, now: Date.now }),
  );
  const ask = async (): Promise<number> => {
    const started = performance.now();
    for await (const batch of (await engine.run(SQL)).batches) if (batch.length === 0) break;
    return (performance.now() - started) / 1000;
  };
  await ask();
  const seconds = await best(ask);
  await engine.close();
  return seconds;
}

async function best(measure: () => number | Promise<number>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) least = Math.min(least, await measure());
  return least;
}

const folder = await mkdtemp(join(tmpdir(), 'muster-query-bench-'));
try {
  const exported = join(folder, 'export');
  const { files } = await writeBenchedExport(exported);
  const cache = join(folder, 'cache');
  await mkdir(cache);
  const first = asked(exported, cache);
  const later = await best(() => asked(exported, cache));
  const inShell = await askedInShell(exported, cache);
  const good = later <= WANTED_SECONDS;
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  process.stdout.write(
    `query: grouped count over ${rows.toLocaleString('en-US')} resources in Parquet (${megabytes.toFixed(0)} MB) on ` +
      `${availableParallelism()} cores: first ${first.toFixed(2)} s; after it ${later.toFixed(2)} s as a program of its own ` +
      `(at most ${WANTED_SECONDS} s is wanted), ${inShell.toFixed(2)} s in a shell: ${good ? 'kept' : 'missed'}\n`,
  );
  process.exitCode = good ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
