/**
 * Evaluates policies on one account: verdicts → reconcile → persist, type by type. A finding is resolved if its resource
 * passes, or if there is evidence that it can no longer be judged; that evidence is looked for after all resources of a
 * type were judged.
 */
import pLimit from 'p-limit';
import type { StopReason } from '../jobs/account-work.ts';
import type { Stage } from '../observability/stages.ts';
import { settled } from '../settled.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { Severity } from '../severity.ts';
import type { Store } from '../storage/store.ts';
import type { FindingEvents } from './finding-events.ts';
import { FindingKeeper } from './finding-keeper.ts';
import { FindingRepository, type ScanIdentity } from './finding-repository.ts';
import { NO_SCAN_COUNTS, type PolicyResult, type ScanCounts } from './model.ts';
import { inReadingOrder, type PoliciesByType } from './reading-order.ts';
import { TypeTally } from './scan-tally.ts';
import { StoredResources } from './stored-resources.ts';
import { verdicts } from './verdicts.ts';

export interface ScanRun extends ScanIdentity {
  /** Milliseconds since 1970: the time for policies and for the ends of suppressions. */
  readonly now: number;
}

export interface PolicySet {
  readonly policies: readonly CompiledPolicy[];
  /**
   * Ids of every policy that exists, selected or not; findings of other policies are resolved as `policy_removed`. Absent if
   * a policy file cannot be used, because its id is then not known.
   */
  readonly existing?: ReadonlySet<string>;
}

export interface ScanOptions {
  /** How many findings are written at once. */
  readonly writeConcurrency: number;
  readonly stage: Stage;
  /** Called before each page is written; a reason ends the run. */
  readonly stop: () => Promise<StopReason | undefined>;
  /** Resource types to evaluate; absent: all types of the policies. A continuation passes `types_left` of the run before. */
  readonly types?: readonly string[];
}

export interface ScanResult {
  /** Counts of the types that were evaluated whole; `opened`, `reopened` and `resolved` count everything that was written. */
  readonly counts: ScanCounts;
  /** Open findings of the whole account after the run, whichever scan opened them. */
  readonly findings_by_severity: Readonly<Record<Severity, number>>;
  readonly types_done: readonly string[];
  /** Types that were not evaluated whole. The findings that were written are right, but the types have to be evaluated again. */
  readonly types_left: readonly string[];
  /** Permissions that the inventory lacked to read what the policies need. */
  readonly missing_permissions: readonly string[];
  readonly stopped?: StopReason;
}

export class ScanManager {
  readonly #store: Store;
  readonly #events: FindingEvents;

  constructor(deps: { readonly store: Store; readonly events: FindingEvents }) {
    this.#store = deps.store;
    this.#events = deps.events;
  }

  /** @throws ConditionFailed if a newer scan has taken over the account */
  async run(run: ScanRun, set: PolicySet, options: ScanOptions): Promise<ScanResult> {
    const scan: ScanIdentity = { account_id: run.account_id, job_id: run.job_id, observed_at: run.observed_at };
    const repository = new FindingRepository(this.#store, scan, this.#events);
    const { stage } = options;
    const { results: before, isFirst } = await stage('load', () => repository.begin());
    const keeper = await stage('load', () => FindingKeeper.load(this.#store, repository, { ...scan, now: run.now, isFirst }));
    const resources = await stage('load', () => StoredResources.open(this.#store, run.account_id));
    const account = new AccountScan(run, options, keeper, resources, repository);

    const byType = Map.groupBy(set.policies, ({ policy }) => policy.resource_type);
    const types = inReadingOrder(options.types ?? [...byType.keys()], byType);
    const done = await account.evaluate(types, byType);
    const left = types.filter((type) => !done.has(type));
    const { existing } = left.length === 0 ? set : {};
    if (existing) await stage('write', () => account.resolveRemoved(existing));
    const removed = Object.keys(before.results).filter((policyId) => existing && !existing.has(policyId));
    const results: Record<string, PolicyResult> = {};
    for (const [type, tally] of done) Object.assign(results, tally.results(scan, resources.notWhole(type) === undefined));
    if (done.size > 0) await stage('write', () => repository.saveResults(results, removed, before));
    return {
      counts: countsOf([...done.values()], keeper),
      findings_by_severity: keeper.openBySeverity,
      types_done: [...done.keys()],
      types_left: left,
      missing_permissions: [...new Set([...done.values()].flatMap(({ missingPermissions }) => [...missingPermissions]))].toSorted(),
      ...(account.stopped && { stopped: account.stopped }),
    };
  }
}

/** The scan of one account. */
class AccountScan {
  stopped: StopReason | undefined;
  readonly #now: number;
  readonly #options: ScanOptions;
  readonly #keeper: FindingKeeper;
  readonly #resources: StoredResources;
  readonly #repository: Pick<FindingRepository, 'sendEvents'>;

  constructor(
    { now }: ScanRun,
    options: ScanOptions,
    keeper: FindingKeeper,
    resources: StoredResources,
    repository: Pick<FindingRepository, 'sendEvents'>,
  ) {
    this.#now = now;
    this.#options = options;
    this.#keeper = keeper;
    this.#resources = resources;
    this.#repository = repository;
  }

  /** The tallies of the types that were evaluated whole before the run was stopped. */
  async evaluate(types: readonly string[], byType: PoliciesByType): Promise<ReadonlyMap<string, TypeTally>> {
    const { stage, writeConcurrency } = this.#options;
    const limit = pLimit(writeConcurrency);
    const tallies = new Map(types.map((type) => [type, new TypeTally(byType.get(type) ?? [])]));
    const done = new Map<string, TypeTally>();
    for await (const { type, judged: page, isLast } of verdicts(types, byType, this.#resources, this.#now, stage)) {
      // Checked before a page is written, so that a type whose last page was written always counts as done.
      if (await this.#mustStop()) break;
      const changed = page.filter((judged) => !this.#keeper.agrees(judged));
      await stage('write', async () => {
        await this.#keeper.recordAll(changed, limit);
        await this.#repository.sendEvents();
      });
      const tally = tallies.get(type)!;
      for (const judged of page) tally.add(judged, this.#keeper.status(judged.finding_id));
      if (!isLast) continue;
      await stage('write', () => this.#resolveUnseen(type, new Set((byType.get(type) ?? []).map(({ policy }) => policy.id))));
      done.set(type, tally);
    }
    return done;
  }

  async resolveRemoved(existing: ReadonlySet<string>): Promise<void> {
    await this.#each(this.#keeper.ofRemovedPolicies(existing), (finding) => this.#keeper.resolve(finding, 'policy_removed'));
  }

  /** Resolves findings without a verdict only if the resource was deleted or the policy is no longer for its type. A resource that was merely not seen may still exist. */
  async #resolveUnseen(type: string, policyIds: ReadonlySet<string>): Promise<void> {
    const byResource = Map.groupBy(this.#keeper.unseen(policyIds), ({ resource_uid }) => resource_uid);
    await this.#each([...byResource], async ([uid, findings]) => {
      const reason =
        findings[0]!.type !== type ? 'not_applicable' : (await this.#resources.isDeleted(uid)) ? 'resource_deleted' : undefined;
      if (reason) for (const finding of findings) await this.#keeper.resolve(finding, reason);
    });
  }

  async #each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const limit = pLimit(this.#options.writeConcurrency);
    await settled(items.map((item) => limit(() => work(item))));
    await this.#repository.sendEvents();
  }

  async #mustStop(): Promise<boolean> {
    return (this.stopped ??= await this.#options.stop()) !== undefined;
  }
}

const countsOf = (tallies: readonly TypeTally[], keeper: FindingKeeper): ScanCounts =>
  tallies.reduce<ScanCounts>(
    (sum, tally) => ({
      ...sum,
      evaluated: sum.evaluated + tally.evaluated,
      pass: sum.pass + tally.total('pass'),
      fail: sum.fail + tally.total('fail'),
      unknown: sum.unknown + tally.total('unknown'),
      not_applicable: sum.not_applicable + tally.total('not_applicable'),
      suppressed: sum.suppressed + tally.suppressed,
    }),
    { ...NO_SCAN_COUNTS, ...keeper.changed },
  );
