/** Reads one account's export from the tables, in memory that does not grow with the account. */
import type { AccountRow } from '../connections/model.ts';
import { type CustomerId, parseResourceUid, type SliceId, sliceId } from '../ids.ts';
import { coverageOf } from '../inventory/coverage.ts';
import type { CoverageRow, ResourceRow } from '../inventory/model.ts';
import { typeNamed } from '../registry.ts';
import type { Stage } from '../observability/stages.ts';
import { evidenceOf, suppressionView } from '../scan/finding-view.ts';
import type { FindingRow } from '../scan/model.ts';
import { readAhead } from '../scan/read-ahead.ts';
import { type Item, type Key, type Query, queryAll, type Store } from '../storage/store.ts';
import type { TableName } from '../storage/schema.ts';
import { AccountChanges } from './account-changes.ts';
import { coverageRecords, slicesInOrder } from './account-coverage.ts';
import { accountRecord } from './account-record.ts';
import { compareText } from './order.ts';
import { managedRecords } from './managed-record.ts';
import type { AccountRecord, ChangeRecord, FindingRecord, ManagedRecord, ResourceRecord } from './records.ts';
import { storedRecord } from './resource-record.ts';
import type { ExportContent } from './write-export.ts';

/** The number of slices whose first pages are read at once. */
const SLICES_AHEAD = 4;

export interface AccountContentOptions {
  /** The export's own UTC day: `2026-11-21`. The export holds the changes of this day and of the day before. */
  readonly day: string;
  /** An existing folder for temporary files of the sort. */
  readonly folder: string;
  /** Called before each page of rows. If it throws, the export ends with that error. */
  readonly goOn: () => Promise<void>;
  readonly stage: Stage;
}

export class AccountContent {
  /** The number of resources that were read so far, by type. */
  readonly byType: Record<string, number> = {};
  readonly #store: Store;
  readonly #account: AccountRow;
  readonly #coverage: readonly CoverageRow[];
  readonly #options: AccountContentOptions;
  readonly #changes: AccountChanges;
  readonly #bySlice = new Map<SliceId, number>();

  private constructor(store: Store, account: AccountRow, coverage: readonly CoverageRow[], options: AccountContentOptions) {
    this.#store = store;
    this.#account = account;
    this.#coverage = coverage;
    this.#options = options;
    this.#changes = new AccountChanges(store, { account_id: account.account_id, ...options });
  }

  static async open(store: Store, account: AccountRow, options: AccountContentOptions): Promise<AccountContent> {
    const coverage: CoverageRow[] = [];
    for await (const item of queryAll(store, 'coverage', { partition: account.account_id, consistent: true }))
      coverage.push(coverageOf(item));
    return new AccountContent(
      store,
      account,
      coverage.toSorted((a, b) => compareText(a.segment, b.segment)),
      options,
    );
  }

  /** Read it once, the resources first: reading them counts them and collects their newest changes. */
  records(): ExportContent {
    return {
      resources: this.#resources(),
      findings: this.#findings(),
      changes: this.#changesInOrder(),
      coverage: coverageRecords(this.#account, this.#coverage, this.#bySlice),
      accounts: this.#accounts(),
      managed: this.#managed(),
    };
  }

  /** Within a slice, the table has the same order as the file: both compare UTF-8 bytes. */
  async *#resources(): AsyncGenerator<ResourceRecord> {
    const slices = this.#coverage.flatMap(({ segment, slices: inSegment }) =>
      slicesInOrder(inSegment).flatMap(([type, { populated }]) => (populated ? [{ segment, type }] : [])),
    );
    const id = this.#account.account_id;
    const pages = readAhead(
      slices.map(
        ({ type, segment }) =>
          () =>
            this.#pages('resources', { partition: sliceId(id, type, segment) }),
      ),
      SLICES_AHEAD,
    );
    for await (const page of pages) {
      for (const row of page as readonly unknown[] as readonly ResourceRow[]) {
        await this.#changes.addRow(row);
        if (row.is_last !== 1) continue;
        this.byType[row.type] = (this.byType[row.type] ?? 0) + 1;
        const slice = sliceId(id, row.type, row.segment);
        this.#bySlice.set(slice, (this.#bySlice.get(slice) ?? 0) + 1);
        yield storedRecord(row, typeNamed(row.type));
      }
    }
  }

  async *#findings(): AsyncGenerator<FindingRecord> {
    for await (const page of this.#pages('findings', { partition: this.#account.account_id })) {
      // The store's items have no type of their own; the table `findings` has such rows only.
      for (const row of page as readonly unknown[] as readonly FindingRow[]) yield findingRecord(row, this.#account.customer_id);
    }
  }

  /**
   * The index has no consistent reads. A change that it does not hold yet comes from the resource's row, or is in the next nightly
   * export. The latter also holds for the last delete of a slice that has been empty since then, because its rows are not read.
   */
  async *#changesInOrder(): AsyncGenerator<ChangeRecord> {
    for (const partition of this.#changes.partitions) {
      for await (const page of this.#pages('changes', { index: 'changes_by_account_day', partition })) await this.#changes.addKeys(page);
    }
    yield* this.#changes.records();
  }

  *#accounts(): Generator<AccountRecord> {
    yield accountRecord(this.#account, this.byType);
  }

  /** The index has no consistent reads: what it does not hold yet is in the next nightly export. */
  async *#managed(): AsyncGenerator<ManagedRecord> {
    const query = { index: 'managed_by_account', partition: this.#account.account_id } as const;
    for await (const page of this.#pages('managed_resources', query)) {
      const keys = page.map((item) => ({ managed_id: String(item['managed_id']) }));
      if (keys.length > 0) for (const item of await this.#store.getMany('managed_resources', keys)) yield* managedRecords(item);
    }
  }

  async *#pages(table: TableName, query: Query): AsyncGenerator<readonly Item[]> {
    let cursor: Key | undefined;
    do {
      await this.#options.goOn();
      const asked = { ...query, ...(!query.index && { consistent: true }), cursor };
      const page = await this.#options.stage('read', () => this.#store.query(table, asked));
      yield page.items;
      cursor = page.cursor;
    } while (cursor);
  }
}

/** The file's readers are the account's owner as well, who is not told of operators' reasons. */
const findingRecord = (row: FindingRow, owner: CustomerId | undefined): FindingRecord => ({
  account_id: row.account_id,
  segment: parseResourceUid(row.resource_uid)?.segment ?? row.region,
  type: row.type,
  resource_id: row.resource_id,
  region: row.region,
  policy_id: row.policy_id,
  finding_id: row.finding_id,
  resource_uid: row.resource_uid,
  resource_name: row.resource_name,
  title: row.title,
  severity: row.severity,
  status: row.status,
  verdict: row.verdict,
  reason: row.reason ?? null,
  evidence: evidenceOf(row) ?? null,
  first_seen_at: row.first_seen_at,
  opened_at: row.opened_at,
  resolved_at: row.resolved_at ?? null,
  suppression: suppressionView(row, owner) ?? null,
});

export { dayOf } from './account-changes.ts';
