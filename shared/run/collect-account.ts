/** Reads one account: logs in, plans its slices, and reads each of them. A slice that fails gets an outcome, and does not end the run. */
import { CloudError } from '../clouds/cloud-error.ts';
import type { CloudSession } from '../clouds/cloud.ts';
import type { AccountRecord } from '../exports/records.ts';
import { isSearchOnly, isWhole, WHOLE_ACCOUNT } from '../inventory/whole-slices.ts';
import { type AccountId, providerOf } from '../ids.ts';
import { failedOutcome, Fetcher } from '../inventory/fetcher.ts';
import { sliceErrorOf } from '../inventory/slice-errors.ts';
import { SlicePlan, typesOf } from '../inventory/slice-plan.ts';
import { runSlices, type Sinks, type Slice } from '../inventory/slice-runner.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { redactText } from '../redact.ts';
import { CollectedResources } from './collected-resources.ts';
import type { Collection } from './collection.ts';
import { findingRecord, judgeAccount, judgedTypes, reportedFinding } from './judge-account.ts';
import type { ReachedAccount } from './scope.ts';
import { coverageRecord, type EndedSlice, redacted, SpooledSlice } from './spooled-slice.ts';

/** A run does not know when the account's API was last called, and assumes that the whole API budget is available. */
const IDLE_MS = Infinity;

/** @throws the reason with which the signal was aborted */
export async function collectAccount(reached: ReachedAccount, collection: Collection): Promise<void> {
  const { spools, tally, events, signal } = collection;
  let session: CloudSession | undefined;
  let record: AccountRecord;
  let loginCalls = 0;
  // Closing the session makes requests that are under way fail at once, so that an aborted run does not wait for them.
  const close = (): void => session?.close();
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    session = await collection.agent.session(reached, IDLE_MS, typesOf({ service: '*' }, reached.account_id, collection.types));
    record = await new AccountReader(reached, session, collection).read();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CloudError)) throw error;
    loginCalls = error.apiCalls;
    record = recordOf(reached, 'failed', 0, error.message);
    await recordUnread(reached.account_id, error, collection);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
  tally.account(record, session?.apiCalls() ?? loginCalls, session?.compartments?.());
  spools.accounts.add(record);
  events.accountEnded(record);
}

/** Records an account that could not be read at all. Its slices are not known, so that one line of coverage stands for all of them. */
async function recordUnread(account_id: AccountId, error: CloudError, { spools, tally }: Collection): Promise<void> {
  const outcome = failedOutcome(error, 0);
  const sliceError = redacted(sliceErrorOf(error));
  tally.slice(outcome, sliceError.permission);
  spools.coverage.add(coverageRecord(account_id, { segment: WHOLE_ACCOUNT, type: WHOLE_ACCOUNT }, outcome, 0, sliceError));
}

class AccountReader {
  readonly #reached: ReachedAccount;
  readonly #account_id: AccountId;
  readonly #session: CloudSession;
  readonly #fetcher: Fetcher;
  readonly #collection: Collection;

  constructor(reached: ReachedAccount, session: CloudSession, collection: Collection) {
    this.#reached = reached;
    this.#account_id = reached.account_id;
    this.#session = session;
    this.#fetcher = new Fetcher(session);
    this.#collection = collection;
  }

  /** @throws CloudError if the slices of the account cannot be planned */
  async read(): Promise<AccountRecord> {
    const { types, regions, discovers, policies, events, folder } = this.#collection;
    const scope = { accounts: '*', regions } as const;
    const session = discovers ? this.#session : { regions: () => this.#session.regions() };
    const plan = await SlicePlan.make({ service: '*', scope }, { account_id: this.#account_id }, session, { types, regions: '*' });
    const slices = plan.left;
    events.planned(this.#account_id, slices.length);
    if (!policies) return this.#accountRecord(await this.#readAll(slices, undefined));
    const asked = judgedTypes(policies);
    const collected = new CollectedResources(
      folder,
      slices.filter(({ type }) => asked.has(type.type)),
    );
    try {
      const ended = await this.#readAll(slices, collected);
      await this.#judge(policies, collected);
      return this.#accountRecord(ended);
    } finally {
      await collected.close();
    }
  }

  async #readAll(slices: readonly Slice[], collected: CollectedResources | undefined): Promise<readonly EndedSlice[]> {
    const { slicesAtOnce, maxResources, signal, abort } = this.#collection;
    const sinks: Sinks<EndedSlice> = {
      open: (slice) => Promise.resolve(new SpooledSlice(this.#account_id, slice, this.#collection, collected)),
      unopened: (_slice, error) => ({ outcome: 'failed', resources: 0, error }),
    };
    // A record that cannot be written to the disk ends the run.
    const onFault = (_slice: Slice, error: unknown, from: 'reader' | 'sink'): void => {
      signal.throwIfAborted();
      if (from === 'sink') throw error;
    };
    const stop = (): Promise<undefined> => {
      signal.throwIfAborted();
      return Promise.resolve(undefined);
    };
    try {
      return (await runSlices(slices, this.#fetcher, sinks, { sliceConcurrency: slicesAtOnce, maxResources, stop, onFault })).reports;
    } catch (error) {
      abort(error);
      throw error;
    }
  }

  async #judge(policies: readonly CompiledPolicy[], collected: CollectedResources): Promise<void> {
    const { spools, reported, tally, now, signal } = this.#collection;
    await judgeAccount(policies, collected, now, async (judged) => {
      signal.throwIfAborted();
      const { verdict } = judged.verdict;
      tally.verdict(judged.policy.policy, judged.verdict);
      if (verdict === 'fail') spools.findings.add(findingRecord(judged));
      if (verdict === 'fail' || verdict === 'unknown') await reported?.add(reportedFinding(judged, this.#reached.name));
    });
  }

  /** The account has failed if no slice was read. Unsupported slices are no error, nor are those that are known from a search alone. */
  #accountRecord(slices: readonly EndedSlice[]): AccountRecord {
    const resources = slices.reduce((sum, slice) => sum + slice.resources, 0);
    if (!slices.some(({ outcome }) => outcome === 'complete' || outcome === 'partial')) {
      const error = slices.find(({ outcome }) => outcome !== 'unsupported')?.error ?? slices.find((slice) => slice.error)?.error;
      return recordOf(this.#reached, 'failed', resources, error?.message);
    }
    const isAllWhole = slices.every(({ outcome, error }) => isWhole(outcome) || isSearchOnly(outcome, error?.error_code));
    return recordOf(this.#reached, isAllWhole ? 'ok' : 'partial', resources);
  }
}

const recordOf = (
  { account_id, name, connection_id, organizational_unit, tags }: ReachedAccount,
  status: 'ok' | 'partial' | 'failed',
  resources: number,
  error?: string,
): AccountRecord => ({
  account_id,
  provider: providerOf(account_id),
  name,
  connection_id,
  organizational_unit,
  tags: tags ?? null,
  enabled: true,
  status,
  error: error === undefined ? null : redactText(error),
  resources,
});
