/** Finds what the dependencies of a request name, and refuses those that can never be ready. */
import { type AccountId, parseAccountId, parseResourceUid, type ResourceUid } from '../ids.ts';
import { InvalidRequest } from '../errors.ts';
import { storedUid } from '../readable-ids.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { circleFrom, managedIdsOf } from './cycles.ts';
import { isManagedId, managedId } from './managed-id.ts';
import type { Manager } from './manager.ts';
import type { Dependency, ManagedId, ManagedRow, Spec } from './model.ts';
import { shownValue } from './shown-value.ts';
import type { RequestedDependency } from './spec-schema.ts';

/** As much of a row as dependencies are about. */
export type DependencyRow = Pick<ManagedRow, 'managed_id' | 'deletion_requested_at'> & {
  readonly spec: Pick<Spec, 'type' | 'name' | 'dependencies'>;
};

/** The resources that exist for whoever asks: what is foreign does not. */
export interface DependencyDeps {
  readonly managers: ReadonlyMap<string, Manager>;
  readonly resources: { readonly getMany: (ids: readonly ManagedId[]) => Promise<readonly DependencyRow[]> };
  /** Whether the inventory has the resource in use. */
  readonly isInventoried: (uid: ResourceUid) => Promise<boolean>;
}

/** The resource that depends on them, as far as its request is valid. */
export type Dependent = { readonly [F in 'type' | 'name' | 'account_id' | 'region']: Spec[F] | undefined };

export interface ResolvedDependencies {
  readonly dependencies: readonly Dependency[];
  /** By the dependencies' names: the managers of those that are managed. */
  readonly managers: ReadonlyMap<string, Manager>;
  readonly problems: readonly FieldProblem[];
}

interface Placed {
  /** `dependencies[0]` */
  readonly field: string;
  readonly dependency: Dependency;
  /** How the request names the resource. */
  readonly named: string;
}

export async function resolveDependencies(
  asked: readonly RequestedDependency[],
  dependent: Dependent,
  deps: DependencyDeps,
): Promise<ResolvedDependencies> {
  const problems: FieldProblem[] = [];
  const placed: Placed[] = [];
  for (const [place, each] of asked.entries()) {
    const field = `dependencies[${place}]`;
    const twin = asked.findIndex(({ name }) => name === each.name);
    if (twin < place)
      problems.push({
        field: `${field}.name`,
        message: `${field}.name: ${shownValue(each.name)} is the name of dependencies[${twin}] too; give each a name of its own.`,
      });
    const target = targetOf(each, dependent, deps, field);
    if ('message' in target) problems.push(target);
    else placed.push({ field, dependency: { name: each.name, relation: each.relation, ...target.target }, named: target.named });
  }
  const dependencies = placed.map(({ dependency }) => dependency);
  const rows = new Map((await deps.resources.getMany(managedIdsOf(dependencies))).map((row) => [row.managed_id, row]));
  const own = idOf(dependent);
  for (const each of placed) problems.push(...(await existence(each, own, rows, deps)));
  if (own !== undefined && problems.length === 0) problems.push(...(await circleOf(own, dependent, dependencies, deps)));
  const managers = dependencies.flatMap(({ name, managed_id }) => {
    const row = managed_id && rows.get(managed_id);
    const manager = row && deps.managers.get(row.spec.type);
    return manager ? [[name, manager] as const] : [];
  });
  return { dependencies, managers: new Map(managers), problems };
}

/** Undefined if the request is not so far valid that the resource has an id. */
export const idOf = ({ type, name, account_id, region }: Dependent): ManagedId | undefined =>
  type !== undefined && name !== undefined && account_id !== undefined && region !== undefined
    ? managedId({ type, name, account_id, region })
    : undefined;

interface Target {
  readonly target: Pick<Dependency, 'managed_id'> | Pick<Dependency, 'resource_uid'>;
  readonly named: string;
}

function targetOf(asked: RequestedDependency, dependent: Dependent, deps: DependencyDeps, field: string): Target | FieldProblem {
  if (asked.resource) return namedTarget(asked.resource, dependent, deps, `${field}.resource`);
  if (asked.managed_id !== undefined) {
    const { managed_id } = asked;
    if (isManagedId(managed_id)) return { target: { managed_id }, named: managed_id };
    const at = `${field}.managed_id`;
    return { field: at, message: `${at}: ${shownValue(managed_id)} is no id of a managed resource; GET /managed-resources lists them.` };
  }
  const at = `${field}.resource_uid`;
  const uid = storedUid(asked.resource_uid ?? '');
  if (!parseResourceUid(uid))
    return {
      field: at,
      message: `${at}: not the id of a resource; write <account>@<type>@<segment>@<id>, as a list of resources shows it.`,
    };
  if (asked.relation !== 'uses')
    return {
      field: `${field}.relation`,
      message: `${field}.relation: "${asked.relation}" came: a resource of the inventory can only be used; write uses.`,
      allowed: ['uses'],
    };
  // It has the form of a uid.
  return { target: { resource_uid: uid as ResourceUid }, named: asked.resource_uid ?? '' };
}

function namedTarget(
  { type, name, account_id, region }: NonNullable<RequestedDependency['resource']>,
  dependent: Dependent,
  { managers }: DependencyDeps,
  field: string,
): Target | FieldProblem {
  const manager = managers.get(type);
  if (!manager) {
    const allowed = [...managers.keys()].toSorted();
    return {
      field: `${field}.type`,
      message: `${field}.type: ${shownValue(type)} is no type of managed resources; there are ${allowed.join(', ')}.`,
      allowed,
    };
  }
  let account: AccountId | undefined;
  try {
    account = account_id === undefined ? dependent.account_id : parseAccountId(account_id, `${field}.account_id`);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return { field: error.field, message: error.message, allowed: error.allowed };
  }
  const usual = dependent.region === 'global' ? undefined : dependent.region;
  const place = region ?? (manager.provider === 'git' ? 'global' : usual);
  if (account === undefined || place === undefined) {
    const missing = account === undefined ? 'account_id' : 'region';
    return { field: `${field}.${missing}`, message: `${field}.${missing}: missing; say where the ${type} ${name} is.` };
  }
  return {
    target: { managed_id: managedId({ type, name, account_id: account, region: place }) },
    named: `${type} ${name} in ${account}, ${place}`,
  };
}

async function existence(
  { field, dependency: { managed_id, resource_uid }, named }: Placed,
  own: ManagedId | undefined,
  rows: ReadonlyMap<ManagedId, DependencyRow>,
  { isInventoried }: DependencyDeps,
): Promise<readonly FieldProblem[]> {
  const shown = shownValue(named);
  if (resource_uid !== undefined) {
    if (await isInventoried(resource_uid)) return [];
    return [{ field, message: `${field}: no resource ${shown} is in use; GET /resources lists those that are.` }];
  }
  if (managed_id === undefined) return [];
  if (managed_id === own) return [{ field, message: `${field}: the resource depends on itself; name another.` }];
  const row = rows.get(managed_id);
  if (!row)
    return [{ field, message: `${field}: there is no managed resource ${shown}; GET /managed-resources lists those that there are.` }];
  if (row.deletion_requested_at !== undefined)
    return [{ field, message: `${field}: the managed resource ${shown} is being deleted; name another.` }];
  return [];
}

async function circleOf(
  own: ManagedId,
  dependent: Dependent,
  dependencies: readonly Dependency[],
  { resources }: DependencyDeps,
): Promise<readonly FieldProblem[]> {
  const names = new Map<ManagedId, string>([[own, `${dependent.type} ${dependent.name}`]]);
  const circle = await circleFrom({ id: own, dependsOn: managedIdsOf(dependencies) }, async (ids) => {
    const rows = await resources.getMany(ids);
    for (const { managed_id, spec } of rows) names.set(managed_id, `${spec.type} ${spec.name}`);
    return new Map(rows.map(({ managed_id, spec }) => [managed_id, managedIdsOf(spec.dependencies)]));
  });
  if (!circle) return [];
  const field = 'dependencies';
  return [
    {
      field,
      message: `${field}: they make a circle, in which nothing could ever be ready: ${circle.map((id) => names.get(id) ?? id).join(' → ')}.`,
    },
  ];
}
