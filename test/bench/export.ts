/**
 * Makes an export of 1,000,000 resources as a run makes one: spools them unsorted, sorts them, and writes them as JSON Lines, CSV and
 * Parquet with their relationships. Prints rows a second of processor time, memory and sizes. `node test/bench/export.ts [--rows N]`
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FORMATS } from '../../shared/exports/datasets.ts';
import { ExportTables } from '../../shared/exports/export-tables.ts';
import { writeTables } from '../../shared/exports/write-export.ts';
import { Estate } from './estate.ts';
import { inFixedHeap } from './fixed-heap.ts';
import { MemoryWatch } from './memory.ts';

/** The least rows a second of one core, from the record to all files. The time of making the records does not count. */
const WANTED_RATE = 30_000;
/** The most MB by which V8's heap and buffers may grow. */
const WANTED_MB = 113;
/** The limit of V8's heap in MB. Buffers are outside of it. */
const HEAP_MB = 200;
/** The most MB by which the whole process may grow: DuckDB's own limit of 256 MiB, its code, and what V8 keeps. */
const WANTED_RSS_MB = 600;
/** The largest share that Parquet's bytes may be of those of JSON Lines. */
const WANTED_SHARE = 0.1;
/** Resources are made in batches of this size before they are added, so that the two can be timed apart. */
const BATCH = 100;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`--rows must be a whole number above 0, not ${values.rows}.`);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function* batches<T>(items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

await inFixedHeap(import.meta.filename, HEAP_MB, async (folder) => {
  const estate = await Estate.load();
  const target = join(folder, 'export');
  await mkdir(target);
  using memory = new MemoryWatch();
  await using tables = await ExportTables.open(folder);

  let [making, spooled] = [0, 0];
  let last = processorSeconds();
  for (const batch of batches(estate.shuffled(rows))) {
    const made = processorSeconds();
    for (const resource of batch) tables.add('resources', resource);
    memory.look();
    const added = processorSeconds();
    making += made - last;
    spooled += added - made;
    last = added;
  }

  const [started, before] = [performance.now(), processorSeconds()];
  const scope = { accounts: '*', services: '*', types: '*', regions: '*' } as const;
  const { files } = await writeTables(target, tables, ['resources', 'coverage', 'accounts'], {
    formats: FORMATS,
    collected_at: '2026-11-21T12:00:00.000Z',
    source: 'run',
    scope,
  });
  const written = processorSeconds() - before;
  const elapsed = (performance.now() - started) / 1000;

  const bytesOf = (name: string): number => files.find((file) => file.name === name)?.bytes ?? 0;
  const [jsonl, csv, parquet] = [bytesOf('inventory.jsonl'), bytesOf('inventory.csv'), bytesOf('inventory.parquet')];
  const rate = rows / (spooled + written);
  const rss = memory.rssMb - memory.rssAtStartMb;
  const good = rate >= WANTED_RATE && memory.heapMb <= WANTED_MB && rss <= WANTED_RSS_MB && parquet <= jsonl * WANTED_SHARE;
  process.stdout.write(
    `export of ${rows.toLocaleString('en-US')} resources in all formats (made in ${making.toFixed(1)} s): spooled in ${spooled.toFixed(1)} s, sorted and written in ` +
      `${written.toFixed(1)} s of the processor (${elapsed.toFixed(1)} s by the clock): ${Math.round(rate).toLocaleString('en-US')} a second ` +
      `of one core (at least ${WANTED_RATE.toLocaleString('en-US')} are wanted); heap and buffers ${Math.round(memory.heapMb)} MB above the ` +
      `start (at most ${WANTED_MB} are wanted), process ${Math.round(rss)} MB above its ${Math.round(memory.rssAtStartMb)} MB (at most ` +
      `${WANTED_RSS_MB}); JSON Lines ${megabytes(jsonl)}, CSV ${megabytes(csv)}, Parquet ${megabytes(parquet)}: ` +
      `${((parquet / jsonl) * 100).toFixed(1)}% (at most ${WANTED_SHARE * 100}% are wanted): ${good ? 'kept' : 'missed'}\n`,
  );
  return good;
});
