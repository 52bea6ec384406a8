/** Plans several requests as a whole: each may depend on others of them, whatever their order, and everything that is wrong with any of them is told at once. */
import { InvalidRequest } from '../errors.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import type { ActionDeps } from './actions.ts';
import { requestOf } from './actions.ts';
import { circleFrom, managedIdsOf, orderedByDependencies } from './cycles.ts';
import type { ReadyDependency } from './dependencies.ts';
import { forbiddenChanges } from './forbidden-changes.ts';
import { managedId } from './managed-id.ts';
import { patchBetween } from './merge-patch.ts';
import type { Json, JsonObject, ManagedId, ManagedRow, Spec } from './model.ts';
import { type Plan, planOf } from './plan.ts';
import type { DependencyRow } from './requested-dependencies.ts';
import { checkedSpec, idOfRequest } from './requests.ts';

export interface PlannedRequest extends Plan {
  readonly managed_id: ManagedId;
  /** Its place among the requests, from 0. */
  readonly index: number;
  readonly type: string;
  readonly name: string;
  /** The merge patch by which the resource that is there becomes what is requested; empty if it is so already. Undefined if there is none yet. */
  readonly patch: JsonObject | undefined;
}

/** The parts of plans: requests are checked as they are when they are sent. */
export type PlanDeps = Omit<ActionDeps, 'wake' | 'by' | 'random'> & {
  /** The managed dependencies of a spec that were seen, by their names. */
  readonly seen: (spec: Spec) => Promise<ReadonlyMap<string, ReadyDependency>>;
};

interface Checked {
  readonly index: number;
  readonly spec: Spec;
  readonly row: ManagedRow | undefined;
}

/**
 * The plans, each behind those of the requests that it depends on.
 * @throws InvalidFields; the fields begin with `resources[0]`
 */
export async function planMany(requests: readonly Json[], deps: PlanDeps): Promise<readonly PlannedRequest[]> {
  const ids = requests.map((each) => idOfRequest(each, deps.managers));
  const known = ids.filter((id) => id !== undefined);
  const rows = new Map((await deps.resources.getMany(known)).map((row) => [row.managed_id, row]));
  const together = requests.flatMap((request, index) => rowOf(request, ids[index]) ?? []);
  const problems: FieldProblem[] = [];
  const checked: Checked[] = [];
  for (const [index, request] of requests.entries()) {
    const id = ids[index];
    const row = id && rows.get(id);
    const twin = ids.indexOf(id);
    if (id !== undefined && twin < index) {
      problems.push(problemAt(index, 'name', `resources[${twin}] asks for the same resource; leave one of them out`));
      continue;
    }
    try {
      const spec = await checkedSpec(request, { ...deps, resources: withOthers(deps, together) }, row?.spec);
      problems.push(...changeProblems(index, spec, row, deps));
      checked.push({ index, spec, row });
    } catch (error) {
      if (!(error instanceof InvalidFields)) throw error;
      problems.push(...error.problems.map((each) => prefixed(index, each)));
    }
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return await inOrder(checked, deps);
}

/** A request as its dependents see it. Its own dependencies are looked at when all requests are known. */
const rowOf = (request: Json, managed_id: ManagedId | undefined): DependencyRow | undefined => {
  if (managed_id === undefined) return undefined;
  // It has an id, so that it is an object with these texts.
  const { type, name } = request as { readonly type: string; readonly name: string };
  return { managed_id, spec: { type, name, dependencies: [] } };
};

const withOthers = (
  { resources }: PlanDeps,
  together: readonly DependencyRow[],
): { getMany: (ids: readonly ManagedId[]) => Promise<readonly DependencyRow[]> } => ({
  getMany: async (ids) => {
    const own = together.filter(({ managed_id }) => ids.includes(managed_id));
    const others = ids.filter((id) => !own.some(({ managed_id }) => managed_id === id));
    return [...own, ...(await resources.getMany(others))];
  },
});

const prefixed = (index: number, { field, message, allowed }: FieldProblem): FieldProblem => ({
  field: `resources[${index}].${field}`,
  message: `resources[${index}].${message}`,
  ...(allowed && { allowed }),
});

const problemAt = (index: number, field: string, text: string): FieldProblem => prefixed(index, { field, message: `${field}: ${text}.` });

/** The problems of a change of the resource that is there. */
function changeProblems(index: number, spec: Spec, row: ManagedRow | undefined, { managers }: PlanDeps): readonly FieldProblem[] {
  const manager = managers.get(spec.type);
  if (!row || !manager) return [];
  if (row.deletion_requested_at !== undefined)
    return [problemAt(index, 'name', `the ${spec.type} ${spec.name} is being deleted; ask again when it is gone`)];
  if (row.provider_resource_id === undefined && row.intent === undefined) return [];
  const { immutable, replaced } = forbiddenChanges(manager, row, spec);
  return [
    ...immutable.map((each) => prefixed(index, each)),
    ...replaced.map((field) =>
      problemAt(
        index,
        field,
        'a change of it replaces the resource, which its deletion policy "retain" keeps from being deleted; set another, or leave it',
      ),
    ),
  ];
}

async function inOrder(checked: readonly Checked[], deps: PlanDeps): Promise<readonly PlannedRequest[]> {
  const byId = new Map(checked.map((each) => [managedId(each.spec), each]));
  const depending = [...byId].map(([id, { spec }]) => ({ id, dependsOn: managedIdsOf(spec.dependencies) }));
  await refuseCircles(byId, deps);
  const ordered = await orderedByDependencies(depending);
  // There is no circle, as was just checked.
  const order = 'order' in ordered ? ordered.order : [];
  const plans: PlannedRequest[] = [];
  for (const id of order) {
    const each = byId.get(id);
    if (each) plans.push(await planned(id, each, deps));
  }
  return plans;
}

/** @throws InvalidFields for a circle among the requests, or through resources that are there */
async function refuseCircles(byId: ReadonlyMap<ManagedId, Checked>, { resources }: PlanDeps): Promise<void> {
  const names = new Map([...byId].map(([id, { spec }]) => [id, `${spec.type} ${spec.name}`]));
  const problems: FieldProblem[] = [];
  for (const [id, { index, spec }] of byId) {
    const circle = await circleFrom({ id, dependsOn: managedIdsOf(spec.dependencies) }, async (ids) => {
      const others = await resources.getMany(ids.filter((each) => !byId.has(each)));
      for (const row of others) names.set(row.managed_id, `${row.spec.type} ${row.spec.name}`);
      const asked = ids.flatMap((each) => (byId.has(each) ? [[each, managedIdsOf(byId.get(each)?.spec.dependencies ?? [])] as const] : []));
      return new Map([...asked, ...others.map((row) => [row.managed_id, managedIdsOf(row.spec.dependencies)] as const)]);
    });
    if (circle) {
      const path = circle.map((each) => names.get(each) ?? each).join(' → ');
      problems.push(problemAt(index, 'dependencies', `they make a circle, in which nothing could ever be ready: ${path}`));
    }
  }
  if (problems.length > 0) throw new InvalidFields(problems);
}

async function planned(managed_id: ManagedId, { index, spec, row }: Checked, deps: PlanDeps): Promise<PlannedRequest> {
  const manager = deps.managers.get(spec.type);
  if (!manager) throw new InvalidRequest('type', 'type: there is no such type.');
  const plan = planOf({ spec, manager, row, dependencies: await deps.seen(spec), now: deps.clock.now() });
  const named = { managed_id, index, type: spec.type, name: spec.name, patch: row && patchBetween(requestOf(row.spec), requestOf(spec)) };
  const namesake = row ? undefined : await deps.namesake(spec);
  if (namesake === undefined) return { ...plan, ...named };
  const note = `It is there already as ${namesake}, and is not managed; take it over with POST /managed-resources/adopt, or choose another name.`;
  return { ...plan, ...named, action: 'refuse', notes: [...plan.notes, note] };
}
