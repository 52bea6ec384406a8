/**
 * A task's work: the export of one account. It writes the same files as `muster run`, from the stored records, and uploads them under the
 * prefix of this attempt, the manifest last. It exports the whole account in one invocation.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { AccountWork, StopReason, WorkContext, WorkDone } from '../jobs/account-work.ts';
import type { TaskError, TaskRow } from '../jobs/model.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { AccountContent, dayOf } from './account-content.ts';
import type { AccountFiles } from './account-files.ts';
import { NotWritten, TooLarge } from './errors.ts';
import type { ExportWriter } from './export-objects.ts';
import { whileGoingOn } from './going-on.ts';
import { guardedContent } from './guarded-content.ts';
import type { Manifest } from './manifest.ts';
import { accountManifestSchema } from './night.ts';
import { accountManifestKey, fileKey, NIGHT_FORMATS, searchKey } from './night-layout.ts';
import { exportOperation } from './operation.ts';
import { SearchFile, withSearchFile } from './search/search-file.ts';
import type { ExportTotals } from './totals.ts';
import { uploadFiles } from './upload-files.ts';

export interface ExportWorkDeps {
  readonly store: Store;
  readonly objects: ExportWriter;
  readonly metrics: Metrics;
  readonly files: AccountFiles;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** An account whose export did not fit into a whole invocation twice will not fit the next time either. */
const MAX_TRIES = 2;

/** The facts that a later attempt has of the earlier ones. It begins anew, because an export cannot be continued in the middle. */
interface Tries {
  /** The number of attempts that had a whole invocation's time and did not end within it. */
  readonly too_long: number;
}

class Stopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The export had to stop: ${reason}.`);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

export class ExportWork implements AccountWork<ExportTotals> {
  readonly operation = exportOperation;
  readonly #deps: ExportWorkDeps;

  constructor(deps: ExportWorkDeps) {
    this.#deps = deps;
  }

  async run(context: WorkContext<ExportTotals>): Promise<WorkDone<ExportTotals>> {
    try {
      return await this.#deps.files.inFolder(async (folder) => await this.#export(folder, context));
    } catch (error) {
      if (error instanceof Stopped) return stopped(error.reason, context);
      if (error instanceof TooLarge) return failed(tooLargeError(context.task));
      // Another attempt may run on a machine with more disk space.
      if (error instanceof NotWritten && context.lastTry) return failed(noRoomError(context.task));
      throw error;
    }
  }

  async #export(folder: string, { job, task, account, stage, stop }: WorkContext<ExportTotals>): Promise<WorkDone<ExportTotals>> {
    const { account_id, attempt } = task;
    const date = dayOf(job.created_at);
    const goOn = async (): Promise<void> => {
      const reason = await stop();
      if (reason) throw new Stopped(reason);
    };
    const content = await stage('read', () => AccountContent.open(this.#deps.store, account, { day: date, folder, goOn, stage }));
    const { objects, clock } = this.#deps;
    const search = new SearchFile();
    const made = await stage('write', () =>
      whileGoingOn({ goOn, clock }, async ({ signal }) =>
        this.#deps.files.write(folder, guardedContent(withSearchFile(content.records(), search), goOn), {
          formats: NIGHT_FORMATS,
          collected_at: job.created_at,
          source: 'platform',
          scope: { accounts: [account_id], services: '*', types: '*', regions: '*' },
          signal,
        }),
      ),
    );
    // Empty files are not uploaded: each would cost an object for every account and export.
    const files = made.manifest.files.filter(({ rows }) => rows > 0);
    const manifest = accountManifestSchema.parse({ ...made.manifest, job_id: job.job_id, files });
    const place = { date, job_id: job.job_id, account_id, attempt };
    const uploads = manifest.files.map(({ name, dataset, format }) => ({ key: fileKey(dataset, format, place), path: made.pathOf(name) }));
    await stage('upload', () => uploadFiles(objects, uploads, { goOn, clock }));
    const searched = search.bytes();
    if (searched) await stage('upload', () => objects.putBytes(searchKey(place), searched));
    const text = `${canonicalJson(manifest)}\n`;
    const { files: fileCount, bytes } = writtenOf(manifest);
    this.#deps.metrics.count('export', {}, { ExportedFiles: fileCount, ExportedBytes: bytes });
    await stage('publish', () => objects.putText(accountManifestKey(place), text));
    return {
      totals: { ...writtenOf(manifest), manifest_sha256: hash('sha256', text) },
      status: 'completed',
      found: {},
    };
  }
}

/** The rows by dataset; a dataset has the same rows in each format. */
const rowsOf = ({ files }: Manifest): ExportTotals['rows'] => Object.fromEntries(files.map(({ dataset, rows }) => [dataset, rows]));

const writtenOf = (manifest: Manifest): ExportTotals => ({
  rows: rowsOf(manifest),
  files: manifest.files.length,
  bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  slices: manifest.slices,
});

function stopped(reason: StopReason, { task, hasWholeTime }: WorkContext): WorkDone<ExportTotals> {
  const { too_long: before = 0 } = (task.position ?? {}) as Partial<Tries>;
  const position: Tries = { too_long: before + (reason === 'out_of_time' && hasWholeTime ? 1 : 0) };
  if (position.too_long >= MAX_TRIES) return failed(outOfTimeError(task));
  return { position, status: 'failed', stopped: reason, found: {} };
}

const failed = (error: TaskError): WorkDone<ExportTotals> => ({ status: 'failed', error, found: {} });

const outOfTimeError = ({ account_id }: TaskRow): TaskError => ({
  class: 'out_of_time',
  error_code: 'OutOfTime',
  message: `The export of ${account_id} does not fit into one invocation of the worker, which was tried ${MAX_TRIES} times; what is stored of it is not lost.`,
});

const noRoomError = ({ account_id }: TaskRow): TaskError => ({
  class: 'too_large',
  error_code: 'OutOfSpace',
  message: `The export of ${account_id} does not fit on the worker's disk; deploy with more of it (-c muster:export-disk=10).`,
});

const tooLargeError = ({ account_id }: TaskRow): TaskError => ({
  class: 'too_large',
  error_code: 'OutOfMemory',
  message: `The export of ${account_id} takes more memory than it may: a single resource or finding is too large for it; the other accounts are exported.`,
});
