/** The parts of a request that actions on managed resources need: what exists for its caller, and how the worker is woken. */
import type { Context } from 'hono';
import { namedResources } from '../graph/named-resources.ts';
import { resourceKey, type ResourceUid } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import type { AdoptionDeps } from '../managed/adopt.ts';
import type { ReadyDependency } from '../managed/dependencies.ts';
import type { ManagedRow, Spec } from '../managed/model.ts';
import { readableUid } from '../readable-ids.ts';
import type { ApiEnv, RouteContext } from './api-env.ts';
import { rowOf } from './resource-listing.ts';
import type { View } from './view.ts';

export function managedDeps(c: Context<ApiEnv>, { management, providers, clock, random }: RouteContext): AdoptionDeps {
  const view = c.get('view');
  const inventoried = async (uid: ResourceUid): Promise<ResourceRow | undefined> => await inUse(uid, view);
  return {
    managers: management.managers,
    resources: view.managed,
    everyone: view.managedOfAll,
    inventoried,
    isInventoried: async (uid) => (await inventoried(uid)) !== undefined,
    hasAccount: async (id) => (await view.accounts.get(id)) !== undefined,
    hasCustomer: async (id) => (await view.customers.get(id)) !== undefined,
    ownCustomer: view.customer_id,
    awsRegions: providers.find(({ id }) => id === 'aws')?.regions ?? [],
    namesake: async (spec) => await namesake(spec, management.managers.get(spec.type)?.adoptable?.resource_type, view),
    wake: management.wake,
    clock,
    random,
    by: c.get('principal').id,
  };
}

async function inUse(uid: ResourceUid, { store }: View): Promise<ResourceRow | undefined> {
  const item = await store.get('resources', resourceKey(uid));
  const row = item && rowOf(item);
  return row?.is_last === 1 ? row : undefined;
}

/** The id of the inventoried resource with the name of the spec, in its account and region. */
async function namesake({ account_id, region, name }: Spec, type: string | undefined, { store }: View): Promise<string | undefined> {
  if (type === undefined) return undefined;
  const { resources } = await namedResources(store, name, { types: [type], accounts: new Set([account_id]) }, rowOf);
  const found = resources.find((row) => row.region === region && (row.name === name || row.resource_id === name));
  return found && readableUid(found.resource_uid);
}

/** The managed dependencies of the spec that were seen, by their names. */
export async function seenDependencies(
  { dependencies }: Pick<Spec, 'dependencies'>,
  { managers, resources }: Pick<AdoptionDeps, 'managers' | 'resources'>,
): Promise<ReadonlyMap<string, ReadyDependency>> {
  const rows = await resources.getMany(dependencies.flatMap(({ managed_id }) => managed_id ?? []));
  const byId = new Map(rows.map((row): [string, ManagedRow] => [row.managed_id, row]));
  return new Map(
    dependencies.flatMap(({ name, managed_id }): readonly (readonly [string, ReadyDependency])[] => {
      const row = managed_id && byId.get(managed_id);
      const manager = row && managers.get(row.spec.type);
      return manager && row.actual_config ? [[name, { manager, actual: row.actual_config }]] : [];
    }),
  );
}
