/**
 * The export of one account, as a task does it: the files of `muster run`, written from what is stored, put into the bucket.
 * The manifest comes last. An account is exported whole, in one invocation.
 */
import { hash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { AccountId } from '../ids.ts';
import { canonicalJson } from '../inventory/canonical-json.ts';
import { NO_COUNTS } from '../inventory/model.ts';
import type { StopReason } from '../inventory/resource-manager.ts';
import type { FoundOfAccount } from '../jobs/account-lease.ts';
import { type AccountWork, lastRun, type WorkContext, type WorkDone } from '../jobs/account-work.ts';
import type { ExportSummary, TaskError, TaskRow } from '../jobs/model.ts';
import type { Store } from '../storage/store.ts';
import { AccountContent, dayOf } from './account-content.ts';
import { NotWritten } from './errors.ts';
import type { ExportObjects } from './export-objects.ts';
import { type Manifest, type ManifestFile, manifestSchema } from './manifest.ts';
import { accountManifestKey, fileKey, NIGHT_FORMATS, type NightFormat } from './night-layout.ts';
import type { DatasetName } from './records.ts';
import { writeExport } from './write-export.ts';

export interface ExportWorkDeps {
  readonly store: Store;
  readonly objects: ExportObjects;
  /** Exists; holds an account's files while they are made. */
  readonly folder: string;
}

/** An account that did not fit into an invocation twice will not the next time. */
const MAX_CONTINUATIONS = 1;
const UPLOADS_AT_ONCE = 4;
/** There are no parts to go on with: what is left is everything. */
const EVERYTHING = { type: '*', region: '*' } as const;

class Stopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The export had to stop: ${reason}.`);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

export class ExportWork implements AccountWork {
  readonly operation = 'export';
  readonly #deps: ExportWorkDeps;

  constructor(deps: ExportWorkDeps) {
    this.#deps = deps;
  }

  async run(context: WorkContext): Promise<WorkDone> {
    const folder = await mkdtemp(join(this.#deps.folder, 'muster-export-'));
    try {
      return await this.#export(folder, context);
    } catch (error) {
      if (error instanceof Stopped) return stopped(error.reason, context.task);
      // Another machine may have more room.
      if (error instanceof NotWritten && context.lastTry) return failed(noRoomError(context.task));
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  told(end: Pick<TaskRow, 'job_id' | 'status' | 'error'>, at: string): FoundOfAccount {
    return { last_export: lastRun(end, at) };
  }

  async #export(folder: string, { job, task, lease, stop }: WorkContext): Promise<WorkDone> {
    const { account_id } = task;
    const date = dayOf(job.created_at);
    if (await this.#isSuperseded(date, account_id, job.created_at)) return failed(supersededError(task));
    const goOn = async (): Promise<void> => {
      const reason = await stop();
      if (reason) throw new Stopped(reason);
    };
    const files = join(folder, 'files');
    await mkdir(files);
    const content = await AccountContent.open(this.#deps.store, lease.account, { day: date, folder, goOn });
    const written = await writeExport(files, content.records(), {
      formats: NIGHT_FORMATS,
      collected_at: job.created_at,
      source: 'platform',
      scope: { accounts: [account_id], services: '*', types: '*', regions: '*' },
    });
    // An empty file would be an object per account and night that says nothing.
    const manifest: Manifest = { ...written, files: written.files.filter(({ rows }) => rows > 0) };
    const limit = pLimit(UPLOADS_AT_ONCE);
    await limit.map(manifest.files, async (file) => {
      await goOn();
      await this.#deps.objects.putFile(keyOf(file, date, account_id), join(files, file.name));
    });
    const text = `${canonicalJson(manifest)}\n`;
    await this.#deps.objects.putText(accountManifestKey(date, account_id), text);
    return {
      progress: {
        counts: { ...NO_COUNTS, resources: rowsOf(manifest).resources ?? 0 },
        resources_by_type: content.byType,
        slices: manifest.slices,
        export: { ...summaryOf(manifest), manifest_sha256: hash('sha256', text) },
      },
      left: [],
      status: 'completed',
      found: {},
    };
  }

  /** Whether an export that was asked for later on the same day has been here: the newest one is the day's. */
  async #isSuperseded(date: string, accountId: AccountId, createdAt: string): Promise<boolean> {
    const text = await this.#deps.objects.get(accountManifestKey(date, accountId));
    const before = text && manifestSchema.safeParse(JSON.parse(text.toString()));
    return before?.success === true && before.data.collected_at > createdAt;
  }
}

const keyOf = ({ dataset, format }: ManifestFile, date: string, accountId: AccountId): string =>
  fileKey(dataset as DatasetName, format as NightFormat, date, accountId);

/** By dataset; each is there once a format. */
const rowsOf = ({ files }: Manifest): ExportSummary['rows'] => Object.fromEntries(files.map(({ dataset, rows }) => [dataset, rows]));

const summaryOf = (manifest: Manifest): ExportSummary => ({
  rows: rowsOf(manifest),
  files: manifest.files.length,
  bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
});

function stopped(reason: StopReason, task: TaskRow): WorkDone {
  if (reason === 'out_of_time' && task.hops >= MAX_CONTINUATIONS) return failed(outOfTimeError(task));
  return { progress: {}, left: [EVERYTHING], status: 'failed', stopped: reason, found: {} };
}

const failed = (error: TaskError): WorkDone => ({ progress: {}, left: [], status: 'failed', error, found: {} });

const outOfTimeError = ({ account_id, hops }: TaskRow): TaskError => ({
  class: 'out_of_time',
  error_code: 'OutOfTime',
  message: `The export of ${account_id} does not fit into one invocation of the worker, which was tried ${hops + 1} times; what is stored of it is not lost.`,
});

const noRoomError = ({ account_id }: TaskRow): TaskError => ({
  class: 'too_large',
  error_code: 'OutOfSpace',
  message: `The export of ${account_id} does not fit into the worker's temporary storage; give the function more of it.`,
});

const supersededError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'Superseded',
  message: `A newer export of the same day has written ${account_id} already.`,
});
