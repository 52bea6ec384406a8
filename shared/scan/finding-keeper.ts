/**
 * Keeps the account's findings in memory during a scan and writes those that change. The findings read at the start
 * decide whether one has to be written; the write itself reads the row again and is conditional.
 */
import type { LimitFunction } from 'p-limit';
import { ConditionFailed } from '../errors.ts';
import { withoutOutbox } from '../events/outbox.ts';
import { parseResourceUid, type ResourceUid } from '../ids.ts';
import { settled } from '../settled.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { Store } from '../storage/store.ts';
import { type FindingIdentity, type Observation, reconcile, type Reconciled, rowAfter } from './finding-reconciler.ts';
import { FindingRepository, type KnownFinding, type ScanIdentity } from './finding-repository.ts';
import type { FindingRow, FindingStatus, ScanCounts } from './model.ts';
import { type Suppressible, Suppressions, suppressionSummary } from './suppressions.ts';
import type { Judged } from './verdicts.ts';

const MAX_TRIES = 5;

/** An unresolved finding without a verdict in this scan. */
export interface UnseenFinding {
  readonly finding_id: string;
  readonly resource_uid: ResourceUid;
  /** The type of the finding's resource; undefined if its uid cannot be parsed. */
  readonly type: string | undefined;
}

export interface KeptScan extends ScanIdentity {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether no scan of the account has begun before this one. */
  readonly isFirst: boolean;
}

interface FreshFinding {
  readonly next: Reconciled;
  readonly row: FindingRow;
}

export class FindingKeeper {
  /** Findings that this scan has changed so far. */
  readonly changed: Record<keyof Pick<ScanCounts, 'opened' | 'reopened' | 'resolved'>, number> = { opened: 0, reopened: 0, resolved: 0 };
  /** Open findings of the account, including those that other scans opened. */
  readonly openBySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  readonly #repository: FindingRepository;
  readonly #scan: KeptScan;
  readonly #suppressions: Suppressions;
  readonly #known: Map<string, KnownFinding>;
  /** Whether no scan of the account has begun, and the account has had no finding, before this scan. */
  readonly #isFirst: boolean;
  /** Ids of the findings that had a verdict in this scan. */
  readonly #seen = new Set<string>();

  private constructor(repository: FindingRepository, scan: KeptScan, suppressions: Suppressions, known: Map<string, KnownFinding>) {
    this.#repository = repository;
    this.#scan = scan;
    this.#suppressions = suppressions;
    this.#known = known;
    this.#isFirst = scan.isFirst && known.size === 0;
    for (const { status, severity } of known.values()) if (status === 'open') this.openBySeverity[severity] += 1;
  }

  static async load(store: Store, repository: FindingRepository, scan: KeptScan): Promise<FindingKeeper> {
    // A suppression is stored before the finding that it hides. Findings are read first, so every suppressed one has its suppression.
    const known = await repository.knownFindings();
    return new FindingKeeper(repository, scan, await Suppressions.load(store, scan.account_id, scan.now), known);
  }

  /** The finding's status; undefined if there is no finding. */
  status(findingId: string): FindingStatus | undefined {
    return this.#known.get(findingId)?.status;
  }

  /** True if the verdict changes nothing in the finding, as this scan last read or wrote it. */
  agrees(judged: Judged): boolean {
    const known = this.#known.get(judged.finding_id);
    if (known) this.#seen.add(judged.finding_id);
    else if (judged.verdict.verdict !== 'fail') return true;
    const suppression = this.#suppressions.match(suppressible(judged), known?.suppression?.suppression_id);
    return !reconcile(known, observation(judged, suppression && suppressionSummary(suppression)), this.#scan.now);
  }

  /** Writes what the verdicts change in their findings, in batches if the scan is the account's first. @throws as `record` */
  async recordAll(changed: readonly Judged[], limit: LimitFunction): Promise<void> {
    const fresh = new Map<Judged, FreshFinding>();
    if (this.#isFirst)
      for (const judged of new Map(changed.map((each) => [each.finding_id, each])).values()) {
        const finding = this.#fresh(judged);
        if (finding) fresh.set(judged, finding);
      }
    const written = fresh.size > 0 && (await this.#writeNew([...fresh.values()]));
    const others = written ? changed.filter((judged) => !fresh.has(judged)) : changed;
    await settled(others.map((judged) => limit(() => this.record(judged))));
  }

  /** The finding that the verdict opens; undefined if there is one already, or if a suppression may cover it. */
  #fresh(judged: Judged): FreshFinding | undefined {
    if (this.#known.has(judged.finding_id) || this.#suppressions.match(suppressible(judged))) return undefined;
    const next = reconcile(undefined, observation(judged, undefined), this.#scan.now);
    const { observed_at, job_id } = this.#scan;
    return next && { next, row: rowAfter(undefined, this.#identity(judged), next, { at: observed_at, job_id }, observed_at) };
  }

  /** False if some of the findings may not be stored. They are then written one by one: a row that is stored already changes nothing. */
  async #writeNew(findings: readonly FreshFinding[]): Promise<boolean> {
    await this.#repository.mustBeNewest();
    try {
      await this.#repository.writeNew(findings.map(({ row }) => row));
    } catch {
      return false;
    }
    for (const { next, row } of findings) {
      this.#count(next);
      this.#remember(row);
    }
    return true;
  }

  /** Writes what the verdict changes in the finding. @throws ConditionFailed if other writers change the finding at every try */
  async record(judged: Judged): Promise<void> {
    await this.#write(this.#identity(judged), async (before) => {
      const suppression = await this.#suppressions.confirmed(suppressible(judged), before?.suppression?.suppression_id);
      return observation(judged, suppression && suppressionSummary(suppression));
    });
  }

  /** Unresolved findings of these policies for which `agrees` was not called. */
  unseen(policyIds: ReadonlySet<string>): readonly UnseenFinding[] {
    return this.#unresolved(({ policy_id }, id) => policyIds.has(policy_id) && !this.#seen.has(id));
  }

  /** Unresolved findings of policies that are not in `existing`. */
  ofRemovedPolicies(existing: ReadonlySet<string>): readonly UnseenFinding[] {
    return this.#unresolved(({ policy_id }) => !existing.has(policy_id));
  }

  async resolve({ finding_id }: UnseenFinding, reason: Extract<Observation, { readonly kind: 'gone' }>['reason']): Promise<void> {
    await this.#write(finding_id, () => Promise.resolve({ kind: 'gone', reason }));
  }

  #unresolved(condition: (known: KnownFinding, findingId: string) => boolean): readonly UnseenFinding[] {
    return [...this.#known]
      .filter(([id, known]) => known.status !== 'resolved' && condition(known, id))
      .map(([finding_id, { resource_uid }]) => ({ finding_id, resource_uid, type: parseResourceUid(resource_uid)?.type }));
  }

  /** `observe` is called with the row as it is at each try. A finding that is given by its id only must exist to be written. */
  async #write(finding: FindingIdentity | string, observe: (before: FindingRow | undefined) => Promise<Observation>): Promise<void> {
    const id = typeof finding === 'string' ? finding : finding.finding_id;
    let before = this.#known.has(id) ? await this.#repository.read(id) : undefined;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const identity = before ?? (typeof finding === 'string' ? undefined : finding);
      if (!identity) return;
      if (before && before.evaluated_at > this.#scan.observed_at) return this.#remember(before);
      const next = reconcile(before, await observe(before), this.#scan.now);
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

  #identity({ finding_id, subject, resource_uid, policy }: Judged): FindingIdentity {
    const { account_id } = this.#scan;
    const { resource_id, type, region } = subject;
    return { account_id, finding_id, policy_id: policy.policy.id, resource_uid, resource_id, type, region };
  }

  #count({ steps }: Reconciled): void {
    for (const { status, reason } of steps) {
      if (reason === 'failed') this.changed.opened += 1;
      else if (reason === 'failed_again') this.changed.reopened += 1;
      else if (status === 'resolved') this.changed.resolved += 1;
    }
  }

  #remember(row: FindingRow): void {
    const before = this.#known.get(row.finding_id);
    if (before?.status === 'open') this.openBySeverity[before.severity] -= 1;
    if (row.status === 'open') this.openBySeverity[row.severity] += 1;
    const { history: _history, ...known } = withoutOutbox(row);
    this.#known.set(row.finding_id, known);
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
