/** Evidence from the files of an export. */
import { compareText } from '../exports/order.ts';
import type { Export } from '../exports/read-export.ts';
import type { CoverageRecord, FindingRecord, ResourceRecord } from '../exports/records.ts';
import type { AccountId } from '../ids.ts';
import type { Subject } from '../policies/evaluation.ts';
import type { EvidenceAccount, EvidenceSource, FindingNote, SeenSlice } from './source.ts';

/** Reads each file once: all are sorted by account. `only`: these accounts; undefined for all. @throws BadExport */
export function exportSource(exported: Export, only?: ReadonlySet<AccountId>): EvidenceSource {
  const { folder, manifest } = exported;
  return { name: `the export ${folder}`, collected_at: manifest.collected_at, accounts: () => accountsOf(exported, only) };
}

async function* accountsOf(exported: Export, only: ReadonlySet<AccountId> | undefined): AsyncGenerator<EvidenceAccount> {
  const { collected_at } = exported.manifest;
  const coverage = new ByAccount(exported.records('coverage'));
  const findings = new ByAccount(exported.has('findings') ? exported.records('findings') : none<FindingRecord>());
  const resources = new ByAccount(exported.has('resources') ? exported.records('resources') : none<ResourceRecord>());
  try {
    for await (const { account_id } of exported.records('accounts')) {
      if (only && !only.has(account_id)) continue;
      yield {
        account_id,
        slices: async function* () {
          for await (const record of coverage.of(account_id)) yield* sliceOf(record);
        },
        findings: async function* () {
          for await (const record of findings.of(account_id)) if (record.status !== 'resolved') yield [record.finding_id, noteOf(record)];
        },
        resources: async function* () {
          for await (const record of resources.of(account_id)) yield subjectOf(record, collected_at);
        },
      };
    }
  } finally {
    for (const each of [coverage, findings, resources]) await each.close();
  }
}

/** None for a type that is not read, which has no slice. */
function sliceOf({ segment, type, outcome, complete_at, error_code, error_message }: CoverageRecord): readonly SeenSlice[] {
  if (outcome === 'not_read') return [];
  const error = error_code === null ? error_message : `${error_code}: ${error_message ?? ''}`;
  return [{ segment, type, outcome, complete_at, error, message: error_message }];
}

const noteOf = ({ opened_at, suppression }: FindingRecord): FindingNote => ({ opened_at, ...(suppression && { suppression }) });

/** A run has no history: every resource counts as first seen when it was collected. */
const subjectOf = (record: ResourceRecord, collected_at: string): Subject => ({
  ...record,
  first_seen_at: record.first_seen_at ?? collected_at,
  changed_at: record.changed_at ?? collected_at,
});

/* oxlint-disable-next-line require-yield -- an empty file */
async function* none<T>(): AsyncGenerator<T> {}

/** A file's records, account by account. Accounts must be asked for in the order of the file. */
class ByAccount<R extends { readonly account_id: AccountId }> {
  readonly #records: AsyncGenerator<R>;
  #next: R | undefined;
  #isEnded = false;

  constructor(records: AsyncGenerator<R>) {
    this.#records = records;
  }

  async *of(account: AccountId): AsyncGenerator<R> {
    for (;;) {
      await this.#fill();
      if (this.#next === undefined || compareText(this.#next.account_id, account) > 0) return;
      const record = this.#next;
      this.#next = undefined;
      if (record.account_id === account) yield record;
    }
  }

  async #fill(): Promise<void> {
    if (this.#next !== undefined || this.#isEnded) return;
    const { done, value } = await this.#records.next();
    if (done) this.#isEnded = true;
    else this.#next = value;
  }

  async close(): Promise<void> {
    await this.#records.return(undefined);
  }
}
