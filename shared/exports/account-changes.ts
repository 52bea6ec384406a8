/**
 * The changes of one account that an export holds: those of its own day and of the whole day before. Nightly exports overlap by a day,
 * so that the next one holds a change that was observed after an export was made, or that was not in the index yet.
 */
import { type AccountId, parseResourceUid, type ResourceUid } from '../ids.ts';
import { changeRowOf } from '../inventory/changes.ts';
import type { ChangeRow, ResourceRow } from '../inventory/model.ts';
import type { Item, Key, Store } from '../storage/store.ts';
import { compareRecords } from './order.ts';
import type { ChangeRecord } from './records.ts';
import { SortedSpool } from './sorted-spool.ts';

const DAY_MS = 86_400_000;
/** The most rows that DynamoDB returns in one batch. */
const READ_TOGETHER = 100;

/** The fields by which changes are sorted and unique. `change` holds the whole record if it came from the resource's row. */
type Told = Pick<ChangeRecord, 'account_id' | 'segment' | 'type' | 'resource_id' | 'resource_uid' | 'version'> & {
  readonly change?: ChangeRecord;
};

export interface AccountChangesOptions {
  readonly account_id: AccountId;
  /** The export's own UTC day: `2026-11-21`. */
  readonly day: string;
  /** An existing folder for temporary files of the sort. */
  readonly folder: string;
  /** Called before each batch of reads. If it throws, the export ends with that error. */
  readonly goOn: () => Promise<void>;
}

export class AccountChanges {
  /** The partitions of the index, the older day first. */
  readonly partitions: readonly string[];
  readonly #store: Store;
  readonly #days: readonly string[];
  readonly #goOn: () => Promise<void>;
  readonly #spool: SortedSpool<Told>;

  constructor(store: Store, { account_id, day, folder, goOn }: AccountChangesOptions) {
    this.#store = store;
    this.#days = [dayBefore(day), day];
    this.partitions = this.#days.map((one) => `${account_id}#${one}`);
    this.#goOn = goOn;
    const compare = compareRecords('changes');
    this.#spool = new SortedSpool({ folder, compare: (a, b) => compare(a as ChangeRecord, b as ChangeRecord) });
  }

  /** Adds the row's newest change, which may not have been copied to the history yet. */
  async addRow(row: ResourceRow): Promise<void> {
    if (!this.#days.includes(dayOf(row.last_change.observed_at))) return;
    const change = changeRecord(changeRowOf(row));
    await this.#spool.add({ ...keyOf(change.resource_uid, change.version), change });
  }

  /** Adds the changes that a page of the index lists. */
  async addKeys(page: readonly Item[]): Promise<void> {
    for (const item of page) await this.#spool.add(keyOf(item['resource_uid'] as ResourceUid, item['version'] as number));
  }

  /** The changes in order, each once. Call it after everything was added. */
  async *records(): AsyncGenerator<ChangeRecord> {
    try {
      let batch: Told[] = [];
      for await (const told of this.#spool.sorted()) {
        const last = batch.at(-1);
        if (last?.resource_uid === told.resource_uid && last.version === told.version) {
          if (told.change) batch[batch.length - 1] = told;
          continue;
        }
        if (batch.length === READ_TOGETHER) {
          yield* await this.#read(batch);
          batch = [];
        }
        batch.push(told);
      }
      yield* await this.#read(batch);
    } finally {
      await this.#spool.close();
    }
  }

  async #read(batch: readonly Told[]): Promise<readonly ChangeRecord[]> {
    const keys = batch.flatMap(({ change, resource_uid, version }): Key[] => (change ? [] : [{ resource_uid, version: version ?? 0 }]));
    const found = new Map<string, ChangeRow>();
    if (keys.length > 0) {
      await this.#goOn();
      const rows = (await this.#store.getMany('changes', keys)) as readonly unknown[] as readonly ChangeRow[];
      for (const row of rows) found.set(nameOf(row), row);
    }
    const records: ChangeRecord[] = [];
    for (const told of batch) records.push(told.change ?? changeRecord(found.get(nameOf(told)) ?? (await this.#readAgain(told))));
    return records;
  }

  /** Reads consistently: the index may hold a row that the batch, which read another replica of the table, did not see yet. */
  async #readAgain({ resource_uid, version }: Told): Promise<ChangeRow> {
    const row = await this.#store.get('changes', { resource_uid, version: version ?? 0 }, { consistent: true });
    if (!row) throw new Error(`The index names change ${version} of ${resource_uid}, which is not stored; changes are never removed.`);
    return row as unknown as ChangeRow;
  }
}

const nameOf = ({ version, resource_uid }: Pick<Told, 'resource_uid' | 'version'>): string => `${version} ${resource_uid}`;

function keyOf(uid: ResourceUid, version: number | null): Told {
  const parts = parseResourceUid(uid);
  if (!parts) throw new Error(`${JSON.stringify(uid)} is stored as a resource's id and is none.`);
  const { account_id, segment, type, resource_id } = parts;
  return { account_id, segment, type, resource_id, resource_uid: uid, version };
}

const changeRecord = (row: ChangeRow): ChangeRecord => ({
  ...keyOf(row.resource_uid, row.version),
  region: row.region,
  op: row.op,
  observed_at: row.observed_at,
  job_id: row.job_id,
  patch: row.patch,
});

/** The UTC day of an ISO 8601 time: `2026-11-21`. */
export const dayOf = (time: string): string => time.slice(0, 10);

const dayBefore = (day: string): string => dayOf(new Date(Date.parse(day) - DAY_MS).toISOString());
