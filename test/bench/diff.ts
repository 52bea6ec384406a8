/**
 * Compares two exports of 1,000,000 resources, of which 1 % differ, in a heap that cannot grow, and sets the seconds against those of
 * merely reading both files. The seconds are processor time, so that other load on the machine counts little; the files are in the page
 * cache, so that a slow disk does not make the ratio look good. `node test/bench/diff.ts [--rows N]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fileName } from '../../shared/exports/datasets.ts';
import { writeDiff } from '../../shared/exports/diff-files.ts';
import { byteLines } from '../../shared/exports/diff-lines.ts';
import type { DiffSummary } from '../../shared/exports/diff-summary.ts';
import { FileSink } from '../../shared/exports/file-sink.ts';
import { type Manifest, MANIFEST_FILE, type ManifestFile, SCHEMA_VERSION } from '../../shared/exports/manifest.ts';
import { compareRecords } from '../../shared/exports/order.ts';
import { openExport } from '../../shared/exports/read-export.ts';
import type { DatasetName, ResourceRecord } from '../../shared/exports/records.ts';
import { nativeId } from '../../shared/ids.ts';
import { canonicalJson, contentHash } from '../../shared/canonical-json.ts';
import { stateOf } from '../../shared/inventory/changes.ts';

/** The most time that a comparison may take, as a multiple of the time that streaming both files (`fs.createReadStream`) takes. */
const WANTED_RATIO = 3;
/** The limit of the comparing process's heap (`--max-old-space-size`); the process dies if it needs more. */
const HEAP_MB = 64;
/** The most that the comparing process's heap and buffers may take, garbage included. */
const WANTED_MB = 64;
const ROUNDS = 3;
/** The number of distinct resources; the others are copies of them in other accounts. */
const TEMPLATES = 20_000;
const MB = 2 ** 20;
/** How many of each thousand resources are changed, removed and added. */
const PER_THOUSAND = { changed: 4, removed: 3, added: 3 };

interface Measured {
  readonly bytes: number;
  readonly lines: number;
  readonly parsed: number;
  readonly diff: number;
  readonly mb: number;
  readonly counts: DiffSummary['counts'];
}

/** One resource of the estate; its line of JSON is cut at the account's number, so that every copy has its own. */
interface Template {
  readonly record: ResourceRecord;
  readonly line: readonly string[];
  /** The line of the same resource with one more tag, cut likewise. */
  readonly changed: readonly string[];
}

/** The estate in the order of an inventory, account by account. */
async function templates(): Promise<readonly (readonly Template[])[]> {
  // Imported here, because the comparing process, whose heap is small, does not need it.
  const { Estate } = await import('./estate.ts');
  const estate = await Estate.load();
  const records = Array.from({ length: TEMPLATES }, (_, number) => estate.resource(number)).toSorted(compareRecords('resources'));
  const cut = (record: ResourceRecord): readonly string[] => canonicalJson(record).split(nativeId(record.account_id));
  const all = records.map((record) => {
    const state = { ...record, tags: { ...record.tags, reviewed: 'yes' } };
    return { record, line: cut(record), changed: cut({ ...state, content_hash: contentHash(stateOf(state)) }) };
  });
  return [...Map.groupBy(all, ({ record }) => record.account_id).values()];
}

/** Repeats the estate in new accounts until there are `rows` resources. */
function* numbered(
  accounts: readonly (readonly Template[])[],
  rows: number,
): Generator<[template: Template, account: string, place: number]> {
  let row = 0;
  for (let account = 0; row < rows; account++) {
    const number = String(account).padStart(12, '0');
    for (const template of accounts[account % accounts.length]!.slice(0, rows - row)) yield [template, number, row++ % 1000];
  }
}

type Write = (template: Template, place: number) => readonly string[] | undefined;
const PREV: Write = ({ line }, place) => (place < PER_THOUSAND.added ? undefined : line);
const CURR: Write = ({ line, changed }, place) => {
  if (place >= 1000 - PER_THOUSAND.removed) return undefined;
  return place >= 500 && place < 500 + PER_THOUSAND.changed ? changed : line;
};

/** Writes the files of an export that a comparison reads; every slice is complete. */
async function write(folder: string, accounts: readonly (readonly Template[])[], rows: number, lineOf: Write): Promise<void> {
  await mkdir(folder);
  const resources = new ExportFile(folder, 'resources');
  const coverage = new ExportFile(folder, 'coverage');
  let slice = '';
  for (const [template, account, place] of numbered(accounts, rows)) {
    const { segment, type } = template.record;
    if (slice !== (slice = `${account} ${segment} ${type}`)) {
      await coverage.add(canonicalJson({ account_id: `aws:${account}`, segment, type, outcome: 'complete' }));
    }
    const line = lineOf(template, place);
    if (line) await resources.add(line.join(account));
  }
  const manifest: Manifest = {
    schema_version: SCHEMA_VERSION,
    collected_at: '2026-11-21T12:00:00.000Z',
    source: 'run',
    scope: { accounts: '*', services: '*', types: '*', regions: '*' },
    files: [await resources.finish(), await coverage.finish()],
    slices: {},
    not_whole: [],
  };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}

class ExportFile {
  readonly #dataset: DatasetName;
  readonly #name: string;
  readonly #sink: Promise<FileSink>;
  #rows = 0;

  constructor(folder: string, dataset: DatasetName) {
    this.#dataset = dataset;
    this.#name = fileName(dataset, 'jsonl');
    this.#sink = FileSink.create(join(folder, this.#name));
  }

  async add(line: string): Promise<void> {
    this.#rows += 1;
    await (await this.#sink).writeText(`${line}\n`);
  }

  async finish(): Promise<ManifestFile> {
    const written = await (await this.#sink).finish();
    return { name: this.#name, dataset: this.#dataset, format: 'jsonl', rows: this.#rows, ...written };
  }
}

/** The processor time that `work` takes on all threads, in seconds. */
async function seconds(work: () => Promise<void>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** Takes the least time of several rounds, because other load can only add to it, and the greatest memory. */
async function measure(folder: string): Promise<Measured> {
  const reading = async (read: (file: string) => Promise<void>): Promise<number> =>
    await seconds(async () => {
      for (const side of ['prev', 'curr']) await read(join(folder, side, fileName('resources', 'jsonl')));
    });
  let [bytes, diff, mb] = [Infinity, Infinity, 0];
  let counts: DiffSummary['counts'] | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    bytes = Math.min(bytes, await reading(streamBytes));
    const target = join(folder, `diff-${round}`);
    await mkdir(target);
    const timer = setInterval(() => {
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      mb = Math.max(mb, (heapUsed + arrayBuffers) / MB);
    }, 5);
    const compare = async (): Promise<void> => {
      ({ counts } = await writeDiff(await openExport(join(folder, 'prev')), await openExport(join(folder, 'curr')), target));
    };
    diff = Math.min(diff, await seconds(compare));
    clearInterval(timer);
  }
  return {
    bytes,
    lines: await reading(cutLines),
    parsed: 2 * (await seconds(() => parseLines(join(folder, 'prev', fileName('resources', 'jsonl'))))),
    diff,
    mb,
    counts: counts!,
  };
}

async function streamBytes(path: string): Promise<void> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) if (chunk.length === 0) break;
}

async function cutLines(path: string): Promise<void> {
  for await (const batch of byteLines(path)) if (batch.length === 0) break;
}

async function parseLines(path: string): Promise<void> {
  for await (const batch of byteLines(path)) for (const line of batch) JSON.parse(line.toString());
}

/** Measures in another process, whose heap is limited. */
async function measureApart(folder: string): Promise<Measured> {
  const child = fork(fileURLToPath(import.meta.url), ['--measure', folder], { execArgv: [`--max-old-space-size=${HEAP_MB}`] });
  let measured: Measured | undefined;
  child.on('message', (message) => (measured = message as Measured));
  await once(child, 'exit');
  if (!measured) throw new Error(`The comparing process ended without an answer: does it need more than ${HEAP_MB} MB?`);
  return measured;
}

function print(rows: number, { bytes, lines, parsed, diff, mb, counts }: Measured): boolean {
  const against = (name: string, time: number): string => `${name} ${time.toFixed(2)} s (${(diff / time).toFixed(2)} × that)`;
  const { unchanged, changed, added, removed } = counts;
  process.stdout.write(
    `diff of two exports of ${rows.toLocaleString('en')} resources (${changed} changed, ${added} added, ${removed} removed, ` +
      `${unchanged} unchanged): ${diff.toFixed(2)} s of the processor; reading both takes ` +
      `${[against('as bytes', bytes), against("by the diff's own lines, without their SHA-256,", lines), against('as parsed records (twice the time of one)', parsed)].join(', ')}; ` +
      `${Math.round(mb)} MB of heap and buffers, in a process that may keep ${HEAP_MB} MB\n`,
  );
  const good = diff <= WANTED_RATIO * bytes && mb <= WANTED_MB && changed > 0 && added > 0 && removed > 0;
  process.stdout.write(
    `wanted: at most ${WANTED_RATIO} × reading as bytes (${(diff / bytes).toFixed(2)}), and ${WANTED_MB} MB: ${good ? 'kept' : 'missed'}\n`,
  );
  return good;
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, measure: { type: 'string' } } });
if (values.measure === undefined) {
  const rows = Number(values.rows);
  const folder = await mkdtemp(join(tmpdir(), 'muster-diff-'));
  try {
    const accounts = await templates();
    await write(join(folder, 'prev'), accounts, rows, PREV);
    await write(join(folder, 'curr'), accounts, rows, CURR);
    process.exitCode = print(rows, await measureApart(folder)) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  process.send!(await measure(values.measure));
  process.disconnect();
}
