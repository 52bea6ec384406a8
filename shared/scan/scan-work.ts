/** The work of a scan task: it evaluates the job's policies on the stored resources of one account. It calls no cloud. */
import type { Outbox } from '../events/outbox.ts';
import { AccountOwners } from '../events/owners.ts';
import type { AccountWork, WorkContext, WorkDone, WorkFailed } from '../jobs/account-work.ts';
import { type Position, positionOf, stepsLeft } from '../jobs/position.ts';
import { policiesForAccount } from '../policies/policies-for-account.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import { problemText } from '../policies/policy-source.ts';
import { policiesOf } from '../policies/select-policies.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { addMissingPermissions } from '../missing-permissions.ts';
import { FindingEvents } from './finding-events.ts';
import { scanOperation } from './operation.ts';
import { NO_SCAN_COUNTS } from './model.ts';
import { recordScan } from './scan-counts.ts';
import { ScanManager, type PolicySet } from './scan-manager.ts';
import { addScans, MAX_BAD_POLICIES, type ScanTotals } from './totals.ts';

export interface ScanWorkDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly library: Pick<PolicyLibrary, 'load'>;
  readonly clock: Clock;
  readonly writeConcurrency: number;
  readonly metrics: Metrics;
}

export class ScanWork implements AccountWork<ScanTotals> {
  readonly operation = scanOperation;
  readonly #deps: ScanWorkDeps;

  constructor(deps: ScanWorkDeps) {
    this.#deps = deps;
  }

  async run({ job, task, before, account, lease, stage, stop }: WorkContext<ScanTotals>): Promise<WorkDone<ScanTotals> | WorkFailed> {
    const { policies, problems } = await stage('load', () => this.#deps.library.load());
    // A file that cannot be used may be any policy, so removed policies are known only if every file can be used.
    const existing = problems.length === 0 ? new Set(policies.map(({ policy }) => policy.id)) : undefined;
    const selector = job.policy ?? '*';
    const selected = policiesOf(selector, policies);
    if (selected.length === 0 && selector !== '*') return policyRemoved(selector);
    // A policy on what only accounts of another kind hold has no result of this account, so that its accounts are counted rightly.
    const set: PolicySet = { policies: policiesForAccount(selected, task.account_id), ...(existing && { existing }) };
    const types = [...new Set(set.policies.map(({ policy }) => policy.resource_type))];
    // Users may change their policies between two attempts. If that changes the types to evaluate, the scan starts again.
    const left = task.position && stepsLeft(types, task.position as Position);
    const run = { account_id: task.account_id, job_id: task.job_id, observed_at: lease.observed_at, now: this.#deps.clock.now() };
    const { store, outbox } = this.#deps;
    const events = new FindingEvents(outbox, new AccountOwners(store, account));
    const result = await new ScanManager({ store, events }).run(run, set, {
      writeConcurrency: this.#deps.writeConcurrency,
      stage,
      stop,
      types: left ? types.filter((type) => left.has(type)) : types,
    });
    const { counts, findings_by_severity, missing_permissions, types_left, stopped } = result;
    const bad_policies = problems.map(problemText).slice(0, MAX_BAD_POLICIES);
    const now: ScanTotals = { counts, findings_by_severity, bad_policies, ...addMissingPermissions(undefined, { missing_permissions }) };
    const { opened, reopened, resolved } = counts;
    this.#deps.metrics.count('scan', {}, { FindingsOpened: opened + reopened, FindingsResolved: resolved });
    // Open findings are those of the whole account, so they are replaced and not summed.
    const totals = { ...addScans(left ? before : totalsOfRestart(before), now), findings_by_severity };
    if (types_left.length === 0)
      await recordScan(store, task.account_id, {
        job,
        open: findings_by_severity,
        counts: totals.counts,
        observed_at: lease.observed_at,
      });
    return {
      totals,
      ...(types_left.length > 0 && { position: positionOf(types, (type) => types_left.includes(type)) }),
      status: 'completed',
      ...(stopped && { stopped }),
      found: { findings: findings_by_severity },
    };
  }
}

/** The failure of a task whose selector names no policy any more; it named some when the job was started. */
const policyRemoved = (selector: string): WorkFailed => ({
  failure: {
    class: 'invalid',
    error_code: 'UnknownPolicy',
    message: `The job's policy ${JSON.stringify(selector)} selects no policy any more; start a scan with another one.`,
  },
  retryable: false,
});

/** The totals with which a scan starts again: it keeps the counts of changed findings, and drops those of evaluations, which are repeated. */
function totalsOfRestart(before: ScanTotals | undefined): ScanTotals | undefined {
  if (!before) return undefined;
  const { opened, reopened, resolved } = before.counts;
  return { counts: { ...NO_SCAN_COUNTS, opened, reopened, resolved }, findings_by_severity: {}, bad_policies: [], missing_permissions: [] };
}
