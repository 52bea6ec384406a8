/** The inventory's work on one account: opens a session, plans the slices, and reads them. */
import { asking, type NamedFields } from '../clouds/asked-details.ts';
import { CloudError, isRetryable } from '../clouds/cloud-error.ts';
import type { CloudSession } from '../clouds/cloud.ts';
import { type Survey, UNCOUNTED } from '../clouds/survey.ts';
import type { AccountFacts } from '../connections/account-repository.ts';
import type { LastRun } from '../connections/model.ts';
import type { SubscriptionAgent } from '../connections/subscription-agent.ts';
import { ConditionFailed } from '../errors.ts';
import type { Outbox } from '../events/outbox.ts';
import { AccountOwners } from '../events/owners.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { AccountWork, WorkContext, WorkDone, WorkFailed } from '../jobs/account-work.ts';
import type { Metrics } from '../observability/metrics.ts';
import { isOutage } from '../storage/outage.ts';
import type { Store } from '../storage/store.ts';
import { noteAccess, noteLoss } from './access-losses.ts';
import type { Checkpoints } from './checkpoint.ts';
import { coverageFacts } from './coverage.ts';
import { Fetcher } from './fetcher.ts';
import { hintsOf } from './hints.ts';
import { inventoryOperation } from './operation.ts';
import { Repository } from './repository.ts';
import { ResourceEvents } from './resource-events.ts';
import type { SliceOutcome } from './model.ts';
import { ResourceManager, type RunResult } from './resource-manager.ts';
import { type InventoryPosition, SlicePlan, type SlicePlanDeps, typesOf } from './slice-plan.ts';
import { restingAmong, type Rhythm } from './rhythm.ts';
import { keyOf } from './slice-runner.ts';
import { TaskCheckpoints } from './task-checkpoints.ts';
import { summarizeAttempt, totalsAtRestart } from './task-totals.ts';
import type { InventoryTotals } from './totals.ts';

export interface InventoryWorkDeps extends SlicePlanDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly agent: SubscriptionAgent;
  /** The fields whose optional reads are made. */
  readonly details: () => Promise<NamedFields | 'all'>;
  readonly checkpoints: Checkpoints;
  readonly rhythm: Rhythm;
  /** Types that are read every night: policies look them up beside the resources that they judge, and answer `unknown` while they are not read. */
  readonly alwaysRead: ReadonlySet<string>;
  readonly sliceConcurrency: number;
  readonly writeConcurrency: number;
  /** The most resources that are read of a slice; no limit if absent. */
  readonly maxResources?: number | undefined;
  readonly metrics: Metrics;
}

/** The survey of the account, while its slices are read. Whatever becomes of it, the account is read; undefined if the provider has none, or if it failed in Muster. */
async function surveyOf(session: CloudSession, reportFault: WorkContext['reportFault']): Promise<Survey | undefined> {
  try {
    return await session.survey?.();
  } catch (error) {
    reportFault(error, { type: UNCOUNTED });
    return undefined;
  }
}

export class InventoryWork implements AccountWork<InventoryTotals> {
  readonly operation = inventoryOperation;
  readonly #deps: InventoryWorkDeps;

  constructor(deps: InventoryWorkDeps) {
    this.#deps = deps;
  }

  async run(context: WorkContext<InventoryTotals>): Promise<WorkDone<InventoryTotals> | WorkFailed> {
    const types = asking(this.#deps.types, await this.#deps.details());
    let session: CloudSession | undefined;
    let loginCalls = 0;
    try {
      session = await context.stage('login', () => this.#open(context, types));
      await noteAccess(context.account, this.#deps);
      return await this.#read(session, context, types);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      const { details, message, apiCalls } = error;
      loginCalls = apiCalls;
      if (!session && !isRetryable(details.class)) await noteLoss(context.account, message, context.lease.observed_at, this.#deps);
      return { failure: { ...details, message }, retryable: isRetryable(details.class) };
    } finally {
      // The caller releases the account's lease next, and no request may follow that.
      session?.close();
      const CloudApiCalls = session?.apiCalls() ?? loginCalls;
      context.addApiCalls(CloudApiCalls);
      this.#deps.metrics.count('cloud', {}, { CloudApiCalls });
    }
  }

  endTask({ status, scope }: LastRun, { coverage }: AccountFacts): AccountFacts {
    if (status === 'failed') return { status };
    // A run over one service or some regions, however whole, does not read what an earlier one could not.
    const isWhole = status === 'completed' && (scope === undefined || coverage?.not_whole === 0);
    return { status: isWhole ? 'ok' : 'partial' };
  }

  #count({ reports }: RunResult): void {
    const { metrics } = this.#deps;
    const sum = { ResourcesRead: 0, ResourcesChanged: 0, ResourcesDeleted: 0 };
    const outcomes = new Map<Exclude<SliceOutcome, 'skipped'>, number>();
    for (const { outcome, counts } of reports) {
      if (outcome !== 'skipped') outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      sum.ResourcesRead += counts.resources;
      sum.ResourcesChanged += counts.added + counts.updated + counts.restored;
      sum.ResourcesDeleted += counts.deleted;
    }
    metrics.count('inventory', {}, sum);
    for (const [outcome, slices] of outcomes) metrics.count('slice', { outcome }, { SlicesRead: slices });
  }

  async #read(
    session: CloudSession,
    context: WorkContext<InventoryTotals>,
    types: readonly ResourceType[],
  ): Promise<WorkDone<InventoryTotals>> {
    const { job, task, before, account, lease, isNewest, hasWholeTime, lastTry, stage, stop, reportFault } = context;
    const { account_id, job_id } = task;
    const { store, outbox } = this.#deps;
    const repository = new Repository(
      store,
      { account_id, job_id, observed_at: lease.observed_at, was_removed: lease.was_removed, isNewest },
      new ResourceEvents(outbox, new AccountOwners(store, account)),
    );
    const checkpoints = new TaskCheckpoints(
      this.#deps.checkpoints,
      { account_id, job_id, attempt: task.attempt, since: lease.job_since },
      (task.position as InventoryPosition | undefined)?.checkpoints,
    );
    const manager = new ResourceManager({ fetcher: new Fetcher(session, stage), repository, checkpoints, stage });
    const { sliceConcurrency, writeConcurrency, maxResources, rhythm, alwaysRead } = this.#deps;
    // A job over one service or some regions reads what it names, and a later attempt goes on with what the first one has decided.
    const isSurveyed = job.service === '*' && job.scope.regions === '*' && task.position === undefined;
    const surveying = isSurveyed ? surveyOf(session, reportFault) : undefined;
    try {
      const plan = await stage('plan', () =>
        SlicePlan.make(job, task, session, {
          types,
          regions: this.#deps.regions,
          populated: async () => await repository.populatedSlices(),
          ...(rhythm === 'adaptive' &&
            isSurveyed && {
              resting: async (slices) =>
                restingAmong(slices, {
                  accountId: account_id,
                  coverage: await repository.coverage(),
                  hints: hintsOf((await surveying) ?? { types: [] }, types),
                  alwaysRead,
                  observedAt: lease.observed_at,
                }),
            }),
        }),
      );
      const result = await manager.run(plan.left, lease.observed_at, {
        sliceConcurrency,
        writeConcurrency,
        maxResources,
        resting: plan.resting,
        ...(surveying && { survey: async () => await surveying }),
        stop,
        hasWholeTime,
        onFault: (slice, error) => {
          if (error instanceof ConditionFailed || isOutage(error)) throw error;
          reportFault(error, keyOf(slice));
        },
      });
      this.#count(result);
      const { left, ...summary } = summarizeAttempt(plan.isNew ? totalsAtRestart(before) : before, result, lastTry);
      const named = checkpoints.named(left);
      await checkpoints.removeOthers(named);
      return {
        ...summary,
        ...(left.length > 0 && { position: { ...plan.position(left), ...(named && { checkpoints: named }) } }),
        ...(result.stopped && { stopped: result.stopped }),
        found: coverageFacts(result.coverage, new Set(types.map(({ type }) => type))),
      };
    } finally {
      await surveying;
    }
  }

  async #open({ account, job, lease: { idle_ms } }: WorkContext, types: readonly ResourceType[]): Promise<CloudSession> {
    return await this.#deps.agent.session(account, idle_ms, typesOf(job, account.account_id, types));
  }
}
