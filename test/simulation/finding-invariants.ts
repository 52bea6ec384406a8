/** The invariants of findings and results that are checked at every write. */
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { ResourceRow } from '../../shared/inventory/model.ts';
import type { Verdict } from '../../shared/policies/evaluation.ts';
import { listPlace } from '../../shared/scan/finding-order.ts';
import type { FindingRow, TransitionReason } from '../../shared/scan/model.ts';
import type { SimPolicies } from './sim-policies.ts';
import type { Item } from '../../shared/storage/store.ts';
import type { Written } from './sim-store.ts';
import type { Scheduler } from './scheduler.ts';
import type { Violations } from './violations.ts';

interface Seen {
  readonly at: number;
  readonly row: ResourceRow;
}

export class FindingInvariants {
  readonly #policies: SimPolicies;
  readonly #scheduler: Scheduler;
  readonly #violations: Violations;
  /** Whether clocks differ by no more than the protocol assumes. If they differ by more, coverage may call a slice empty that has rows. */
  readonly #clocksAgree: boolean;
  /** By resource uid: every state that the row has had, oldest first. */
  readonly #states = new Map<string, Seen[]>();

  constructor(policies: SimPolicies, scheduler: Scheduler, violations: Violations, clocksAgree: boolean) {
    this.#policies = policies;
    this.#scheduler = scheduler;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  resourceWritten(row: ResourceRow): void {
    const states = this.#states.get(row.resource_uid) ?? [];
    states.push({ at: this.#scheduler.now(), row });
    this.#states.set(row.resource_uid, states);
  }

  findingWritten({ before, after, by }: Written<FindingRow>): void {
    const require = (holds: boolean, invariant: string): void => {
      this.#violations.require(holds, invariant, () => ({ before, after, by: by.name, states: this.#states.get(after.resource_uid) }));
    };
    // A first scan writes new findings in batches, without a condition. Only the account's lease keeps another scan away meanwhile.
    if (!this.#clocksAgree && before && after.version === 1) return;
    require(after.version === (before?.version ?? 0) + 1, 'every change of a finding is a version');
    require(!before || before.evaluated_at <= after.evaluated_at, 'an older scan never overwrites a newer one');
    require(after.list_order === listPlace(after).list_order, 'a finding is listed under its status, severity and age');
    const { version: _v, evaluated_at: _e, ...state } = after;
    const { version: _bv, evaluated_at: _be, ...stateBefore } = before ?? {};
    require(canonicalJson(state) !== canonicalJson(stateBefore), 'an unchanged finding costs no write');
    const known = before?.history.length ?? 0;
    require(canonicalJson(after.history.slice(0, known)) === canonicalJson(before?.history ?? []), "a finding's history only grows");
    require(before?.status === after.status || after.history.length > known, 'every change of status is in the history');
    for (const { reason } of after.history.slice(known)) {
      require(this.#hasEvidence(reason, after, by.startedAt), `no finding is ${EVIDENCE[reason]} without positive evidence`);
    }
  }

  resultsWritten({ before, after, by }: Written<Item>): void {
    const goesOn = !before || String(before['observed_at']) <= String(after['observed_at']);
    this.#violations.require(goesOn, 'results never go back', () => ({ before, after, by: by.name }));
  }

  #hasEvidence(reason: TransitionReason, finding: FindingRow, since: number): boolean {
    switch (reason) {
      case 'failed':
      case 'failed_again':
        return this.#wasSeen(finding, since, 'fail');
      case 'fixed':
        return this.#wasSeen(finding, since, 'pass');
      case 'not_applicable':
        return this.#wasSeen(finding, since, 'not_applicable');
      case 'resource_deleted':
        return this.#statesSince(finding.resource_uid, since).some(({ is_last }) => is_last === 0);
      case 'policy_removed':
        return this.#policies.wasRemoved(finding.policy_id, since);
      case 'suppressed':
      case 'unsuppressed':
      case 'suppression_expired':
        return true;
    }
  }

  /** Whether a scan that began at `since` could see the resource in a state with this verdict. */
  #wasSeen({ resource_uid, policy_id }: FindingRow, since: number, verdict: Verdict['verdict']): boolean {
    const policy = this.#policies.all.find((each) => each.policy.id === policy_id);
    const states = this.#statesSince(resource_uid, since).filter(({ is_last }) => is_last === 1);
    // The scan saw at least those other resources that existed all the time, and at most those that existed at some time. If coverage
    // may be wrong, it may have seen none.
    return (['some', 'every', ...(this.#clocksAgree ? [] : (['none'] as const))] as const).some((how) => {
      const ofType = (type: string) => this.#others(resource_uid, type, since, how);
      return states.some((row) => policy?.evaluate(row, { now: this.#scheduler.now(), resources: { ofType } }).verdict === verdict);
    });
  }

  #others(uid: string, type: string, since: number, how: 'some' | 'every' | 'none'): readonly ResourceRow[] {
    if (how === 'none') return [];
    const account = uid.split('|', 1)[0];
    const uids = [...this.#states.keys()].filter((other) => other.startsWith(`${account}|${type}|`));
    return uids.flatMap((other) => {
      const states = this.#statesSince(other, since);
      const there = (this.#states.get(other)?.[0]?.at ?? Infinity) <= since;
      const inUse = states.filter(({ is_last }) => is_last === 1);
      return inUse.length > 0 && (how === 'some' || (there && inUse.length === states.length)) ? inUse.slice(-1) : [];
    });
  }

  #statesSince(uid: string, since: number): readonly ResourceRow[] {
    const states = this.#states.get(uid) ?? [];
    return states.filter((_state, index) => (states[index + 1]?.at ?? Infinity) >= since).map(({ row }) => row);
  }
}

const EVIDENCE: Readonly<Record<TransitionReason, string>> = {
  failed: 'opened',
  failed_again: 'opened',
  fixed: 'resolved',
  not_applicable: 'resolved',
  resource_deleted: 'resolved',
  policy_removed: 'resolved',
  suppressed: 'suppressed',
  unsuppressed: 'shown',
  suppression_expired: 'shown',
};
