/** Checks the files of an exported account against the stored rows. */
import { dayOf } from '../../shared/exports/account-changes.ts';
import { type AttemptPlace, fileKey } from '../../shared/exports/night-layout.ts';
import type { ChangeRecord, DatasetName, Records } from '../../shared/exports/records.ts';
import type { AccountId } from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { changeRowOf } from '../../shared/inventory/changes.ts';
import type { ChangeRow, ResourceRow } from '../../shared/inventory/model.ts';
import type { FindingRow } from '../../shared/scan/model.ts';
import type { Invocation } from './invocation.ts';
import type { Scheduler } from './scheduler.ts';
import type { Bucket } from './sim-bucket.ts';
import type { Tables } from './sim-store.ts';
import type { Violations } from './violations.ts';

interface AccountRows {
  readonly resources: ResourceRow;
  readonly findings: FindingRow;
}

export class ExportContent {
  readonly #bucket: Bucket;
  readonly #tables: Tables;
  readonly #scheduler: Scheduler;
  readonly #violations: Violations;
  /** When each resource's row and each finding was last written. */
  readonly #written = new Map<string, number>();

  constructor(bucket: Bucket, tables: Tables, scheduler: Scheduler, violations: Violations) {
    this.#bucket = bucket;
    this.#tables = tables;
    this.#scheduler = scheduler;
    this.#violations = violations;
  }

  rowWritten(id: string): void {
    this.#written.set(id, this.#scheduler.now());
  }

  /** Checks that every row that was not written since the task began is in the account's files as it is stored. */
  check(place: AttemptPlace, by: Invocation): void {
    const { date, account_id: id } = place;
    const isStable = (key: string): boolean => (this.#written.get(key) ?? Infinity) < by.startedAt;
    const lines = <N extends DatasetName>(dataset: N): readonly Records[N][] =>
      this.#bucket.lines(fileKey(dataset, 'jsonl', place)) as readonly Records[N][];
    const resources = new Map(lines('resources').map((record) => [record.resource_uid as string, record]));
    const changes = new Map(lines('changes').map((record) => [`${record.resource_uid} ${record.version}`, record]));
    const days = [dayOf(new Date(Date.parse(date) - 86_400_000).toISOString()), date];
    for (const row of this.#rows('resources', id)) {
      const exported = resources.get(row.resource_uid);
      resources.delete(row.resource_uid);
      if (!isStable(row.resource_uid)) continue;
      const isSame = row.is_last === 1 ? exported?.content_hash === row.content_hash : exported === undefined;
      this.#violations.require(isSame, 'an export holds what is stored, and nothing else', () => ({ row, exported, by: by.name }));
      const change = changeRowOf(row);
      // The rows of an empty slice are not read, so its last deletes are exported only if the index has them already.
      if (row.is_last !== 1 || !days.includes(dayOf(change.observed_at))) continue;
      const told = changes.has(`${row.resource_uid} ${change.version}`);
      this.#violations.require(told, 'an export tells the newest change of what it holds', () => ({ change, by: by.name }));
    }
    this.#violations.require(resources.size === 0, 'an export holds no resource that never was', () => ({
      resources: [...resources.keys()],
    }));
    for (const record of changes.values()) this.#checkChange(record);
    const findings = new Map(lines('findings').map((record) => [record.finding_id, record]));
    for (const row of this.#rows('findings', id)) {
      const exported = findings.get(row.finding_id);
      const isSame = !isStable(row.finding_id) || (exported?.status === row.status && exported.verdict === row.verdict);
      this.#violations.require(isSame, 'an export holds every finding as it is stored', () => ({ row, exported, by: by.name }));
    }
  }

  #checkChange(record: ChangeRecord): void {
    const { resource_uid, version, op, observed_at, patch } = record;
    const stored = this.#tables.row('changes', { resource_uid, version }) as unknown as ChangeRow | undefined;
    const isSame = !stored || canonicalJson([op, observed_at, patch]) === canonicalJson([stored.op, stored.observed_at, stored.patch]);
    this.#violations.require(isSame, 'an export tells a change as it is stored', () => ({ record, stored }));
  }

  #rows<N extends keyof AccountRows>(table: N, id: AccountId): readonly AccountRows[N][] {
    return ([...this.#tables.rows(table)] as unknown as readonly AccountRows[N][]).filter(({ account_id }) => account_id === id);
  }
}
