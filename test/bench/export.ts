/**
 * An export of 1,000,000 resources, as a run makes one: into a spool in no order, and from there into JSON Lines and
 * Parquet. Seconds, memory, size. `node test/bench/export.ts [--rows N]`
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareRecords } from '../../shared/exports/order.ts';
import { placeFolder } from '../../shared/exports/place-folder.ts';
import type { ResourceRecord } from '../../shared/exports/records.ts';
import { SortedSpool } from '../../shared/exports/sorted-spool.ts';
import { writeExport } from '../../shared/exports/write-export.ts';
import { Estate } from './estate.ts';
import { inFixedHeap } from './fixed-heap.ts';
import { MemoryWatch } from './memory.ts';

const WANTED_MB = 300;
/** It is given less than it may take: buffers, which are not in V8's heap, count too. */
const HEAP_MB = 200;
/** Of Parquet's bytes to those of JSON Lines. */
const WANTED_SHARE = 0.1;
/** Resources: the event loop does not come round for a timer as often as memory changes. */
const LOOK_EVERY = 100;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`--rows must be a whole number above 0, not ${values.rows}.`);

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

await inFixedHeap(import.meta.filename, HEAP_MB, async (folder) => {
  const estate = await Estate.load();
  using memory = new MemoryWatch();
  const spool = new SortedSpool({ folder, compare: compareRecords('resources') });

  async function* watched(resources: Iterable<ResourceRecord> | AsyncIterable<ResourceRecord>): AsyncGenerator<ResourceRecord> {
    let seen = 0;
    for await (const resource of resources) {
      if ((seen += 1) % LOOK_EVERY === 0) memory.look();
      yield resource;
    }
  }
  const collecting = performance.now();
  for await (const resource of watched(estate.shuffled(rows))) await spool.add(resource);
  const collected = seconds(collecting);

  const writing = performance.now();
  const scope = { accounts: '*', services: '*', types: '*', regions: '*' } as const;
  const { files } = await placeFolder(join(folder, 'export'), (temporary) =>
    writeExport(
      temporary,
      { resources: watched(spool.sorted()), coverage: [], accounts: [] },
      { formats: ['jsonl', 'parquet'], collected_at: '2026-11-21T12:00:00.000Z', source: 'run', scope },
    ),
  );
  const written = seconds(writing);
  await spool.close();

  const bytesOf = (name: string): number => files.find((file) => file.name === name)?.bytes ?? 0;
  const jsonl = bytesOf('inventory.jsonl');
  const parquet = bytesOf('inventory.parquet');
  const good = memory.heapMb <= WANTED_MB && parquet <= jsonl * WANTED_SHARE;
  process.stdout.write(
    `export of ${rows.toLocaleString('en-US')} resources: made and spooled in ${collected}, sorted and written in ${written}; ` +
      `heap ${Math.round(memory.heapMb)} MB above the start (at most ${WANTED_MB} are wanted), ` +
      `process ${Math.round(memory.rssMb)} MB, ${Math.round(memory.rssAtStartMb)} MB at the start; ` +
      `JSON Lines ${megabytes(jsonl)}, Parquet ${megabytes(parquet)}: ${((parquet / jsonl) * 100).toFixed(1)}% ` +
      `(at most ${WANTED_SHARE * 100}% are wanted): ${good ? 'kept' : 'missed'}\n`,
  );
  return good;
});
