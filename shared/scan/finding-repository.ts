/** Reads and writes the rows of findings and policy_results on behalf of one scan. Every write is conditional, except for the first findings of an account. */
import { ConditionFailed } from '../errors.ts';
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, JobId } from '../ids.ts';
import { absent, equals, queryAll, type Store } from '../storage/store.ts';
import { replaceRow } from '../storage/whole-row.ts';
import type { FindingEvents } from './finding-events.ts';
import type { FindingRow, PolicyResult, PolicyResultsRow } from './model.ts';
import { resultsItem, resultsOf } from './policy-results.ts';

/** The scan on whose behalf rows are written. */
export interface ScanIdentity {
  readonly account_id: AccountId;
  readonly job_id: JobId;
  /** Strictly later than that of every earlier scan over the account. */
  readonly observed_at: string;
}

/** The part of a finding that a scan keeps in memory for the whole account. The history is left out. */
export type KnownFinding = Omit<
  FindingRow,
  | 'account_id'
  | 'finding_id'
  | 'resource_id'
  | 'type'
  | 'region'
  | 'history'
  | 'list_shard'
  | 'list_order'
  | 'first_seen_at'
  | 'opened_at'
  | 'resolved_at'
  | keyof OutboxAttributes
>;

const KNOWN_FIELDS = [
  'finding_id',
  'policy_id',
  'resource_uid',
  'resource_name',
  'title',
  'severity',
  'status',
  'verdict',
  'reason',
  'evidence',
  'suppression',
  'evaluated_at',
  'version',
] as const satisfies readonly (keyof FindingRow)[];

/** A consistent read; undefined if there is no such finding. */
export const readFinding = async (store: Store, accountId: AccountId, findingId: string): Promise<FindingRow | undefined> =>
  (await store.get('findings', { account_id: accountId, finding_id: findingId }, { consistent: true })) as FindingRow | undefined;

/**
 * Writes the row, with the event that it causes, if the stored one still has the version of `before`; returns false if it has changed. The
 * caller sends the events.
 */
export async function writeFinding(store: Store, row: FindingRow, before: FindingRow | undefined, events: FindingEvents): Promise<boolean> {
  try {
    const told = await events.told(row, before);
    await store.put('findings', told, before ? equals('version', before.version) : absent('account_id'));
    events.written(told);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

export class FindingRepository {
  readonly #store: Store;
  readonly #scan: ScanIdentity;
  readonly #events: FindingEvents;

  constructor(store: Store, scan: ScanIdentity, events: FindingEvents) {
    this.#store = store;
    this.#scan = scan;
    this.#events = events;
  }

  /** Every finding of the account by its id, including resolved ones. */
  async knownFindings(): Promise<Map<string, KnownFinding>> {
    const findings = new Map<string, KnownFinding>();
    const texts = new Map<string, string>();
    /** Saves memory: one string for all rows that have the same text. */
    const shared = (text: string): string => {
      const first = texts.get(text);
      if (first === undefined) texts.set(text, text);
      return first ?? text;
    };
    const rows = queryAll(this.#store, 'findings', { partition: this.#scan.account_id, fields: KNOWN_FIELDS, consistent: true });
    for await (const { finding_id, ...row } of rows as AsyncIterable<KnownFinding & Pick<FindingRow, 'finding_id'>>) {
      findings.set(finding_id, {
        ...row,
        policy_id: shared(row.policy_id),
        title: shared(row.title),
        evaluated_at: shared(row.evaluated_at),
        ...(row.reason !== undefined && { reason: shared(row.reason) }),
        ...(row.evidence !== undefined && { evidence: shared(row.evidence) }),
      });
    }
    return findings;
  }

  /**
   * Writes new findings without a condition, in batches. Only the account's first scan may do so (`begin`): its lease keeps other scans
   * away, and nobody else creates findings. @throws any error of the storage; some of the rows may be stored then
   */
  async writeNew(rows: readonly FindingRow[]): Promise<void> {
    const told: FindingRow[] = [];
    for (const row of rows) told.push(await this.#events.told(row, undefined));
    await this.#store.putMany('findings', told, { once: true });
    for (const row of told) this.#events.written(row);
  }

  /** Sends the events of the findings that were written since the last call. */
  async sendEvents(): Promise<void> {
    await this.#events.send();
  }

  async read(findingId: string): Promise<FindingRow | undefined> {
    return await readFinding(this.#store, this.#scan.account_id, findingId);
  }

  /** Writes the row if the stored one still has the version of `before`; returns false if it has changed. */
  async write(row: FindingRow, before: FindingRow | undefined): Promise<boolean> {
    return await writeFinding(this.#store, row, before, this.#events);
  }

  /**
   * Called before the scan reads or writes a finding. `results` are those of earlier scans. `isFirst`: no scan of the account has begun
   * before this one. A scan that begins after one that has stored no results takes its row over, so that `mustBeNewest` stops that one.
   * @throws ConditionFailed if a newer scan has begun or has stored its results
   */
  async begin(): Promise<{ readonly results: PolicyResultsRow; readonly isFirst: boolean }> {
    const { account_id, observed_at } = this.#scan;
    const before = await this.#results();
    if (before && before.observed_at > observed_at) throw new ConditionFailed('policy_results');
    if (before && Object.keys(before.results).length > 0) return { results: before, isFirst: false };
    if (before) return { results: await this.saveResults({}, [], before), isFirst: false };
    try {
      const results: PolicyResultsRow = { account_id, observed_at, results: {} };
      await this.#store.put('policy_results', resultsItem(results), absent('account_id'));
      return { results, isFirst: true };
    } catch (error) {
      if (error instanceof ConditionFailed) return { ...(await this.begin()), isFirst: false };
      throw error;
    }
  }

  /** @throws ConditionFailed if another scan of the account has begun since this one did */
  async mustBeNewest(): Promise<void> {
    const row = await this.#results();
    if (row?.observed_at !== this.#scan.observed_at) throw new ConditionFailed('policy_results');
  }

  /** The account's results by policy, as scans stored them. */
  async #results(): Promise<PolicyResultsRow | undefined> {
    const row = await this.#store.get('policy_results', { account_id: this.#scan.account_id }, { consistent: true });
    return row && resultsOf(row);
  }

  /**
   * Writes the account's results: `before`, the row that the scan read, with `results` in place of older ones and without the policies `removed`.
   * @throws ConditionFailed if a newer scan has written its results
   */
  async saveResults(
    results: Readonly<Record<string, PolicyResult>>,
    removed: readonly string[],
    before: PolicyResultsRow | undefined,
  ): Promise<PolicyResultsRow> {
    const { account_id, observed_at } = this.#scan;
    const place = { table: 'policy_results', key: { account_id }, itemOf: resultsItem, rowOf: resultsOf } as const;
    return await replaceRow<PolicyResultsRow>(this.#store, place, observed_at, before, (known) => {
      const kept = Object.entries({ ...known?.results, ...results }).filter(([policyId]) => !removed.includes(policyId));
      return { account_id, observed_at, results: Object.fromEntries(kept) };
    });
  }
}
