/** The actions of users on managed resources. Each checks all of its input, writes one row under a condition, and wakes the worker. */
import { canonicalJson } from '../canonical-json.ts';
import { Conflict, NotFound, PreconditionFailed } from '../errors.ts';
import { isoTime, type Clock, type Random } from '../seams.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import { configProblems } from './config-check.ts';
import { managedIdsOf } from './cycles.ts';
import { managedId } from './managed-id.ts';
import { isObject, mergePatch } from './merge-patch.ts';
import type { JsonObject, Json, ManagedId, ManagedRow, Spec } from './model.ts';
import { DUE, type ManagedRepository, type NewRow, type RowChange } from './repository.ts';
import { checkedSpec, type RequestDeps } from './requests.ts';
import { changesSecretsAlone } from './secret-changes.ts';
import { forbiddenChanges } from './forbidden-changes.ts';
import { FIXED_FIELDS } from './spec-schema.ts';
import { shownValue } from './shown-value.ts';
import { formerTags } from './tag-differences.ts';

export interface ActionDeps extends RequestDeps {
  /** The resources that exist for whoever asks. */
  readonly resources: ManagedRepository;
  /** All resources, for what must not be overlooked because the caller may not see it. */
  readonly everyone: Pick<ManagedRepository, 'dependents' | 'getMany'>;
  /** The id of an inventoried resource that bears the name of the spec and could be taken over; undefined if there is none. */
  readonly namesake: (spec: Spec) => Promise<string | undefined>;
  /** Has the worker look at the resource now. Otherwise it does so when the poller next looks for what is due. */
  readonly wake: (id: ManagedId) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  /** The id of the principal who asks. */
  readonly by: string;
}

/** Whether a generation is one that the caller has seen. */
export type IsExpected = (generation: number) => boolean;

/** A change and what was there before it. */
export interface Changed {
  readonly before: ManagedRow;
  readonly after: ManagedRow;
}

const MAX_TRIES = 5;

/** @throws InvalidFields; Conflict if the name is taken, here or at the provider */
export async function createManaged(body: Json, deps: ActionDeps): Promise<ManagedRow> {
  const spec = await checkedSpec(body, deps);
  const id = managedId(spec);
  const [present] = await deps.resources.getMany([id]);
  if (present) throw existsAlready(present);
  const namesake = await deps.namesake(spec);
  if (namesake !== undefined)
    throw new Conflict(
      `The ${spec.type} ${spec.name} is there already as ${namesake}, and is not managed; take it over with POST /managed-resources/adopt, or choose another name.`,
    );
  return await stored(firstRow(spec, deps), 'requested', deps);
}

export const existsAlready = ({ managed_id, spec, deletion_requested_at }: ManagedRow): Conflict =>
  new Conflict(
    deletion_requested_at === undefined
      ? `There is a ${spec.type} ${spec.name} in ${spec.account_id}, ${spec.region} already: ${managed_id}; change that one, or choose another name.`
      : `The ${spec.type} ${spec.name} in ${spec.account_id}, ${spec.region} is being deleted: ${managed_id}; ask again when it is gone, or choose another name.`,
  );

/** The row of a resource that nobody has asked for before. */
export function firstRow(spec: Spec, { clock, random, by }: Pick<ActionDeps, 'clock' | 'random' | 'by'>): NewRow {
  const now = isoTime(clock.now());
  return {
    managed_id: managedId(spec),
    spec,
    account_id: spec.account_id,
    ...(spec.customer_id !== undefined && { customer_id: spec.customer_id }),
    incarnation: random.hex(32),
    created_at: now,
    created_by: by,
    updated_at: now,
    generation: 1,
    observed_generation: 0,
    applied_generation: 0,
    conditions: [],
    operations: [],
    ...dueOf(spec, now),
    failures: 0,
    attempt: 0,
  };
}

/** Stores a first row, with the notes by which its dependencies know of it. @throws Conflict if another request was faster */
export async function stored(row: NewRow, event: 'requested' | 'adopted', deps: ActionDeps): Promise<ManagedRow> {
  const { managed_id, spec } = row;
  await deps.resources.addDependent(managed_id, managedIdsOf(spec.dependencies));
  const message = event === 'requested' ? `${deps.by} has asked for it.` : `${deps.by} has taken it under management.`;
  const isNew = await deps.resources.create(row, [{ name: event, message }]);
  const after = await deps.resources.get(managed_id, { consistent: true });
  if (!isNew && after) throw existsAlready(after);
  if (!isNew || !after) throw new Conflict(`The ${spec.type} ${spec.name} is being asked for, or deleted, by other requests; try again.`);
  await deps.wake(managed_id);
  return after;
}

/** The fields by which the worker finds the row: none while it is paused. */
const dueOf = ({ paused }: Pick<Spec, 'paused'>, now: string): Pick<ManagedRow, 'due' | 'next_reconcile_at'> =>
  paused ? {} : { due: DUE, next_reconcile_at: now };

/** The request that would ask for the spec. */
export const requestOf = (spec: Spec): JsonObject => {
  const { dependencies, metadata, ...fields } = spec;
  // Specs are stored as JSON.
  return { ...fields, dependencies: dependencies as readonly object[], metadata } as object as JsonObject;
};

/**
 * Changes a resource by a merge patch. A patch that changes nothing writes nothing.
 * @throws NotFound; InvalidFields; PreconditionFailed if its generation is none that is expected; Conflict if it is being deleted and more changes than references to secrets, or if it may not be replaced
 */
export async function changeManaged(
  id: ManagedId,
  patch: JsonObject,
  deps: ActionDeps,
  isExpected: IsExpected = () => true,
): Promise<Changed> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const before = await existing(id, deps);
    checkGeneration(before, isExpected);
    const spec = await patchedSpec(before.spec, patch, deps);
    // Without another token, a deletion that its provider refuses would never end.
    if (!changesSecretsAlone(before.spec, spec)) refuseDeleting(before);
    if (canonicalJson(spec) === canonicalJson(before.spec)) return { before, after: before };
    forbidReplacement(before, spec, deps);
    await deps.resources.addDependent(id, managedIdsOf(spec.dependencies));
    const after = await deps.resources.change(id, (latest) => (isSame(latest, before) ? changeTo(spec, latest, deps) : undefined));
    if (!after) continue;
    const kept = managedIdsOf(spec.dependencies);
    await deps.resources.removeDependent(
      id,
      managedIdsOf(before.spec.dependencies).filter((each) => !kept.includes(each)),
    );
    await deps.wake(id);
    return { before, after };
  }
  throw new Conflict(`The managed resource ${id} is being changed by other requests; try again.`);
}

const isSame = (latest: ManagedRow, before: ManagedRow): boolean =>
  latest.generation === before.generation &&
  latest.incarnation === before.incarnation &&
  latest.deletion_requested_at === before.deletion_requested_at;

function changeTo(spec: Spec, latest: ManagedRow, { clock, by }: ActionDeps): RowChange {
  const now = isoTime(clock.now());
  const { customer_id } = spec;
  return {
    set: {
      spec,
      generation: latest.generation + 1,
      former_tags: formerTags(latest.former_tags ?? [], latest.spec, spec),
      updated_at: now,
      ...dueOf(spec, now),
      ...(customer_id !== undefined && { customer_id }),
    },
    remove: [
      ...(customer_id === undefined ? (['customer_id'] as const) : []),
      ...(spec.paused ? (['due', 'next_reconcile_at'] as const) : []),
    ],
    events: [{ name: 'changed', message: `${by} has changed it.` }],
  };
}

/** The spec with the patch. @throws InvalidFields */
export async function patchedSpec(before: Spec, patch: JsonObject, deps: RequestDeps): Promise<Spec> {
  const fixed = FIXED_FIELDS.filter((field) => Object.hasOwn(patch, field) && patch[field] !== before[field]);
  if (fixed.length > 0)
    throw new InvalidFields(
      fixed.map((field) => ({
        field,
        message: `${field}: ${shownValue(patch[field])} came: it is ${before[field]}, and cannot be changed; leave it out, or ask for another resource.`,
      })),
    );
  return await checkedSpec(mergePatch(requestOf(before), patch), deps, before);
}

/** @throws InvalidFields for fields that cannot be changed; Conflict if the resource would be replaced although it is to be retained */
function forbidReplacement(before: ManagedRow, spec: Spec, { managers }: ActionDeps): void {
  const manager = managers.get(spec.type);
  const isThere = before.provider_resource_id !== undefined || before.intent !== undefined;
  if (!manager || !isThere || configProblems(manager, before.spec.config).length > 0) return;
  const { immutable, replaced } = forbiddenChanges(manager, before, spec);
  if (immutable.length > 0) throw new InvalidFields(immutable);
  if (replaced.length > 0)
    throw new Conflict(
      `${replaced.join(', ')}: a change of it replaces the ${spec.type} ${spec.name}, which its deletion policy "retain" keeps from being deleted; set deletion_policy to another first, or leave it.`,
    );
}

/**
 * Asks for the deletion. What becomes of the resource at the provider, its deletion policy says.
 * @throws NotFound; PreconditionFailed; Conflict naming the resources that depend on it, or if it is paused
 */
export async function deleteManaged(id: ManagedId, deps: ActionDeps, isExpected: IsExpected = () => true): Promise<Changed> {
  const before = await existing(id, deps);
  checkGeneration(before, isExpected);
  if (before.deletion_requested_at !== undefined) return { before, after: before };
  refusePaused(before, 'it is not deleted');
  await refuseNeeded(before, deps);
  const after = await deps.resources.change(id, (latest) => {
    checkGeneration(latest, isExpected);
    const now = isoTime(deps.clock.now());
    return {
      set: {
        deletion_requested_at: latest.deletion_requested_at ?? now,
        due: DUE,
        next_reconcile_at: now,
        message: 'It is to be deleted.',
      },
      events:
        latest.deletion_requested_at === undefined
          ? [{ name: 'deletion_requested', message: `${deps.by} has asked for its deletion.` }]
          : [],
    };
  });
  if (!after) throw noResource(id);
  await deps.wake(id);
  return { before, after };
}

/** @throws Conflict naming those that depend on the resource and are to stay */
async function refuseNeeded({ managed_id, spec }: ManagedRow, { everyone, resources }: ActionDeps): Promise<void> {
  const ids = await everyone.dependents(managed_id);
  const rows = (await everyone.getMany(ids)).filter(
    (row) => row.deletion_requested_at === undefined && managedIdsOf(row.spec.dependencies).includes(managed_id),
  );
  if (rows.length === 0) return;
  const seen = await resources.getMany(rows.map((row) => row.managed_id));
  const hidden = rows.length - seen.length;
  const names = seen.map((row) => `${row.spec.type} ${row.spec.name}`);
  const who = [...names, ...(hidden > 0 ? [`${hidden} that you may not see`] : [])].join(', ');
  throw new Conflict(
    `The ${spec.type} ${spec.name} is not deleted while others depend on it: ${who}; delete them first, or change their dependencies.`,
  );
}

/** Has the worker look at the resource now. @throws NotFound; Conflict if it is paused */
export async function reconcileManaged(id: ManagedId, deps: Pick<ActionDeps, 'resources' | 'wake' | 'clock'>): Promise<ManagedRow> {
  const after = await deps.resources.change(id, (latest) => {
    refusePaused(latest, 'nothing is done to it');
    return { set: { due: DUE, next_reconcile_at: isoTime(deps.clock.now()) } };
  });
  if (!after) throw noResource(id);
  await deps.wake(id);
  return after;
}

/** @throws NotFound */
export async function existing(id: ManagedId, { resources }: Pick<ActionDeps, 'resources'>): Promise<ManagedRow> {
  const row = await resources.get(id, { consistent: true });
  if (!row) throw noResource(id);
  return row;
}

export const noResource = (id: string): NotFound =>
  new NotFound(`There is no managed resource ${shownValue(id)}; GET /managed-resources lists those that there are.`);

export function refusePaused({ spec }: ManagedRow, what: string): void {
  if (spec.paused) throw new Conflict(`The ${spec.type} ${spec.name} is paused, so that ${what}; set paused to false first.`);
}

export function refuseDeleting({ spec, deletion_requested_at }: ManagedRow): void {
  if (deletion_requested_at !== undefined)
    throw new Conflict(
      `The ${spec.type} ${spec.name} is being deleted, so that it cannot be changed, except for its references to secrets.`,
    );
}

function checkGeneration({ managed_id, generation }: ManagedRow, isExpected: IsExpected): void {
  if (!isExpected(generation))
    throw new PreconditionFailed(
      `If-Match: the managed resource ${managed_id} has been changed since you read it, its ETag is "${generation}"; read it again, and send the request with that ETag.`,
    );
}

/** @throws InvalidFields for a body that is no object */
export function objectBody(body: unknown): JsonObject {
  if (isObject(body)) return body;
  throw new InvalidFields([{ field: 'body', message: `body: ${shownValue(body)} came: not an object; write {…}.` }]);
}
