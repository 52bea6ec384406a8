/** The scan of one account, as a task does it: the job's policies over the account's stored resources. No cloud is called. */
import { CloudError } from '../clouds/cloud-error.ts';
import type { AccountFacts } from '../connections/account-repository.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountWork, lastRun, type WorkContext, type WorkDone, type WorkFailed } from '../jobs/account-work.ts';
import type { ScanSummary, TaskRow } from '../jobs/model.ts';
import { addScans, MAX_BAD_POLICIES } from '../jobs/totals.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import { problemText } from '../policies/policy-source.ts';
import { selectPolicies } from '../policies/select-policies.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { ScanManager, type PolicySet, type ScanResult } from './scan-manager.ts';

export interface ScanWorkDeps {
  readonly store: Store;
  readonly library: Pick<PolicyLibrary, 'load'>;
  readonly clock: Clock;
  readonly writeConcurrency: number;
  readonly metrics: Metrics;
}

/** A scan's slices are resource types over all segments. */
const ALL_SEGMENTS = '*';

export class ScanWork implements AccountWork {
  readonly operation = 'scan';
  readonly #deps: ScanWorkDeps;

  constructor(deps: ScanWorkDeps) {
    this.#deps = deps;
  }

  async run(context: WorkContext): Promise<WorkDone | WorkFailed> {
    try {
      return await this.#scan(context);
    } catch (error) {
      // The policy was there when the job was started.
      if (!(error instanceof InvalidRequest)) throw error;
      return { failure: new CloudError(error.message, { class: 'invalid', error_code: 'UnknownPolicy' }), api_calls: 0 };
    }
  }

  told(end: Pick<TaskRow, 'job_id' | 'status' | 'error'>, at: string): AccountFacts {
    return { last_scan: lastRun(end, at) };
  }

  async #scan({ job, task, lease, stop }: WorkContext): Promise<WorkDone> {
    const { policies, problems } = await this.#deps.library.load();
    const selector = job.policy ?? '*';
    // Only who knows every policy knows which are gone: a bad file may be one of them.
    const existing = problems.length === 0 ? new Set(policies.map(({ policy }) => policy.id)) : undefined;
    const set: PolicySet = { policies: selectPolicies(selector, policies), ...(existing && { existing }) };
    const run = { account_id: task.account_id, job_id: task.job_id, observed_at: lease.observed_at, now: this.#deps.clock.now() };
    const result = await new ScanManager({ store: this.#deps.store }).run(run, set, {
      writeConcurrency: this.#deps.writeConcurrency,
      stop,
      ...(task.left && { types: task.left.map(({ type }) => type) }),
    });
    const { opened, reopened, resolved } = result.counts;
    this.#deps.metrics.count('scan', {}, { FindingsOpened: opened + reopened, FindingsResolved: resolved });
    const scan = summed(task.scan, result, problems.map(problemText).slice(0, MAX_BAD_POLICIES));
    return {
      progress: { scan, missing_permissions: [...new Set([...task.missing_permissions, ...result.missing_permissions])].toSorted() },
      left: result.types_left.map((type) => ({ type, segment: ALL_SEGMENTS })),
      status: 'completed',
      ...(result.stopped && { stopped: result.stopped }),
      found: { findings: result.findings_by_severity },
    };
  }
}

/** Together with the attempts before; open findings are those of the whole account, so they are no sum. */
function summed(before: ScanSummary | undefined, result: ScanResult, badPolicies: readonly string[]): ScanSummary {
  const { counts, failed_by_policy, findings_by_severity } = result;
  return { ...addScans(before, { counts, failed_by_policy, findings_by_severity, bad_policies: badPolicies }), findings_by_severity };
}
