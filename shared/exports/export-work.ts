/**
 * The export of one account, as a task does it: the files of `muster run`, written from what is stored, put into the bucket.
 * The manifest comes last. An account is exported whole, in one invocation.
 */
import { hash } from 'node:crypto';
import type { AccountId } from '../ids.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { AccountWork, StopReason, WorkContext, WorkDone } from '../jobs/account-work.ts';
import type { JobRow, TaskError, TaskRow } from '../jobs/model.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Clock, Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { AccountContent, dayOf } from './account-content.ts';
import type { AccountFiles } from './account-files.ts';
import {
  type AccountManifest,
  accountManifestSchema,
  claimAccount,
  isNewer,
  parseStamp,
  readAccount,
  readStamp,
  type Stamp,
  stampOf,
} from './account-object.ts';
import { failedClaim, removeFiles } from './clear-accounts.ts';
import { NotWritten } from './errors.ts';
import type { ExportObjects } from './export-objects.ts';
import { whileGoingOn } from './going-on.ts';
import { guardedContent } from './guarded-content.ts';
import type { Manifest } from './manifest.ts';
import { accountManifestKey, fileKey, fileKeys, NIGHT_FORMATS, nightKey } from './night-layout.ts';
import { exportOperation } from './operation.ts';
import type { ExportTotals } from './totals.ts';
import { uploadFiles } from './upload-files.ts';

export interface ExportWorkDeps {
  readonly store: Store;
  readonly objects: ExportObjects;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly files: AccountFiles;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** An account that did not fit into an invocation twice will not the next time. */
const MAX_CONTINUATIONS = 1;
/** An export has no parts to go on with: what is left is everything. */
const FROM_THE_START = {};

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
      if (error instanceof Stopped) return stopped(error.reason, context.task);
      // Another machine may have more room.
      if (error instanceof NotWritten && context.lastTry) return failed(noRoomError(context.task));
      throw error;
    }
  }

  /** Its job names the account as failed: nobody must find files of it. */
  async disown(job: JobRow, { account_id, error }: TaskRow): Promise<void> {
    const { objects, log } = this.#deps;
    const date = dayOf(job.created_at);
    const owner = await readAccount(objects, date, account_id, log);
    if (owner?.job_id !== job.job_id) return;
    // The claim first: nobody takes the account for whole from then on.
    await claimAccount(objects, date, account_id, failedClaim(stampOf(job), error?.message));
    await removeFiles(objects, date, account_id);
  }

  async #export(folder: string, { job, task, account, stage, stop }: WorkContext<ExportTotals>): Promise<WorkDone<ExportTotals>> {
    const { account_id } = task;
    const date = dayOf(job.created_at);
    const goOn = async (): Promise<void> => {
      const reason = await stop();
      if (reason) throw new Stopped(reason);
    };
    const content = await stage('read', () => AccountContent.open(this.#deps.store, account, { day: date, folder, goOn, stage }));
    const { objects, clock } = this.#deps;
    const made = await stage('write', () =>
      whileGoingOn({ goOn, clock }, async ({ signal }) =>
        this.#deps.files.write(folder, guardedContent(content.records(), goOn), {
          formats: NIGHT_FORMATS,
          collected_at: job.created_at,
          source: 'platform',
          scope: { accounts: [account_id], services: '*', types: '*', regions: '*' },
          signal,
        }),
      ),
    );
    // An empty file would be an object per account and night that says nothing.
    const files = made.manifest.files.filter(({ rows }) => rows > 0);
    const manifest = accountManifestSchema.parse({ ...made.manifest, job_id: job.job_id, files });
    const claim = await stage('publish', () => this.#claim(date, account_id, stampOf(job)));
    if (claim === 'refused') return failed(supersededError(task));
    const uploads = manifest.files.map((file) => ({ key: keyOf(file, date, account_id), path: made.pathOf(file.name) }));
    await stage('upload', () => uploadFiles(objects, uploads, { goOn, clock }));
    const uploaded = new Set(uploads.map(({ key }) => key));
    // What an earlier export of the day had and this one has not. To remove what never was would leave a marker for each.
    if (claim === 'taken over') await objects.remove(fileKeys(date, account_id).filter((key) => !uploaded.has(key)));
    const text = `${canonicalJson(manifest)}\n`;
    const { files: fileCount, bytes } = writtenOf(manifest);
    this.#deps.metrics.count('export', {}, { ExportedFiles: fileCount, ExportedBytes: bytes });
    await stage('publish', () => objects.putText(accountManifestKey(date, account_id), text));
    return {
      totals: { ...writtenOf(manifest), manifest_sha256: hash('sha256', text) },
      status: 'completed',
      found: {},
    };
  }

  /** `refused` if a newer export has begun with the account, or has ended and does not name it. `first`: it has no files yet. */
  async #claim(date: string, accountId: AccountId, stamp: Stamp): Promise<'refused' | 'first' | 'taken over'> {
    const { objects, log } = this.#deps;
    const key = accountManifestKey(date, accountId);
    const before = await objects.get(key);
    const owner = before && parseStamp(before, key, log);
    if (owner && isNewer(owner, stamp)) return 'refused';
    await claimAccount(objects, date, accountId, { ...stamp, status: 'writing' });
    // Looked at after the claim: a newer night that is written later is closed by someone who finds the claim.
    const night = await readStamp(objects, nightKey(date), log);
    if (!night || !isNewer(night, stamp)) return before ? 'taken over' : 'first';
    await removeFiles(objects, date, accountId);
    await objects.remove([key]);
    return 'refused';
  }
}

const keyOf = ({ dataset, format }: AccountManifest['files'][number], date: string, accountId: AccountId): string =>
  fileKey(dataset, format, date, accountId);

/** By dataset; each is there once a format. */
const rowsOf = ({ files }: Manifest): ExportTotals['rows'] => Object.fromEntries(files.map(({ dataset, rows }) => [dataset, rows]));

const writtenOf = (manifest: Manifest): ExportTotals => ({
  rows: rowsOf(manifest),
  files: manifest.files.length,
  bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  slices: manifest.slices,
});

function stopped(reason: StopReason, task: TaskRow): WorkDone<ExportTotals> {
  if (reason === 'out_of_time' && task.hops >= MAX_CONTINUATIONS) return failed(outOfTimeError(task));
  return { position: FROM_THE_START, status: 'failed', stopped: reason, found: {} };
}

const failed = (error: TaskError): WorkDone<ExportTotals> => ({ status: 'failed', error, found: {} });

const outOfTimeError = ({ account_id, hops }: TaskRow): TaskError => ({
  class: 'out_of_time',
  error_code: 'OutOfTime',
  message: `The export of ${account_id} does not fit into one invocation of the worker, which was tried ${hops + 1} times; what is stored of it is not lost.`,
});

const noRoomError = ({ account_id }: TaskRow): TaskError => ({
  class: 'too_large',
  error_code: 'OutOfSpace',
  message: `The export of ${account_id} does not fit on the worker's disk; deploy with more of it (-c muster:export-disk=10).`,
});

const supersededError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'Superseded',
  message: `A newer export of the same day has taken the place of this one's files of ${account_id}.`,
});
