/**
 * Compares two inventories by a merge join over their sorted lines. Most lines are equal byte for byte, and those are never parsed.
 * Memory does not grow with the inventories.
 */
import { compareStates, type StateChange } from './diff-state.ts';
import { type Coverage, isListed, SliceCursor, type SlicePair } from './diff-slices.ts';
import { parseResource } from './diff-lines.ts';
import { compareRecords } from './order.ts';
import type { ResourceRecord } from './records.ts';

/** One side of a comparison. Resources and coverage are sorted. Resources come in batches, as records or as lines of JSON. */
export interface Inventory {
  /** The side's name in messages. */
  readonly name: string;
  readonly resources: AsyncIterable<readonly (Buffer | ResourceRecord)[]>;
  readonly coverage: Coverage;
}

export type Difference =
  /** Only in CURR. PREV saw the slice whole, so the resource did not exist then. */
  | { readonly kind: 'added'; readonly resource: ResourceRecord }
  /** Only in PREV. Both sides saw the slice whole. */
  | { readonly kind: 'removed'; readonly resource: ResourceRecord }
  /** Only in CURR. PREV did not see the slice whole, so the resource may have existed before. */
  | { readonly kind: 'newly_seen'; readonly resource: ResourceRecord; readonly slice: SlicePair }
  /** Only in PREV. One of the two did not see the slice whole, so the resource may still exist. */
  | { readonly kind: 'not_seen'; readonly resource: ResourceRecord; readonly slice: SlicePair }
  /** In both, with different content. */
  | { readonly kind: 'changed'; readonly before: ResourceRecord; readonly resource: ResourceRecord; readonly change: StateChange }
  /** In both. Only the set of parts that could be read differs. */
  | { readonly kind: 'unread_changed'; readonly before: ResourceRecord; readonly resource: ResourceRecord };

export type DiffEvent =
  | Difference
  /** A slice that at least one side did not see whole. */
  | { readonly kind: 'slice'; readonly slice: SlicePair }
  /** The last event: the number of equal resources, and of slices that both sides saw whole. */
  | { readonly kind: 'same'; readonly resources: number; readonly slices: number };

const compareResources = compareRecords('resources');

/** Yields differences in the inventories' order, each after the slices that come before its own. @throws BadExport */
export async function* differences(prev: Inventory, curr: Inventory): AsyncGenerator<DiffEvent> {
  const was = new Cursor(prev);
  const is = new Cursor(curr);
  const slices = new SliceCursor(prev.coverage, curr.coverage);
  let same = 0;
  try {
    for (;;) {
      if (was.isSpent) await was.fill();
      if (is.isSpent) await is.fill();
      if (was.isEnded && is.isEnded) break;
      if (!was.isEnded && !is.isEnded && was.equals(is)) {
        same += 1;
        was.advance();
        is.advance();
        continue;
      }
      const order = was.isEnded ? 1 : is.isEnded ? -1 : compareResources(was.record, is.record);
      if (order === 0) {
        const difference = between(was.record, is.record);
        if (difference) yield difference;
        else same += 1;
      } else {
        const resource = order < 0 ? was.record : is.record;
        for await (const slice of slices.before(resource)) yield { kind: 'slice', slice };
        yield order < 0 ? missing(resource, slices.at(resource)) : come(resource, slices.at(resource));
      }
      if (order <= 0) was.advance();
      if (order >= 0) is.advance();
    }
    for await (const slice of slices.before(undefined)) yield { kind: 'slice', slice };
    yield { kind: 'same', resources: same, slices: slices.compared };
  } finally {
    await was.close();
    await is.close();
    await slices.close();
  }
}

function between(before: ResourceRecord, resource: ResourceRecord): Difference | undefined {
  if (before.content_hash === resource.content_hash) return undefined;
  const change = compareStates(before, resource);
  const isUnreadAlone = change.patch.length === 0 && change.unread.length > 0;
  return isUnreadAlone ? { kind: 'unread_changed', before, resource } : { kind: 'changed', before, resource, change };
}

const missing = (resource: ResourceRecord, slice: SlicePair): Difference =>
  isListed(slice) ? { kind: 'removed', resource } : { kind: 'not_seen', resource, slice };

const come = (resource: ResourceRecord, slice: SlicePair): Difference =>
  slice.prev === 'complete' ? { kind: 'added', resource } : { kind: 'newly_seen', resource, slice };

/** The join's position in one side. */
class Cursor {
  readonly #name: string;
  readonly #batches: AsyncIterator<readonly (Buffer | ResourceRecord)[]>;
  #batch: readonly (Buffer | ResourceRecord)[] = [];
  #at = 0;
  #record: ResourceRecord | undefined;
  isEnded = false;

  constructor({ name, resources }: Inventory) {
    this.#name = name;
    this.#batches = resources[Symbol.asyncIterator]();
  }

  /** True if `fill` must be called to know the next resource. */
  get isSpent(): boolean {
    return this.#at === this.#batch.length && !this.isEnded;
  }

  async fill(): Promise<void> {
    while (this.isSpent) {
      const { done, value } = await this.#batches.next();
      if (done) this.isEnded = true;
      else [this.#batch, this.#at] = [value, 0];
    }
  }

  equals(other: Cursor): boolean {
    const mine = this.#batch[this.#at];
    const theirs = other.#batch[other.#at];
    return Buffer.isBuffer(mine) && Buffer.isBuffer(theirs) && mine.equals(theirs);
  }

  get record(): ResourceRecord {
    if (this.#record) return this.#record;
    const entry = this.#batch[this.#at]!;
    return (this.#record = Buffer.isBuffer(entry) ? parseResource(entry, this.#name) : entry);
  }

  advance(): void {
    this.#at += 1;
    this.#record = undefined;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
