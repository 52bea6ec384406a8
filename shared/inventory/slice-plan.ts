/** Which slices a task covers. */
import { CloudError } from '../clouds/cloud-error.ts';
import { type CloudSession, GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { type AccountId, providerOf } from '../ids.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { SliceKey } from './model.ts';
import type { Slice } from './slice-runner.ts';

export interface SlicePlanDeps {
  /** The registered resource types. */
  readonly types: readonly ResourceType[];
  /** Regions that inventories are limited to. */
  readonly regions: readonly string[] | '*';
}

/**
 * What is left of an earlier attempt, or every slice of the job's service. Regions are those that the job lists, else the
 * account's enabled ones; a job that lists regions covers global types only if it lists `global`.
 * @throws CloudError if the regions cannot be read, or if there is nothing to read: that is never a success
 */
export async function planSlices(
  job: Pick<JobRow, 'service' | 'scope'>,
  task: Pick<TaskRow, 'account_id' | 'left'>,
  session: CloudSession,
  deps: SlicePlanDeps,
): Promise<readonly Slice[]> {
  const types = typesOf(job, task.account_id, deps.types);
  const slices = task.left ? fromKeys(task.left, types) : await allSlices(types, job.scope.regions, session, deps.regions);
  if (slices.length > 0) return slices;
  throw new CloudError(
    `There is nothing to read in ${task.account_id}: no resource type of service ${job.service} in the regions asked for.`,
    { class: 'invalid', error_code: 'NothingToRead' },
  );
}

/** The types that a job covers in an account. */
export function typesOf(
  { service }: Pick<JobRow, 'service'>,
  accountId: AccountId,
  types: readonly ResourceType[],
): readonly ResourceType[] {
  const provider = providerOf(accountId);
  return types.filter((type) => type.provider === provider && (service === '*' || service === type.service));
}

async function allSlices(
  types: readonly ResourceType[],
  asked: readonly string[] | '*',
  session: CloudSession,
  limitedTo: readonly string[] | '*',
): Promise<readonly Slice[]> {
  // A listed region that the account has not enabled is asked all the same: it answers that it is not there.
  const regions = asked !== '*' ? asked : types.some(({ scope }) => scope === 'regional') ? await session.regions() : [];
  const regional = regions.filter(
    (region) => region !== GLOBAL_SEGMENT && (asked !== '*' || limitedTo === '*' || limitedTo.includes(region)),
  );
  const global = asked === '*' || asked.includes(GLOBAL_SEGMENT) ? [GLOBAL_SEGMENT] : [];
  return types.flatMap((type) => (type.scope === 'global' ? global : regional).map((segment) => ({ type, segment })));
}

const fromKeys = (keys: readonly SliceKey[], types: readonly ResourceType[]): readonly Slice[] =>
  keys.flatMap(({ type: name, segment }) => {
    const type = types.find((known) => known.type === name);
    return type ? [{ type, segment }] : [];
  });
