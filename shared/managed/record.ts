/** The end of a step: one write with what it found, the events of what has changed, and the time of the next look. */
import { canonicalJson } from '../canonical-json.ts';
import { isoTime } from '../seams.ts';
import { conditionOf, headline, withFindings } from './conditions.ts';
import { outputsOf } from './dependencies-state.ts';
import { delayOf } from './due.ts';
import type { ManagedEvent, ManagedEventName } from './events.ts';
import type { ManagedId, ManagedRow, Phase } from './model.ts';
import { withOperation } from './operations.ts';
import { type Phased, phaseOf } from './phase.ts';
import { DUE, type RowChange } from './repository.ts';
import { isOwn, isSuperseded, type Outcome, type Work } from './work.ts';

/** While those that depend on the resource are being told, another worker may take this over after so long. */
const TELLING_MS = 60_000;

/**
 * Records the outcome, unless another worker has the row by now.
 * @param dependents those to tell of the change, if the outcome changes what they get
 * @returns the row as it is then, and the time of the next look; undefined if nothing was written
 */
export async function record(
  work: Work,
  outcome: Outcome,
  dependents: readonly ManagedId[],
): Promise<{ readonly row: ManagedRow; readonly next: string | undefined; readonly tells: boolean } | undefined> {
  const { deps, claimed } = work;
  let next: string | undefined;
  let tells = false;
  const row = await deps.rows.change(claimed.managed_id, (latest) => {
    if (!isOwn(latest, claimed)) return undefined;
    const now = deps.clock.now();
    const found = foundIn(latest, outcome, work, now);
    tells = dependents.length > 0 && changesDependents(work, latest, found.after);
    const failures = outcome.failures ?? 0;
    const due = isAskedFor(latest, work) ? 'now' : outcome.due;
    next = latest.spec.paused ? undefined : isoTime(now + delayOf(due, phaseOf({ ...found.after, failures }), failures, deps.random));
    const until = tells ? isoTime(now + TELLING_MS) : next;
    const at = next === undefined || until === undefined ? {} : { due: DUE, next_reconcile_at: until < next ? until : next };
    return {
      set: { ...found.set, failures, ...at, ...(tells && { dependents_due: true }) },
      remove: [
        ...found.remove,
        'lease_until',
        ...(next === undefined ? (['due', 'next_reconcile_at'] as const) : []),
        ...(tells ? [] : (['dependents_due'] as const)),
      ],
      events: found.events,
    };
  });
  return row && { row, next, tells };
}

function foundIn(latest: ManagedRow, outcome: Outcome, { claimed }: Work, now: number) {
  const conditions = withFindings(latest.conditions, outcome.findings, isoTime(now));
  const set: NonNullable<RowChange['set']> = {
    ...outcome.set,
    conditions,
    message: headline(conditions),
    observed_generation: claimed.generation,
    ...(outcome.isApplied && { applied_generation: claimed.generation }),
    ...(outcome.operation && { operations: withOperation(latest.operations, outcome.operation) }),
  };
  // The provider has been seen without them, and users have taken no tags out since.
  const areGone = outcome.isApplied === true && outcome.set?.actual_tags !== undefined && latest.generation === claimed.generation;
  const remove = [...(outcome.remove ?? []), ...(areGone ? (['former_tags'] as const) : [])];
  const after: ManagedRow = { ...latest, ...set };
  const events = [...(outcome.events ?? []), ...changesOf(latest, after, outcome.failures ?? 0, remove.includes('intent'))];
  return { set, remove, after, events };
}

/** Whether a user has asked for something since the row was claimed. */
const isAskedFor = (latest: ManagedRow, { claimed, row }: Work): boolean =>
  isSuperseded(latest, claimed) ||
  latest.next_reconcile_at !== row.next_reconcile_at ||
  latest.operations.length !== claimed.operations.length;

/** A phase that a step's own event tells of has none here. */
const EVENTS: Readonly<Partial<Record<Phase, ManagedEventName>>> = {
  Pending: 'waiting',
  Ready: 'ready',
  Updating: 'updating',
  Failed: 'failed',
};

function changesOf(before: ManagedRow, after: ManagedRow, failures: number, isIntentRemoved: boolean): readonly ManagedEvent[] {
  const was = before.conditions.length === 0 ? undefined : byConditions(before);
  const { intent, ...others } = after;
  const is = byConditions({ ...others, failures, ...(intent && !isIntentRemoved && { intent }) });
  const message = headline(after.conditions);
  const isLost = (row: ManagedRow): boolean => conditionOf(row.conditions, 'Ready')?.status === 'Unknown';
  if (is !== 'Failed' && isLost(after)) return was !== undefined && !isLost(before) ? [{ name: 'unreachable', message }] : [];
  const name = EVENTS[is];
  return is === was || name === undefined ? [] : [{ name, message }];
}

/** The phase without what users have asked for since: steps tell of what they have found. */
const byConditions = (row: Phased): Phase => phaseOf({ ...row, generation: row.applied_generation });

/** Whether the resource is ready now, or gives something else than before. */
function changesDependents({ manager }: Work, before: ManagedRow, after: ManagedRow): boolean {
  const isReady = byConditions(after) === 'Ready';
  if (isReady && byConditions(before) !== 'Ready') return true;
  const outputs = ({ actual_config }: ManagedRow): string => (actual_config ? canonicalJson(outputsOf(manager, actual_config)) : '');
  return outputs(before) !== outputs(after);
}
