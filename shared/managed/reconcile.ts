/**
 * One step on one managed resource: a worker claims its row, looks at the resource, does one thing, and records what it found. It never waits for a
 * provider. A worker may die after any of its calls: the next one finds what was begun (docs/adr/0067-managed-resources.md).
 */
import { resourceUid } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { type Finding, type Findings, isFalse, isTrue, isUnknown, withFindings } from './conditions.ts';
import { configProblems, withDefaults } from './config-check.ts';
import { create, hookFailed, IN_CREATION, madeSoFar, NOT_MADE, notAsked, SETTLE_MS } from './creation.ts';
import { deleteStep } from './deletion.ts';
import { resolveConfig } from './dependencies.ts';
import { dependenciesState, outputsDigest } from './dependencies-state.ts';
import { GONE, isSamePatch } from './drift.ts';
import { NOT_READY_MS } from './due.ts';
import type { EngineDeps } from './engine.ts';
import { attempted } from './faults.ts';
import type { Observation } from './manager.ts';
import type { JsonObject, ManagedId, ManagedRow } from './model.ts';
import { callOperation, nextOperation } from './operations.ts';
import { LASTING } from './phase.ts';
import { record } from './record.ts';
import { deleteOld, isWaiting } from './replacement.ts';
import { refused } from './refusals.ts';
import { DUE } from './repository.ts';
import { isBroken, isChanging, keep } from './upkeep.ts';
import { sendNext, wakeDependents } from './wake.ts';
import { type ConfiguredWork, Fenced, isOwn, type Outcome, type Removal, Superseded, Work } from './work.ts';

/** `held`: another worker has it. `idle`: nothing is due, or nothing may be done. `lost`: another worker took it meanwhile. */
export type StepResult = 'done' | 'held' | 'idle' | 'lost';

/** @param leaseUntil when this worker has certainly ended, in milliseconds since the epoch: another may claim the row then */
export async function reconcile(managedId: ManagedId, deps: EngineDeps, leaseUntil: number): Promise<StepResult> {
  const claimed = await claim(managedId, deps, leaseUntil);
  if (typeof claimed === 'string') return claimed;
  const manager = deps.managers.get(claimed.spec.type);
  if (!manager) return await withoutManager(claimed, deps);
  const work = new Work(deps, manager, claimed);
  try {
    const outcome = await stepOf(work);
    return 'removed' in outcome ? await remove(work, outcome) : await finish(work, outcome);
  } catch (error) {
    if (error instanceof Fenced) return 'lost';
    throw error;
  }
}

async function claim(managedId: ManagedId, { rows, clock }: EngineDeps, leaseUntil: number): Promise<ManagedRow | 'held' | 'idle'> {
  let isHeld = false;
  const claimed = await rows.change(managedId, (row) => {
    const now = isoTime(clock.now());
    isHeld = row.lease_until !== undefined && row.lease_until > now;
    if (isHeld || row.spec.paused || row.next_reconcile_at === undefined || row.next_reconcile_at > now) return undefined;
    const lease_until = isoTime(leaseUntil);
    return { set: { attempt: row.attempt + 1, lease_until, due: DUE, next_reconcile_at: lease_until } };
  });
  return claimed ?? (isHeld ? 'held' : 'idle');
}

/** Another version of Muster has made the row. It stays as it is until one comes that knows the type. */
async function withoutManager(claimed: ManagedRow, { rows, clock, log }: EngineDeps): Promise<StepResult> {
  const { managed_id, spec } = claimed;
  log.error('There is no manager for the type of a managed resource.', { managed_id, type: spec.type });
  const now = clock.now();
  const Validated = isFalse('UnknownType', `This version of Muster does not know the type ${spec.type}.`);
  const row = await rows.change(managed_id, (latest) =>
    isOwn(latest, claimed)
      ? {
          set: { conditions: withFindings(latest.conditions, { Validated }, isoTime(now)), next_reconcile_at: isoTime(now + NOT_READY_MS) },
          remove: ['lease_until'],
        }
      : undefined,
  );
  return row ? 'done' : 'lost';
}

async function remove({ deps, claimed }: Work, { removed }: Removal): Promise<StepResult> {
  const isRemoved = await deps.rows.remove(claimed.managed_id, (latest) => (isOwn(latest, claimed) ? [removed] : undefined));
  if (!isRemoved) return 'lost';
  const { managed_id, spec } = claimed;
  const dependencies = spec.dependencies.flatMap((each) => each.managed_id ?? []);
  await deps.rows.removeDependent(managed_id, dependencies);
  // The resources that it depended on may wait for its end.
  await wakeDeleted(dependencies, deps);
  return 'done';
}

async function wakeDeleted(ids: readonly ManagedId[], deps: EngineDeps): Promise<void> {
  for (const id of ids) {
    const now = isoTime(deps.clock.now());
    const row = await deps.rows.change(id, ({ deletion_requested_at, spec }) =>
      deletion_requested_at === undefined || spec.paused ? undefined : { set: { due: DUE, next_reconcile_at: now } },
    );
    if (row) await sendNext(row, now, deps);
  }
}

async function finish(work: Work, outcome: Outcome): Promise<StepResult> {
  const { deps, claimed } = work;
  const dependents = await deps.rows.dependents(claimed.managed_id);
  const recorded = await record(work, outcome, dependents);
  if (!recorded) return 'lost';
  const { row, next, tells } = recorded;
  if (tells) {
    await wakeDependents(claimed.managed_id, dependents, deps);
    const isUnchanged = ({ revision, incarnation }: ManagedRow): boolean => revision === row.revision && incarnation === row.incarnation;
    await deps.rows.change(claimed.managed_id, (latest) =>
      isUnchanged(latest) ? { remove: ['dependents_due'], set: next === undefined ? {} : { next_reconcile_at: next } } : undefined,
    );
  }
  if (next !== undefined) await sendNext(row, next, deps);
  return 'done';
}

async function stepOf(work: Work): Promise<Outcome | Removal> {
  const { deps, claimed, manager } = work;
  // The worker before may have died before it had told all of them.
  if (claimed.dependents_due) await wakeDependents(claimed.managed_id, await deps.rows.dependents(claimed.managed_id), deps);
  try {
    const { finding, ready, seen } = await dependenciesState(claimed, deps);
    if (claimed.deletion_requested_at !== undefined) {
      const known = resolveConfig(claimed.spec, manager, seen);
      return await deleteStep(work, 'config' in known ? known.config : withDefaults(manager, claimed.spec.config));
    }
    const resolved = finding.status === 'True' ? resolveConfig(claimed.spec, manager, ready) : undefined;
    const config = resolved && 'config' in resolved ? resolved.config : undefined;
    const problems = configProblems(manager, claimed.spec.config);
    const Validated =
      problems.length === 0
        ? isTrue('Valid', 'Its configuration is valid.')
        : isFalse('Invalid', problems.map(({ message }) => message).join(' '));
    const DependenciesReady =
      resolved && 'problem' in resolved && problems.length === 0 ? isFalse(LASTING.outputs, resolved.problem) : finding;
    const findings = { Validated, DependenciesReady };
    if (config === undefined || problems.length > 0) return { findings: { ...findings, ...untouched(work) }, due: 'phase' };
    const outcome = await lookAndAct({ work, config, outputs: outputsDigest(ready) });
    return { ...outcome, findings: { ...findings, ...outcome.findings } };
  } catch (error) {
    if (error instanceof Superseded) return { findings: {}, due: 'now' };
    throw error;
  }
}

/** The provider is not asked, because it is not known what the resource should be. */
function untouched({ row }: Work): Findings {
  if (row.provider_resource_id === undefined) return { Created: NOT_MADE, InSync: NOT_MADE, Ready: NOT_MADE };
  const unknown: Finding = isUnknown('NotAsked', 'The provider is not asked until its configuration and its dependencies are in order.');
  return { InSync: unknown, Ready: unknown };
}

async function lookAndAct(given: ConfiguredWork): Promise<Outcome> {
  const { work, config } = given;
  const { row, manager, deps } = work;
  if (row.provider_resource_id === undefined && row.creation === undefined)
    return row.spec.mode === 'observe' ? NOTHING_TO_OBSERVE : await create(given);
  const seen = await attempted(async () => small(await manager.observe(work.context, config, row.creation?.token ?? '')));
  if ('fault' in seen) {
    deps.log.warn('The provider of a managed resource could not be asked.', { managed_id: row.managed_id, error: seen.fault.error });
    return notAsked(row.failures, seen.fault);
  }
  const last_reconciled = isoTime(deps.clock.now());
  if (seen.value.state === 'absent') {
    const outcome = await absent(given);
    return { ...outcome, set: { ...outcome.set, last_reconciled } };
  }
  const { provider_resource_id, actual, tags } = seen.value;
  const outcome = await present(given, seen.value);
  const inventoried = manager.inventoried(work.context, actual);
  const resource_uid = inventoried && resourceUid(row.account_id, inventoried.type, row.spec.region, inventoried.resource_id);
  const set = {
    provider_resource_id,
    actual_config: actual,
    last_reconciled,
    ...(tags && { actual_tags: tags }),
    ...(resource_uid !== undefined && { resource_uid }),
  };
  return { ...outcome, set: { ...set, ...outcome.set } };
}

/** The most bytes of what is kept of a resource. A row holds it, the specification, and how they differ, and may have 400 KB. */
const MOST_SEEN = 64 * 1024;

/** @throws CloudError for a resource of which the provider tells more than a row can hold */
function small(seen: Observation<JsonObject>): Observation<JsonObject> {
  if (seen.state === 'absent' || Buffer.byteLength(JSON.stringify([seen.actual, seen.tags])) <= MOST_SEEN) return seen;
  throw refused('TooLarge', `it tells more than ${MOST_SEEN / 1024} KiB of the resource, which Muster does not keep; make it smaller.`);
}

const NOTHING: Finding = isFalse(
  LASTING.nothingToObserve,
  'It is only observed (mode: observe), and there is nothing yet; adopt a resource, or set the mode to manage.',
);
const NOTHING_TO_OBSERVE: Outcome = { findings: { Created: NOTHING, InSync: NOTHING, Ready: NOTHING }, due: 'phase' };

/** The provider has no such resource. */
async function absent(given: ConfiguredWork): Promise<Outcome> {
  const { work } = given;
  const { row, deps } = work;
  const { intent, spec } = row;
  if (row.replacing !== undefined && spec.mode === 'manage') return await create(given);
  if (intent?.step === 'create' && spec.mode === 'manage') {
    const isFresh = row.provider_resource_id !== undefined && deps.clock.now() < Date.parse(intent.at) + SETTLE_MS;
    return isFresh ? IN_CREATION : await create(given);
  }
  const isMended = spec.drift === 'correct' && spec.mode === 'manage';
  const then = spec.mode === 'observe' ? 'it is only observed' : `${isMended ? 'it is created' : 'drift: correct would create it'} again`;
  const message = `It was deleted by others; ${then}.`;
  const told = {
    set: { drift: GONE },
    ...(!isSamePatch(row.drift, GONE) && { events: [{ name: 'drifted' as const, message, patch: GONE }] }),
  };
  if (isMended) {
    const outcome = await create(given);
    return { ...outcome, ...told, set: { ...outcome.set, ...told.set } };
  }
  const missing = isFalse(LASTING.deletedByOthers, message);
  return { findings: { Created: missing, InSync: isFalse('Drifted', message), Ready: missing }, due: 'phase', ...told };
}

type Present = Exclude<Observation<JsonObject>, { readonly state: 'absent' }>;

async function present(given: ConfiguredWork, seen: Present): Promise<Outcome> {
  const { work } = given;
  const { row } = work;
  if (row.replacing !== undefined) return seen.state === 'deleting' ? isWaiting : await deleteOld(given, seen.actual);
  const isInCreation = row.intent?.step === 'create';
  if (seen.state === 'creating' || (seen.state === 'failed' && isInCreation)) return madeSoFar(seen);
  if (seen.state === 'deleting') {
    const message = 'Somebody else deletes it at the provider.';
    return { findings: { Ready: isFalse('DeletedByOthers', message) }, due: 'step' };
  }
  if (isInCreation) {
    const failed = await endCreation(given, seen);
    if (failed) return failed;
  }
  const operation = nextOperation(row.operations);
  if (operation) return await callOperation(given, operation, seen.actual);
  if (seen.state === 'updating') return isChanging(given, seen.message);
  // A change that a user has asked for may be what puts it right.
  if (seen.state === 'failed' && row.generation <= row.applied_generation) return isBroken(seen.message);
  return await keep(given, seen);
}

/** It has been created: from here on, if it is absent, somebody has deleted it. */
async function endCreation({ work, config }: ConfiguredWork, { provider_resource_id }: Present): Promise<Outcome | undefined> {
  const after = await attempted(async () => work.manager.onCreate?.after?.(work.context, config));
  if ('fault' in after) return hookFailed(work.row.failures, after.fault);
  await work.note({ set: { provider_resource_id }, remove: ['intent'] });
  return undefined;
}
