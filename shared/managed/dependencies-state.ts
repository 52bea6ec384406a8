/** Whether the resources that one depends on are there, and what they give to it. */
import { contentHash } from '../canonical-json.ts';
import type { Finding } from './conditions.ts';
import { isFalse, isTrue } from './conditions.ts';
import { circleFrom, managedIdsOf } from './cycles.ts';
import type { ReadyDependency } from './dependencies.ts';
import type { EngineDeps } from './engine.ts';
import type { AnyManager } from './define-manager.ts';
import type { Dependency, JsonObject, ManagedId, ManagedRow } from './model.ts';
import { LASTING, phaseOf } from './phase.ts';

export interface DependenciesState {
  readonly finding: Finding;
  /** Those that are managed, by their names; not all of them unless the finding is true. */
  readonly ready: ReadonlyMap<string, ReadyDependency>;
  /** Those whose outputs were seen once, though they may not be usable any more: what is deleted is found by them. */
  readonly seen: ReadonlyMap<string, ReadyDependency>;
}

type Deps = Pick<EngineDeps, 'rows' | 'managers' | 'isInventoried'>;
type State = { readonly seen?: ReadyDependency | undefined } & (
  | { readonly isReady: true }
  | { readonly waits: string }
  | { readonly lacks: Finding }
);

/** A digest of what the dependencies give. */
export const outputsDigest = (ready: DependenciesState['ready']): string =>
  contentHash([...ready].map(([name, { manager, actual }]) => [name, outputsOf(manager, actual)]));

export const outputsOf = ({ outputs }: Pick<AnyManager, 'outputs'>, actual: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(outputs).map(([name, of]) => [name, of(actual) ?? null]));

export async function dependenciesState(row: ManagedRow, deps: Deps): Promise<DependenciesState> {
  const { dependencies } = row.spec;
  const [ready, seen] = [new Map<string, ReadyDependency>(), new Map<string, ReadyDependency>()];
  const waits: string[] = [];
  let lacks: Finding | undefined;
  for (const dependency of dependencies) {
    const state = await stateOf(dependency, row, deps);
    if (state.seen) seen.set(dependency.name, state.seen);
    if ('waits' in state) waits.push(state.waits);
    else if ('lacks' in state) lacks ??= state.lacks;
    else if (state.seen) ready.set(dependency.name, state.seen);
  }
  if (lacks) return { finding: lacks, ready, seen };
  if (waits.length === 0) return { finding: isTrue('DependenciesReady', 'All that it depends on is ready.'), ready, seen };
  const circle = await circleOf(row, deps);
  if (circle)
    return {
      finding: isFalse(LASTING.circle, `It depends on itself: ${circle.join(' → ')}; change the dependencies of one of them.`),
      ready,
      seen,
    };
  return { finding: isFalse('WaitsForDependencies', `It waits for ${waits.join(', ')}.`), ready, seen };
}

/** A resource that is there goes on while what it depends on is being changed, with the outputs that were seen last. */
async function stateOf(dependency: Dependency, row: ManagedRow, { rows, managers, isInventoried }: Deps): Promise<State> {
  const { name, managed_id, resource_uid } = dependency;
  if (managed_id === undefined) {
    if (resource_uid === undefined || (await isInventoried(resource_uid))) return { isReady: true };
    return { lacks: isFalse(LASTING.dependencyMissing, `Its dependency ${name}, ${resource_uid}, is not in the inventory.`) };
  }
  const other = await rows.get(managed_id, { consistent: true });
  if (!other) return { lacks: isFalse(LASTING.dependencyMissing, `Its dependency ${name}, ${managed_id}, does not exist any more.`) };
  const words = `${name} (${other.spec.type} ${other.spec.name})`;
  const manager = managers.get(other.spec.type);
  const seen = manager && other.actual_config && { manager, actual: other.actual_config };
  if (other.deletion_requested_at !== undefined)
    return { lacks: isFalse(LASTING.dependencyDeleting, `Its dependency ${words} is being deleted.`), seen };
  const phase = phaseOf(other);
  const isUsable = phase === 'Ready' || row.provider_resource_id !== undefined;
  return seen && isUsable ? { isReady: true, seen } : { waits: `${words}, which is ${phase}`, seen };
}

/** The names of the resources of a circle through this one. Requests refuse circles, but two of them may close one at the same time. */
async function circleOf(row: ManagedRow, { rows }: Deps): Promise<readonly string[] | undefined> {
  const names = new Map<ManagedId, string>([[row.managed_id, row.spec.name]]);
  const circle = await circleFrom({ id: row.managed_id, dependsOn: managedIdsOf(row.spec.dependencies) }, async (ids) => {
    const found = await rows.getMany(ids);
    for (const { managed_id, spec } of found) names.set(managed_id, spec.name);
    return new Map(found.map(({ managed_id, spec }) => [managed_id, managedIdsOf(spec.dependencies)]));
  });
  return circle?.map((id) => names.get(id) ?? id);
}
