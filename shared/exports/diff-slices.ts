/** The slices of two exports side by side, in order, as a stream: an estate has millions of them. */
import type { SliceOutcome } from '../inventory/model.ts';
import { compareText } from './order.ts';
import type { CoverageRecord } from './records.ts';
import { WHOLE_ACCOUNT } from './whole-slices.ts';

export type Slice = Pick<CoverageRecord, 'account_id' | 'segment' | 'type'>;

export interface SlicePair extends Slice {
  /** Null: not known to the export, so out of its scope, or its first run was under way. */
  readonly prev: SliceOutcome | null;
  readonly curr: SliceOutcome | null;
}

/**
 * Both were listed to their end: what one does not show was not there. A service or region that is switched off
 * (`unsupported`) keeps what it holds: not to see it there is no evidence.
 */
export const isListed = ({ prev, curr }: SlicePair): boolean => prev === 'complete' && curr === 'complete';

/** Or there was nothing to list on either side. */
const isCompared = (pair: SlicePair): boolean => isListed(pair) || (pair.prev === 'unsupported' && pair.curr === 'unsupported');

const compareSlices = (a: Slice, b: Slice): number =>
  compareText(a.account_id, b.account_id) || compareText(a.segment, b.segment) || compareText(a.type, b.type);

export type Coverage = Iterable<CoverageRecord> | AsyncIterable<CoverageRecord>;

/** Every slice that either side knows. */
async function* slicePairs(prev: Coverage, curr: Coverage): AsyncGenerator<SlicePair> {
  const before = iteratorOf(prev);
  const after = iteratorOf(curr);
  try {
    let was = await before.next();
    let is = await after.next();
    while (!was.done || !is.done) {
      const order = was.done ? 1 : is.done ? -1 : compareSlices(was.value, is.value);
      const { account_id, segment, type } = (order <= 0 ? was.value : is.value) as Slice;
      const left = order <= 0 ? (was.value as CoverageRecord).outcome : null;
      const right = order >= 0 ? (is.value as CoverageRecord).outcome : null;
      yield { account_id, segment, type, prev: left, curr: right };
      if (order <= 0) was = await before.next();
      if (order >= 0) is = await after.next();
    }
  } finally {
    await before.return(undefined);
    await after.return(undefined);
  }
}

async function* iteratorOf(coverage: Coverage): AsyncGenerator<CoverageRecord, undefined> {
  yield* coverage;
}

/** Follows a join of resources through the slices. */
export class SliceCursor {
  readonly #pairs: AsyncGenerator<SlicePair>;
  #next: SlicePair | undefined;
  #isEnded = false;
  /** Of an account that could not be read at all: what it says stands for each slice that it does not name. */
  #account: SlicePair | undefined;
  /** So far: those that both sides saw whole. */
  compared = 0;

  constructor(prev: Coverage, curr: Coverage) {
    this.#pairs = slicePairs(prev, curr);
  }

  /** Leaves behind the slices before a resource's own, or all; yields those that one side at least did not see whole. */
  async *before(resource: Slice | undefined): AsyncGenerator<SlicePair> {
    for (;;) {
      if (!this.#next && !this.#isEnded) await this.#read();
      if (!this.#next || (resource && compareSlices(this.#next, resource) >= 0)) return;
      if (isCompared(this.#next)) this.compared += 1;
      else yield this.#next;
      this.#next = undefined;
    }
  }

  /** After `before`. A slice that neither side's coverage knows was seen whole by none. */
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
