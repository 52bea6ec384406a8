/**
 * Decides what a scan or a person changes in a finding. Pure. A finding either fails or is resolved, and a suppression
 * hides one that fails: an unresolved finding is suppressed if, and only if, a live suppression covers it, whatever its
 * newest verdict is.
 */
import type { Verdict } from '../policies/evaluation.ts';
import { type FindingRow, MAX_TRANSITIONS, type Transition } from './model.ts';
import { listPlace } from './finding-order.ts';

/** The fields that a reconciliation can change. A finding is written only if one of them changes. */
export type FindingState = Pick<
  FindingRow,
  'status' | 'verdict' | 'reason' | 'evidence' | 'suppression' | 'title' | 'severity' | 'resource_name'
>;

export type Suppressing = NonNullable<FindingRow['suppression']>;

/** An observation of a finding, which may change its state. */
export type Observation =
  | (Pick<FindingRow, 'title' | 'severity' | 'resource_name'> & {
      readonly kind: 'judged';
      readonly verdict: Verdict;
      /** The live suppression that covers the finding, if any. */
      readonly suppression: Suppressing | undefined;
    })
  /** A person suppressed or unsuppressed the finding between two scans. */
  | { readonly kind: 'suppression'; readonly suppression: Suppressing | undefined }
  /** There is evidence that the finding can no longer be judged. A resource that was merely not seen is no such evidence. */
  | { readonly kind: 'gone'; readonly reason: 'resource_deleted' | 'policy_removed' | 'not_applicable' };

type Step = Pick<Transition, 'status' | 'reason' | 'author' | 'on_behalf_of' | 'customer_id' | 'evidence'>;

export interface Reconciled {
  readonly after: FindingState;
  /** Changes of status, in order; empty if only other fields change. */
  readonly steps: readonly Step[];
}

/** Undefined if nothing has to be written. `now` in milliseconds since 1970. */
export function reconcile(before: FindingState | undefined, seen: Observation, now: number): Reconciled | undefined {
  const state = stateAfter(before, seen);
  if (state === 'none') return undefined;
  const steps = state === 'fails' ? stepsOfFailing(before, seen, now) : stepsOfResolved(before, seen);
  const suppression = state === 'fails' ? suppressionOf(seen) : undefined;
  const after: FindingState = {
    ...shownAfter(before, seen),
    status: state === 'resolved' ? 'resolved' : suppression ? 'suppressed' : 'open',
    ...(suppression && { suppression }),
  };
  return before && isSame(before, after) ? undefined : { after, steps };
}

/** `none`: there is no finding, and none is created. */
function stateAfter(before: FindingState | undefined, seen: Observation): 'fails' | 'resolved' | 'none' {
  const unchanged = !before ? 'none' : before.status === 'resolved' ? 'resolved' : 'fails';
  if (seen.kind === 'suppression') return unchanged;
  if (seen.kind === 'gone') return before ? 'resolved' : 'none';
  switch (seen.verdict.verdict) {
    case 'fail':
      return 'fails';
    case 'pass':
    case 'not_applicable':
      return before ? 'resolved' : 'none';
    case 'unknown':
      return unchanged;
  }
}

function stepsOfFailing(before: FindingState | undefined, seen: Observation, now: number): readonly Step[] {
  const suppression = suppressionOf(seen);
  const steps: Step[] = [];
  const evidence = seen.kind === 'judged' && seen.verdict.evidence !== undefined ? { evidence: seen.verdict.evidence } : {};
  if (!before) steps.push({ status: 'open', reason: 'failed', ...evidence });
  else if (before.status === 'resolved') steps.push({ status: 'open', reason: 'failed_again', ...evidence });
  else if (before.status === 'suppressed' && !suppression) {
    steps.push({ status: 'open', reason: hasEnded(before.suppression, now) ? 'suppression_expired' : 'unsuppressed' });
  }
  if (suppression && (before?.status !== 'suppressed' || isSuppressedAnew(before.suppression, suppression, seen))) {
    const { author, on_behalf_of, customer_id } = suppression;
    steps.push({
      status: 'suppressed',
      reason: 'suppressed',
      author,
      ...(on_behalf_of !== undefined && { on_behalf_of }),
      ...(customer_id !== undefined && { customer_id }),
    });
  }
  return steps;
}

/** Whether a person has suppressed the suppressed finding again, which the history records. A scan may be the first to see that the same suppression has changed. */
const isSuppressedAnew = (before: Suppressing | undefined, after: Suppressing, seen: Observation): boolean =>
  !isSameSuppression(before, after) && (seen.kind === 'suppression' || before?.suppression_id === after.suppression_id);

function stepsOfResolved(before: FindingState | undefined, seen: Observation): readonly Step[] {
  if (!before || before.status === 'resolved') return [];
  if (seen.kind === 'gone') return [{ status: 'resolved', reason: seen.reason }];
  const applies = seen.kind !== 'judged' || seen.verdict.verdict !== 'not_applicable';
  return [{ status: 'resolved', reason: applies ? 'fixed' : 'not_applicable' }];
}

const suppressionOf = (seen: Observation): Suppressing | undefined => (seen.kind === 'gone' ? undefined : seen.suppression);

function shownAfter(before: FindingState | undefined, seen: Observation): Omit<FindingState, 'status' | 'suppression'> {
  if (seen.kind !== 'judged') {
    const { title, severity, resource_name, verdict, reason } = before!;
    const evidence = seen.kind === 'gone' ? undefined : before!.evidence;
    return {
      title,
      severity,
      resource_name,
      verdict,
      ...(reason !== undefined && { reason }),
      ...(evidence !== undefined && { evidence }),
    };
  }
  const { title, severity, resource_name } = seen;
  const { verdict, reason } = seen.verdict;
  const evidence = verdict === 'unknown' ? before?.evidence : seen.verdict.evidence;
  return { title, severity, resource_name, verdict, ...(reason !== undefined && { reason }), ...(evidence !== undefined && { evidence }) };
}

const hasEnded = (suppression: Suppressing | undefined, now: number): boolean =>
  suppression?.until !== undefined && Date.parse(suppression.until) <= now;

const isSame = (a: FindingState, b: FindingState): boolean =>
  a.status === b.status &&
  a.verdict === b.verdict &&
  a.reason === b.reason &&
  a.evidence === b.evidence &&
  a.title === b.title &&
  a.severity === b.severity &&
  a.resource_name === b.resource_name &&
  isSameSuppression(a.suppression, b.suppression);

const isSameSuppression = (a: Suppressing | undefined, b: Suppressing | undefined): boolean =>
  a?.suppression_id === b?.suppression_id &&
  a?.reason === b?.reason &&
  a?.author === b?.author &&
  a?.on_behalf_of === b?.on_behalf_of &&
  a?.customer_id === b?.customer_id &&
  a?.until === b?.until;

export type FindingIdentity = Pick<
  FindingRow,
  'account_id' | 'finding_id' | 'policy_id' | 'resource_uid' | 'resource_id' | 'type' | 'region'
>;

/** The scan or the person that writes a finding, and when. */
export interface WrittenBy extends Pick<Transition, 'at' | 'job_id'> {
  /** Absent if a scan writes the finding. */
  readonly person?: Pick<Transition, 'author' | 'on_behalf_of' | 'customer_id'>;
}

/** A step that names its author is that person's alone: who ends one suppression has not made the other that covers the finding too. */
const transitionOf = (step: Step, { person, ...by }: WrittenBy): Transition => ({
  ...by,
  ...(step.author === undefined && person),
  ...step,
});

/** The row to store. `evaluatedAt`: `observed_at` of the newest scan that wrote the finding. */
export function rowAfter(
  before: FindingRow | undefined,
  identity: FindingIdentity,
  { after, steps }: Reconciled,
  by: WrittenBy,
  evaluatedAt: string,
): FindingRow {
  const opened = steps.some(({ reason }) => reason === 'failed' || reason === 'failed_again');
  const resolvedAt = after.status !== 'resolved' ? undefined : steps.length > 0 ? by.at : before?.resolved_at;
  const { account_id, finding_id, policy_id, resource_uid, resource_id, type, region } = identity;
  const openedAt = before && !opened ? before.opened_at : by.at;
  return {
    account_id,
    finding_id,
    policy_id,
    resource_uid,
    resource_id,
    type,
    region,
    ...after,
    first_seen_at: before?.first_seen_at ?? by.at,
    opened_at: openedAt,
    ...(resolvedAt !== undefined && { resolved_at: resolvedAt }),
    history: [...(before?.history ?? []), ...steps.map((step) => transitionOf(step, by))].slice(-MAX_TRANSITIONS),
    evaluated_at: evaluatedAt,
    version: (before?.version ?? 0) + 1,
    ...listPlace({ ...after, finding_id, opened_at: openedAt, resolved_at: resolvedAt }),
  };
}
