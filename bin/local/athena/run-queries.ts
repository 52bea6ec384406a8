/**
 * The process that runs SQL by DuckDB over the newest nightly export. It is a process of its own because DuckDB is native code: if it dies of a
 * statement, the platform goes on. It takes `ToProcess` messages and answers each `run` with one `FromProcess`.
 */
import { open } from 'node:fs/promises';
import { openFilesInDuckDb, type DuckDbEngine } from '../../commands/query/duckdb-engine.ts';
import { INTERRUPTED, textual, type Value } from '../../commands/query/engine.ts';
import { CommandError } from '../../commands/exit-codes.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { MAX_ROWS } from '../../../shared/queries/queries.ts';
import { s3Client } from '../queues.ts';
import { messageOf } from '../user-error.ts';
import { athenaType } from './athena-type.ts';
import type { FromProcess, ProcessArgument, ToProcess } from './messages.ts';
import { type Bucket, copyNight, newestNight } from './night-files.ts';

/** Less than `muster query` takes, because the platform runs beside it. */
const BOUNDS = { memoryMib: 1024, spillGib: 2 };
/** The most bytes of a result that are kept. */
const MAX_RESULT_BYTES = 64 * 2 ** 20;

class OpenNight implements AsyncDisposable {
  readonly jobId: string;
  readonly engine: DuckDbEngine;
  readonly #folder: TemporaryFolder;

  constructor(jobId: string, engine: DuckDbEngine, folder: TemporaryFolder) {
    this.jobId = jobId;
    this.engine = engine;
    this.#folder = folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

// Only query-process.ts starts this file, and its argument is a `ProcessArgument`.
const { s3, bucket: name } = JSON.parse(process.argv[2] ?? '') as ProcessArgument;
const bucket: Bucket = { client: s3Client(s3), name };
let night: OpenNight | undefined;
let isInterrupted = false;

/** Opens the newest night, unless it is open already. */
async function newest(): Promise<DuckDbEngine> {
  const pointer = await newestNight(bucket);
  if (pointer === undefined) throw new CommandError('There is no nightly export yet; make one with "muster exports run".', 1);
  if (night?.jobId === pointer.job_id) return night.engine;
  await night?.[Symbol.asyncDispose]();
  night = undefined;
  const folder = await TemporaryFolder.make('muster-night');
  night = new OpenNight(pointer.job_id, await openFilesInDuckDb(await copyNight(bucket, pointer, folder.path), BOUNDS), folder);
  return night.engine;
}

const cellOf = (value: Value): string | null => (value === null ? null : textual(value));

async function run(sql: string, file: string): Promise<FromProcess> {
  const engine = await newest();
  if (isInterrupted) return { kind: 'failed', message: INTERRUPTED };
  const { columns, types, batches } = await engine.run(sql);
  await using output = await open(file, 'wx', 0o600);
  let rows = 0;
  let bytes = 0;
  for await (const batch of batches) {
    const text = batch.map((row) => `${JSON.stringify(row.map(cellOf))}\n`).join('');
    rows += batch.length;
    bytes += Buffer.byteLength(text);
    if (bytes > MAX_RESULT_BYTES)
      return { kind: 'failed', message: `The result has more than ${MAX_RESULT_BYTES / 2 ** 20} MiB; select fewer columns or rows.` };
    await output.appendFile(text);
    // Nobody can read more rows; one more tells that there are more.
    if (rows > MAX_ROWS) break;
  }
  return { kind: 'done', columns: columns.map((column, at) => ({ name: column, type: athenaType(types[at] ?? '') })) };
}

async function end(): Promise<void> {
  await night?.[Symbol.asyncDispose]();
  process.exit(0);
}

process.on('disconnect', () => void end());
process.on('message', (message: ToProcess) => {
  if (message.kind === 'end') return void end();
  if (message.kind === 'interrupt') {
    isInterrupted = true;
    return night?.engine.interrupt();
  }
  isInterrupted = false;
  void run(message.sql, message.file)
    .catch((error: unknown): FromProcess => ({ kind: 'failed', message: messageOf(error) }))
    .then((answer) => process.send?.(answer));
});
