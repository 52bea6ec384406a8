/**
 * What a scan knows and tells of the account's findings. Whether a finding has to be written is told from what was read of
 * all of them at once; the write itself starts from the row as it is then.
 */
import { ConditionFailed } from '../errors.ts';
import { parseResourceUid, type ResourceUid } from '../ids.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { Store } from '../storage/store.ts';
import { type FindingIdentity, type Observation, reconcile, type Reconciled, rowAfter } from './finding-reconciler.ts';
import { FindingRepository, type ScanIdentity, type Standing } from './finding-repository.ts';
import type { FindingRow, FindingStatus, ScanCounts } from './model.ts';
import { shownOf, type Suppressible, Suppressions } from './suppressions.ts';
import type { Judged } from './verdicts.ts';

const MAX_TRIES = 5;

/** A finding that nothing was seen of though its policy was evaluated whole. */
export interface Unseen {
  readonly finding_id: string;
  readonly resource_uid: ResourceUid;
  /** Of its resource. */
  readonly type: string | undefined;
}

export class FindingKeeper {
  /** What this scan changed so far. */
  readonly changed: Record<keyof Pick<ScanCounts, 'opened' | 'reopened' | 'resolved'>, number> = { opened: 0, reopened: 0, resolved: 0 };
  readonly openBySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  readonly #repository: FindingRepository;
  readonly #scan: ScanIdentity;
  readonly #now: number;
  readonly #suppressions: Suppressions;
  readonly #standings: Map<string, Standing>;
  readonly #seen = new Set<string>();

  private constructor(
    repository: FindingRepository,
    scan: ScanIdentity,
    now: number,
    suppressions: Suppressions,
    standings: Map<string, Standing>,
  ) {
    this.#repository = repository;
    this.#scan = scan;
    this.#now = now;
    this.#suppressions = suppressions;
    this.#standings = standings;
    for (const { status, severity } of standings.values()) if (status === 'open') this.openBySeverity[severity] += 1;
  }

  /** `now` in milliseconds. */
  static async load(store: Store, repository: FindingRepository, scan: ScanIdentity, now: number): Promise<FindingKeeper> {
    // A suppression is stored before the finding that it hides: read in the other order, neither is missed.
    const standings = await repository.standings();
    return new FindingKeeper(repository, scan, now, await Suppressions.load(store, scan.account_id, now), standings);
  }

  /** Of the finding, if there is one. */
  status(findingId: string): FindingStatus | undefined {
    return this.#standings.get(findingId)?.status;
  }

  /** True if the verdict is what the finding says already, so far as this scan has read. */
  agrees(judged: Judged): boolean {
    const standing = this.#standings.get(judged.finding_id);
    if (standing) this.#seen.add(judged.finding_id);
    else if (judged.verdict.verdict !== 'fail') return true;
    const suppression = this.#suppressions.match(suppressible(judged), standing?.suppression?.suppression_id);
    return !reconcile(standing, observation(judged, suppression && shownOf(suppression)), this.#now);
  }

  /** Writes what the verdict changes. @throws ConditionFailed if others go on writing the same finding */
  async settle(judged: Judged): Promise<void> {
    const { finding_id, subject, resource_uid, policy } = judged;
    const identity: FindingIdentity = {
      account_id: this.#scan.account_id,
      finding_id,
      policy_id: policy.policy.id,
      resource_uid,
      resource_id: subject.resource_id,
      type: subject.type,
      region: subject.region,
    };
    await this.#write(identity, async (before) => {
      const suppression = await this.#suppressions.confirmed(suppressible(judged), before?.suppression?.suppression_id);
      return observation(judged, suppression && shownOf(suppression));
    });
  }

  /** Unresolved findings of a policy that `agrees` was not asked about, of every policy that `policyIds` names. */
  unseen(policyIds: ReadonlySet<string>): readonly Unseen[] {
    return this.#unresolved(({ policy_id }, id) => policyIds.has(policy_id) && !this.#seen.has(id));
  }

  /** Unresolved findings of policies that `existing` lacks. */
  ofRemovedPolicies(existing: ReadonlySet<string>): readonly Unseen[] {
    return this.#unresolved(({ policy_id }) => !existing.has(policy_id));
  }

  async resolve({ finding_id }: Unseen, reason: Extract<Observation, { readonly kind: 'gone' }>['reason']): Promise<void> {
    await this.#write(finding_id, () => Promise.resolve({ kind: 'gone', reason }));
  }

  #unresolved(condition: (standing: Standing, findingId: string) => boolean): readonly Unseen[] {
    return [...this.#standings]
      .filter(([id, standing]) => standing.status !== 'resolved' && condition(standing, id))
      .map(([finding_id, { resource_uid }]) => ({ finding_id, resource_uid, type: parseResourceUid(resource_uid)?.type }));
  }

  async #write(finding: FindingIdentity | string, see: (before: FindingRow | undefined) => Promise<Observation>): Promise<void> {
    const id = typeof finding === 'string' ? finding : finding.finding_id;
    let before = this.#standings.has(id) ? await this.#repository.read(id) : undefined;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const identity = before ?? (typeof finding === 'string' ? undefined : finding);
      if (!identity) return;
      if (before && before.evaluated_at > this.#scan.observed_at) return this.#remember(before);
      const next = reconcile(before, await see(before), this.#now);
      if (!next) return before && this.#remember(before);
      const { observed_at, job_id } = this.#scan;
      const after = rowAfter(before, identity, next, { at: observed_at, job_id }, observed_at);
      if (await this.#repository.write(after, before)) {
        this.#count(next);
        return this.#remember(after);
      }
      before = await this.#repository.read(id);
    }
    throw new ConditionFailed('findings');
  }

  #count({ steps }: Reconciled): void {
    for (const { status, reason } of steps) {
      if (reason === 'failed') this.changed.opened += 1;
      else if (reason === 'failed_again') this.changed.reopened += 1;
      else if (status === 'resolved') this.changed.resolved += 1;
    }
  }

  #remember(row: FindingRow): void {
    const before = this.#standings.get(row.finding_id);
    if (before?.status === 'open') this.openBySeverity[before.severity] -= 1;
    if (row.status === 'open') this.openBySeverity[row.severity] += 1;
    const { history: _history, ...standing } = row;
    this.#standings.set(row.finding_id, standing);
  }
}

const suppressible = ({ finding_id, policy, subject }: Judged): Suppressible => ({
  finding_id,
  policy_id: policy.policy.id,
  account_id: subject.account_id,
  resource_id: subject.resource_id,
  name: subject.name,
  native_id: subject.native_id,
  tags: subject.tags,
});

const observation = (
  { policy, subject, verdict }: Judged,
  suppression: Extract<Observation, { readonly kind: 'judged' }>['suppression'],
): Observation => ({
  kind: 'judged',
  verdict,
  title: policy.policy.title,
  severity: policy.policy.severity,
  resource_name: subject.name,
  suppression,
});
