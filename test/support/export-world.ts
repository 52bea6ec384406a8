/** A platform in memory that works off export tasks into a bucket in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../../shared/exports/account-files.ts';
import { ExportPointers } from '../../shared/exports/export-pointers.ts';
import { type NightAccount, nightManifestSchema } from '../../shared/exports/night.ts';
import { operationsThatPublish, type Totals } from '../../shared/operations.ts';
import { ExportWork } from '../../shared/exports/export-work.ts';
import type { JobRow, TaskMessage } from '../../shared/jobs/model.ts';
import { type RunTaskDeps, runTask } from '../../shared/jobs/run-task.ts';
import { type PollDeps, pollJobs } from '../../shared/jobs/poll-jobs.ts';
import { MemoryObjects } from './memory-objects.ts';
import { World } from './world.ts';

export class ExportWorld {
  readonly world: World;
  readonly objects: MemoryObjects;
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  /** How often a message was received. */
  receiveCount = 1;

  constructor(world: World, objects = new MemoryObjects()) {
    this.world = world;
    this.objects = objects;
  }

  deps(): RunTaskDeps & PollDeps {
    const { store } = this.world;
    return {
      ...this.world.deps(),
      // Uploads into memory end before the first wait between two checks would, so this wait never ends.
      work: new ExportWork({
        store,
        objects: this.objects,
        clock: { sleep: () => new Promise(() => undefined) },
        metrics: this.world.metrics,
        files: filesBelow(this.folder),
      }),
      operations: operationsThatPublish({
        objects: this.objects,
        outbox: this.world.bus.outbox,
        metrics: this.world.metrics,
        exportDays: 400,
      }),
    };
  }

  async start(request: object = {}) {
    return await this.world.start({ operation: 'export', ...request });
  }

  takeMessages(): readonly TaskMessage[] {
    return this.world.queue.messages.splice(0).map(({ body }) => body as TaskMessage);
  }

  /** @param lateMs how long after the beginning of its invocation the task begins */
  async work(message: TaskMessage, lateMs = 0) {
    return await runTask(message, this.world.delivery(this.receiveCount, lateMs), this.deps());
  }

  /** Runs a whole export, handling the tasks in the order of their messages. */
  async run(): Promise<JobRow<Totals>> {
    const { job_id } = await this.start();
    for (let messages = this.takeMessages(); messages.length > 0; messages = this.takeMessages()) {
      for (const message of messages) await this.work(message);
    }
    return await this.world.job(job_id);
  }

  async poll(): Promise<void> {
    await pollJobs(this.deps());
  }

  /** The date's pointer; undefined if there is none. */
  async pointer(date: string) {
    return await new ExportPointers(this.world.store).get(date, this.world.clock);
  }

  /** The accounts of the export that the date's pointer names. */
  async accounts(date: string): Promise<readonly NightAccount[]> {
    const pointer = await this.pointer(date);
    return pointer ? nightManifestSchema.parse(this.json(pointer.manifest_key)).accounts : [];
  }

  json(key: string): unknown {
    const text = this.objects.contents.get(key);
    if (!text) throw new Error(`There is no object ${key}; there are ${[...this.objects.contents.keys()].join(', ')}.`);
    return JSON.parse(text.toString());
  }

  lines(key: string): readonly unknown[] {
    const text = this.objects.contents.get(key)?.toString() ?? '';
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
