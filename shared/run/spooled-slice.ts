/** The sink of `muster run` for one slice: writes its resources to the disk. A run knows nothing about the slice beforehand. */
import type { AccountId } from '../ids.ts';
import type { CoverageRecord } from '../exports/records.ts';
import { fetchedRecord } from '../exports/resource-record.ts';
import type { HashedResource } from '../inventory/canonical-form.ts';
import { NO_COUNTS, type RunCounts, type SliceError, type SliceKey, type SliceOutcome } from '../inventory/model.ts';
import { Reconciler } from '../inventory/reconciler.ts';
import { type DecidedResource, keyOf, type Slice, type SliceSink } from '../inventory/slice-runner.ts';
import type { Subject } from '../policies/evaluation.ts';
import { redactText } from '../redact.ts';
import { isoTime } from '../seams.ts';
import type { CollectedResources } from './collected-resources.ts';
import type { Collection } from './collection.ts';

export interface EndedSlice {
  readonly outcome: SliceOutcome;
  readonly resources: number;
  readonly error: SliceError | undefined;
}

export class SpooledSlice implements SliceSink<EndedSlice> {
  readonly reconciler = new Reconciler();
  readonly #accountId: AccountId;
  readonly #slice: Slice;
  readonly #collection: Collection;
  readonly #collected: CollectedResources | undefined;

  /** `collected` takes the resources that policies need. Undefined if the run does not scan. */
  constructor(accountId: AccountId, slice: Slice, collection: Collection, collected: CollectedResources | undefined) {
    this.#accountId = accountId;
    this.#slice = slice;
    this.#collection = collection;
    this.#collected = collected;
  }

  async keep(page: readonly DecidedResource[]): Promise<void> {
    // A list that changes while it is paged may name a resource twice. The first entry is kept.
    const fresh = page.filter(({ decision }) => decision === 'add');
    for (const hashed of fresh) await this.#keep(hashed);
    this.#collection.events.read(fresh.length);
  }

  async complete(): Promise<EndedSlice> {
    return await this.#end('complete');
  }

  async incomplete(outcome: SliceOutcome, error: SliceError): Promise<EndedSlice> {
    // An aborted run closes its sessions, so that this error does not come from the cloud.
    this.#collection.signal.throwIfAborted();
    return await this.#end(outcome, redacted(error));
  }

  interrupted(): RunCounts {
    return NO_COUNTS;
  }

  async #keep(hashed: HashedResource): Promise<void> {
    const { spools, tally, now } = this.#collection;
    const { type, segment } = this.#slice;
    const record = fetchedRecord(this.#accountId, segment, type, hashed);
    tally.resource(record);
    spools.resources.add(record);
    // A run has no history, so every resource counts as first seen now.
    const times = { first_seen_at: isoTime(now), changed_at: isoTime(now) };
    const { account_id, kind } = record;
    const subject: Subject = { ...hashed.resource, ...times, account_id, kind, type: type.type, segment };
    await this.#collected?.add(subject);
  }

  async #end(outcome: SliceOutcome, error?: SliceError): Promise<EndedSlice> {
    const { spools, tally, events } = this.#collection;
    const resources = this.reconciler.seenCount();
    const key = keyOf(this.#slice);
    tally.slice(outcome, error?.permission);
    this.#collected?.ended(this.#slice, outcome);
    spools.coverage.add(coverageRecord(this.#accountId, key, outcome, resources, error));
    events.sliceEnded(this.#accountId, key, outcome, error);
    return { outcome, resources, error };
  }
}

export const redacted = (error: SliceError): SliceError => ({ ...error, message: redactText(error.message) });

export const coverageRecord = (
  account_id: AccountId,
  { segment, type }: SliceKey,
  outcome: SliceOutcome,
  resources: number,
  error: SliceError | undefined,
): CoverageRecord => ({
  account_id,
  segment,
  type,
  outcome,
  resources,

  counted: null,
  complete_at: null,
  error_class: error?.class ?? null,
  error_code: error?.error_code ?? null,
  error_message: error?.message ?? null,
  permission: error?.permission ?? null,
});
