/** Which slices a task covers. */
import { type CloudSession, GLOBAL_REGION } from '../clouds/cloud.ts';
import { type Provider, providerOf } from '../ids.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import type { SliceKey } from './model.ts';
import type { Slice } from './resource-manager.ts';

/** The registered resource types. */
export interface TypeCatalog {
  /** `service` is a service's name or `*`. */
  select(provider: Provider, service: string): readonly ResourceType[];
}

export interface SlicePlanDeps {
  readonly types: TypeCatalog;
  /** Regions that inventories are limited to. */
  readonly regions: readonly string[] | '*';
}

/**
 * What is left of an earlier attempt, or every slice of the job's service in the account's enabled regions. A job that
 * lists regions covers global types only if it lists `global`.
 * @throws CloudError if the regions cannot be read
 */
export async function planSlices(
  job: Pick<JobRow, 'service' | 'scope'>,
  task: Pick<TaskRow, 'account_id' | 'left'>,
  session: CloudSession,
  deps: SlicePlanDeps,
): Promise<readonly Slice[]> {
  const types = deps.types.select(providerOf(task.account_id), job.service);
  if (task.left) return fromKeys(task.left, types);
  const wanted = job.scope.regions === '*' ? deps.regions : job.scope.regions;
  const isWanted = (region: string): boolean => wanted === '*' || wanted.includes(region);
  const enabled = types.some(({ scope }) => scope === 'regional') ? await session.regions() : [];
  const globalWanted = job.scope.regions === '*' || job.scope.regions.includes(GLOBAL_REGION);
  return types.flatMap((type) =>
    type.scope === 'global'
      ? globalWanted
        ? [{ type, region: GLOBAL_REGION }]
        : []
      : enabled.filter(isWanted).map((region) => ({ type, region })),
  );
}

const fromKeys = (keys: readonly SliceKey[], types: readonly ResourceType[]): readonly Slice[] =>
  keys.flatMap(({ type: name, region }) => {
    const type = types.find((known) => known.type === name);
    return type ? [{ type, region }] : [];
  });
