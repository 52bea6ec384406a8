/** Reads many entries with one call, and blames a refusal only on the ids that are refused by themselves. */
import type { LimitFunction } from 'p-limit';
import type { BatchCall } from '../types/definition.ts';
import { isAmong } from './caller.ts';
import { type BatchAnswer, type Calls, type Entry, valueOf } from './calls.ts';
import { GONE, type Outcome, type Outcomes, settled } from './outcome.ts';
import { chunked } from './streams.ts';

type Answers = readonly (readonly [Entry, Outcome<unknown>])[];

/** Turns the failure of a call into an outcome. @throws CloudError for a failure that may pass */
type Attempt = <T>(call: () => Promise<T>) => Promise<Outcome<T>>;

export class BatchReader {
  readonly #calls: Calls;
  readonly #limit: LimitFunction;
  readonly #attempt: Attempt;
  /** Calls that were refused for every single id of a batch: the permission is probably missing altogether. */
  readonly #refused = new Set<BatchCall>();

  constructor(calls: Calls, limit: LimitFunction, attempt: Attempt) {
    this.#calls = calls;
    this.#limit = limit;
    this.#attempt = attempt;
  }

  /** The outcome for every entry. `missing` is the error code of an entry for which the service does not answer. */
  async read(call: BatchCall, entries: readonly Entry[], missing: string): Promise<Outcomes> {
    const [nameless, named] = partition(entries, (entry) => (valueOf(entry, call.ids[1]) ?? null) === null);
    // Entries of one call share the inputs that come from their parents.
    const caretPaths = Object.values(call.from ?? {}).filter((path) => path.startsWith('^'));
    const groups = Map.groupBy(named, ({ parent }) => JSON.stringify(caretPaths.map((path) => parent?.[path.slice(1)])));
    const batches = [...groups.values()].flatMap((group) => chunked(group, call.size));
    const answers = await settled(batches.map((batch) => this.#limit(() => this.#batch(call, batch, missing))));
    return new Map([...answers.flat(), ...nameless.map((entry) => [entry, { unread: { error_code: missing } }] as const)]);
  }

  async #batch(call: BatchCall, batch: readonly Entry[], missing: string): Promise<Answers> {
    const answers = await this.#answers(call, batch, missing, this.#refused.has(call));
    if (batch.length > 1 && answers.every(([, outcome]) => 'unread' in outcome)) this.#refused.add(call);
    else if (answers.some(([, outcome]) => 'value' in outcome)) this.#refused.delete(call);
    return answers;
  }

  /**
   * A refusal may be about one id only, so the batch is halved until the refused ids stand alone. That would take twice as many calls as there are
   * ids where the permission is missing for all of them. With `expectRefusal`, a batch whose first and last id are refused as well is therefore
   * taken to be refused as a whole.
   */
  async #answers(call: BatchCall, batch: readonly Entry[], missing: string, expectRefusal: boolean): Promise<Answers> {
    const outcome = await this.#attempt(async () => await this.#calls.batch(call, batch));
    if ('value' in outcome) return batch.map((entry) => [entry, outcomeOf(entry, call, outcome.value, missing)]);
    if (batch.length === 1) return batch.map((entry) => [entry, outcome]);
    if (expectRefusal && 'unread' in outcome && (await this.#areEndsRefused(call, batch, missing))) {
      return batch.map((entry) => [entry, outcome]);
    }
    const half = Math.ceil(batch.length / 2);
    return [
      ...(await this.#answers(call, batch.slice(0, half), missing, false)),
      ...(await this.#answers(call, batch.slice(half), missing, false)),
    ];
  }

  async #areEndsRefused(call: BatchCall, batch: readonly Entry[], missing: string): Promise<boolean> {
    for (const end of [batch.slice(0, 1), batch.slice(-1)]) {
      const [[, outcome] = []] = await this.#answers(call, end, missing, false);
      if (!outcome || !('unread' in outcome)) return false;
    }
    return true;
  }
}

function partition<T>(list: readonly T[], isFirst: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter((each) => isFirst(each)), list.filter((each) => !isFirst(each))];
}

function outcomeOf(entry: Entry, call: BatchCall, { found, failed }: BatchAnswer, missing: string): Outcome<unknown> {
  const id = valueOf(entry, call.ids[1]);
  if (found.has(id)) return { value: found.get(id) };
  const reason = failed.get(id);
  if (isAmong(reason, call.failures?.gone)) return GONE;
  if (reason === undefined && call.onlySet) return { value: null };
  return { unread: { error_code: reason ?? missing } };
}
