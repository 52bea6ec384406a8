/** Pairs the slices of two exports, in order, as a stream: a large estate has millions of slices. */
import type { SliceOutcome } from '../inventory/model.ts';
import { compareText } from './order.ts';
import type { CoverageRecord } from './records.ts';
import { WHOLE_ACCOUNT } from '../inventory/whole-slices.ts';

export type Slice = Pick<CoverageRecord, 'account_id' | 'segment' | 'type'>;

export interface SlicePair extends Slice {
  /** Null if the slice was out of the export's scope, or its first run was under way. */
  readonly prev: SliceOutcome | null;
  readonly curr: SliceOutcome | null;
}

/**
 * True if both exports listed the slice to its end, so that a resource that one of them does not have did not exist then. `unsupported`
 * does not count: a service or region that is switched off keeps its resources, so that not seeing them is no evidence.
 */
export const isListed = ({ prev, curr }: SlicePair): boolean => prev === 'complete' && curr === 'complete';

/** True also if neither side could list anything, because the service or region is switched off on both. */
const isCompared = (pair: SlicePair): boolean => isListed(pair) || (pair.prev === 'unsupported' && pair.curr === 'unsupported');

const compareSlices = (a: Slice, b: Slice): number =>
  compareText(a.account_id, b.account_id) || compareText(a.segment, b.segment) || compareText(a.type, b.type);

export type Coverage = Iterable<CoverageRecord> | AsyncIterable<CoverageRecord>;

type SliceRecord = CoverageRecord & { readonly outcome: SliceOutcome | null };

/** Every slice that at least one side's coverage has. */
async function* slicePairs(prev: Coverage, curr: Coverage): AsyncGenerator<SlicePair> {
  const before = iteratorOf(prev);
  const after = iteratorOf(curr);
  try {
    let was = await before.next();
    let is = await after.next();
    while (!was.done || !is.done) {
      const order = was.done ? 1 : is.done ? -1 : compareSlices(was.value, is.value);
      const { account_id, segment, type } = (order <= 0 ? was.value : is.value) as Slice;
      const left = order <= 0 ? (was.value as SliceRecord).outcome : null;
      const right = order >= 0 ? (is.value as SliceRecord).outcome : null;
      yield { account_id, segment, type, prev: left, curr: right };
      if (order <= 0) was = await before.next();
      if (order >= 0) is = await after.next();
    }
  } finally {
    await before.return(undefined);
    await after.return(undefined);
  }
}

async function* iteratorOf(coverage: Coverage): AsyncGenerator<SliceRecord, undefined> {
  // A diff is about slices, and a type that is not read has none.
  for await (const { outcome, ...record } of coverage) if (outcome !== 'not_read') yield { ...record, outcome };
}

/** Walks through the slices in step with a join of the resources. */
export class SliceCursor {
  readonly #pairs: AsyncGenerator<SlicePair>;
  #next: SlicePair | undefined;
  #isEnded = false;
  /** The pair of an account that could not be read at all. It stands for every slice of the account that has no pair of its own. */
  #account: SlicePair | undefined;
  /** The number of slices so far that both sides saw whole. */
  compared = 0;

  constructor(prev: Coverage, curr: Coverage) {
    this.#pairs = slicePairs(prev, curr);
  }

  /** Moves past the slices before the resource's own, or past all; yields those that at least one side did not see whole. */
  async *before(resource: Slice | undefined): AsyncGenerator<SlicePair> {
    for (;;) {
      if (!this.#next && !this.#isEnded) await this.#read();
      if (!this.#next || (resource && compareSlices(this.#next, resource) >= 0)) return;
      if (isCompared(this.#next)) this.compared += 1;
      else yield this.#next;
      this.#next = undefined;
    }
  }

  /** The pair of a slice; call it after `before`. A slice that neither side's coverage has counts as not seen whole. */
  at({ account_id, segment, type }: Slice): SlicePair {
    const none = this.#filled({ account_id, segment, type, prev: null, curr: null });
    return this.#next && compareSlices(this.#next, none) === 0 ? this.#next : none;
  }

  async #read(): Promise<void> {
    const { done, value } = await this.#pairs.next();
    if (done) this.#isEnded = true;
    else this.#next = this.#filled(value);
    if (this.#next?.segment === WHOLE_ACCOUNT) this.#account = this.#next;
  }

  #filled(pair: SlicePair): SlicePair {
    const whole = this.#account?.account_id === pair.account_id ? this.#account : undefined;
    return whole ? { ...pair, prev: pair.prev ?? whole.prev, curr: pair.curr ?? whole.curr } : pair;
  }

  async close(): Promise<void> {
    await this.#pairs.return(undefined);
  }
}
