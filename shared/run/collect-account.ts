/** Reads one account: logs in, works out its slices, reads each of them. A slice that fails is an outcome, never a stop. */
import pLimit from 'p-limit';
import { CloudError } from '../clouds/cloud-error.ts';
import type { CloudSession } from '../clouds/cloud.ts';
import type { AccountRow } from '../connections/model.ts';
import type { AccountRecord, CoverageRecord } from '../exports/records.ts';
import { fetchedRecord } from '../exports/resource-record.ts';
import { isWhole, WHOLE_ACCOUNT } from '../exports/whole-slices.ts';
import { type AccountId, providerOf } from '../ids.ts';
import type { HashedResource } from '../inventory/canonical-form.ts';
import { failedOutcome, Fetcher, sliceErrorOf } from '../inventory/fetcher.ts';
import type { SliceError, SliceKey, SliceOutcome } from '../inventory/model.ts';
import { settled, type Slice } from '../inventory/resource-manager.ts';
import { planSlices } from '../inventory/slice-plan.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { Subject } from '../policies/evaluation.ts';
import { redactText } from '../redact.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { isoTime } from '../seams.ts';
import { CollectedResources } from './collected-resources.ts';
import { findingRecord, judgeAccount, judgedTypes } from './judge-account.ts';
import type { RunEvents } from './run-events.ts';
import type { RunTally } from './run-tally.ts';
import type { ReachedAccount } from './scope.ts';
import type { Spools } from './spools.ts';

/** What all accounts of a run share. */
export interface Collection {
  readonly types: readonly ResourceType[];
  readonly regions: readonly string[] | '*';
  /** Judged by these; none if absent. */
  readonly policies?: readonly CompiledPolicy[] | undefined;
  /** Milliseconds since 1970: what policies tell ages by. */
  readonly now: number;
  readonly slicesAtOnce: number;
  /** Exists; for what is kept of an account until it is judged. */
  readonly folder: string;
  readonly spools: Spools;
  readonly tally: RunTally;
  readonly events: RunEvents;
  /** Asked before each slice and each page. */
  readonly signal: AbortSignal;
  /** Ends the whole run with this error. */
  readonly abort: (error: unknown) => void;
}

/** When anybody called the account before is not known: its whole API budget counts as there. */
const IDLE_MS = Infinity;

/** @throws what the signal was aborted with */
export async function collectAccount(reached: ReachedAccount, collection: Collection): Promise<void> {
  const { spools, tally, events, signal } = collection;
  let session: CloudSession | undefined;
  let record: AccountRecord;
  // What is on its way need not be waited for.
  const close = (): void => session?.close();
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    session = await reached.login.cloud.open(rowOf(reached), reached.login.connection, IDLE_MS);
    record = await new AccountReader(reached, session, collection).read();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CloudError)) throw error;
    record = recordOf(reached, 'failed', 0, error.message);
    await tellUnread(reached.account.account_id, error, collection);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
  tally.account(record, session?.apiCalls() ?? 0);
  spools.accounts.add(record);
  events.accountEnded(record);
}

/** Which slices the account has is not known: one line stands for them all. */
async function tellUnread(account_id: AccountId, error: CloudError, { spools, tally }: Collection): Promise<void> {
  const outcome = failedOutcome(error, 0);
  const sliceError = redacted(error);
  tally.slice(outcome, sliceError.permission);
  spools.coverage.add(coverageRecord(account_id, { segment: WHOLE_ACCOUNT, type: WHOLE_ACCOUNT }, outcome, 0, sliceError));
}

interface EndedSlice {
  readonly outcome: SliceOutcome;
  readonly resources: number;
  readonly error: SliceError | undefined;
}

class AccountReader {
  readonly #reached: ReachedAccount;
  readonly #account_id: AccountId;
  readonly #session: CloudSession;
  readonly #fetcher: Fetcher;
  readonly #collection: Collection;

  constructor(reached: ReachedAccount, session: CloudSession, collection: Collection) {
    this.#reached = reached;
    this.#account_id = reached.account.account_id;
    this.#session = session;
    this.#fetcher = new Fetcher(session);
    this.#collection = collection;
  }

  /** @throws CloudError if it cannot be told what there is to read */
  async read(): Promise<AccountRecord> {
    const { types, regions, policies, events, folder } = this.#collection;
    const scope = { accounts: '*', regions } as const;
    const slices = await planSlices({ service: '*', scope }, { account_id: this.#account_id }, this.#session, { types, regions: '*' });
    events.planned(this.#account_id, slices.length);
    if (!policies) return this.#summedUp(await this.#readAll(slices, undefined));
    const asked = judgedTypes(policies);
    const collected = new CollectedResources(
      folder,
      slices.filter(({ type }) => asked.has(type.type)),
    );
    try {
      const ended = await this.#readAll(slices, collected);
      await this.#judge(policies, collected);
      return this.#summedUp(ended);
    } finally {
      await collected.close();
    }
  }

  async #readAll(slices: readonly Slice[], collected: CollectedResources | undefined): Promise<readonly EndedSlice[]> {
    const limit = pLimit(this.#collection.slicesAtOnce);
    return await settled(slices.map((slice) => limit(async () => await this.#readSlice(slice, collected))));
  }

  async #readSlice(slice: Slice, collected: CollectedResources | undefined): Promise<EndedSlice> {
    const { spools, tally, events, signal } = this.#collection;
    const { type, segment } = slice;
    const seen = new Set<string>();
    let pages = 0;
    let error: CloudError | undefined;
    try {
      signal.throwIfAborted();
      for await (const page of this.#fetcher.pages(type, segment)) {
        signal.throwIfAborted();
        // A list that changes while it is paged may show a resource twice.
        const fresh = page.filter(({ resource }) => !seen.has(resource.resource_id) && seen.add(resource.resource_id));
        for (const hashed of fresh) await this.#keep(slice, hashed, collected);
        pages += 1;
        events.read(fresh.length);
      }
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof CloudError)) {
        // A full disk, say: nothing that is under way can end well.
        this.#collection.abort(thrown);
        throw thrown;
      }
      error = thrown;
    }
    const outcome = error ? failedOutcome(error, pages) : 'complete';
    const sliceError = error && redacted(error);
    tally.slice(outcome, sliceError?.permission);
    collected?.ended(slice, outcome);
    spools.coverage.add(coverageRecord(this.#account_id, { segment, type: type.type }, outcome, seen.size, sliceError));
    events.sliceEnded(this.#account_id, { type: type.type, segment }, outcome, sliceError);
    return { outcome, resources: seen.size, error: sliceError };
  }

  async #keep({ type, segment }: Slice, hashed: HashedResource, collected: CollectedResources | undefined): Promise<void> {
    const { spools, tally, now } = this.#collection;
    const record = fetchedRecord(this.#account_id, segment, type, hashed);
    tally.resource(record);
    spools.resources.add(record);
    // As the cloud showed it: a run has no history, so it sees for the first time what it sees.
    const times = { first_seen_at: isoTime(now), changed_at: isoTime(now) };
    const { account_id, kind } = record;
    const subject: Subject = { ...hashed.resource, ...times, account_id, kind, type: type.type, segment };
    await collected?.add(subject);
  }

  async #judge(policies: readonly CompiledPolicy[], collected: CollectedResources): Promise<void> {
    const { spools, tally, now, signal } = this.#collection;
    await judgeAccount(policies, collected, now, async (judged) => {
      signal.throwIfAborted();
      const { verdict, permission } = judged.verdict;
      tally.verdict(verdict, judged.policy.policy.severity);
      if (permission !== undefined) tally.missingPermissions.add(permission);
      if (verdict === 'fail') spools.findings.add(findingRecord(judged));
    });
  }

  /** A service or region that is not there is no fault, but an account of which nothing was read is no success. */
  #summedUp(slices: readonly EndedSlice[]): AccountRecord {
    const resources = slices.reduce((sum, slice) => sum + slice.resources, 0);
    if (!slices.some(({ outcome }) => outcome === 'complete' || outcome === 'partial')) {
      const error = slices.find(({ outcome }) => outcome !== 'unsupported')?.error ?? slices.find((slice) => slice.error)?.error;
      return recordOf(this.#reached, 'failed', resources, error?.message);
    }
    const isAllWhole = slices.every(({ outcome }) => isWhole(outcome));
    return recordOf(this.#reached, isAllWhole ? 'ok' : 'partial', resources);
  }
}

const redacted = (error: CloudError): SliceError => ({ ...sliceErrorOf(error), message: redactText(error.message) });

const coverageRecord = (
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
  complete_at: null,
  error_class: error?.class ?? null,
  error_code: error?.error_code ?? null,
  error_message: error?.message ?? null,
  permission: error?.permission ?? null,
});

const recordOf = (
  { account, login }: ReachedAccount,
  status: 'ok' | 'partial' | 'failed',
  resources: number,
  error?: string,
): AccountRecord => ({
  account_id: account.account_id,
  provider: providerOf(account.account_id),
  name: account.name,
  connection_id: login.connection.connection_id,
  organizational_unit: account.organizational_unit,
  enabled: true,
  status,
  error: error === undefined ? null : redactText(error),
  resources,
});

/** As if it were registered. */
const rowOf = ({ account, login }: ReachedAccount): AccountRow => ({
  account_id: account.account_id,
  connection_id: login.connection.connection_id,
  name: account.name ?? account.account_id,
  ...(account.organizational_unit !== null && { organizational_unit: account.organizational_unit }),
  enabled: true,
  status: 'never_run',
  created_at: login.connection.created_at,
});
