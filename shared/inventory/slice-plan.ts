/** Which slices a task covers, and which of them are left. */
import { CloudError } from '../clouds/cloud-error.ts';
import { type CloudSession, GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { type AccountId, providerOf } from '../ids.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import { type Position, positionOf, stepsLeft } from '../jobs/position.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { serviceName } from '../service-names.ts';
import type { SliceKey } from './model.ts';
import type { Slice } from './slice-runner.ts';

export interface SlicePlanDeps {
  /** The registered resource types. */
  readonly types: readonly ResourceType[];
  /** Regions that inventories are limited to. */
  readonly regions: readonly string[] | '*';
}

/** `position` of an inventory's task. */
export interface InventoryPosition extends Position {
  /** The regions of the plan, fixed by its first attempt: which ones an account has enabled may change between attempts. */
  readonly regions: readonly string[];
}

export class SlicePlan {
  readonly #regions: readonly string[];
  readonly #slices: readonly Slice[];
  /** Slices to read in this attempt. */
  readonly left: readonly Slice[];
  /** No earlier attempt counts: there was none, or it had another plan, since other types are registered now. Everything is read. */
  readonly isNew: boolean;

  private constructor(regions: readonly string[], slices: readonly Slice[], position?: InventoryPosition) {
    this.#regions = regions;
    this.#slices = slices;
    const left = position && stepsLeft(slices.map(stepOf), position);
    this.isNew = left === undefined;
    this.left = left ? slices.filter((slice) => left.has(stepOf(slice))) : slices;
  }

  /**
   * Every slice of the job's service, or what an earlier attempt left of them. Regions are those that the job lists, else the account's
   * enabled ones; a job that lists regions covers global types only if it lists `global`.
   * @throws CloudError if the regions cannot be read, or if there is nothing to read: that is never a success
   */
  static async make(
    job: Pick<JobRow, 'service' | 'scope'>,
    { account_id, position }: Pick<TaskRow, 'account_id' | 'position'>,
    session: Pick<CloudSession, 'regions'>,
    deps: SlicePlanDeps,
  ): Promise<SlicePlan> {
    const types = typesOf(job, account_id, deps.types);
    if (position) {
      const stored = position as InventoryPosition;
      const plan = new SlicePlan(stored.regions, slicesOf(types, stored.regions), stored);
      if (!plan.isNew) return plan;
    }
    const regions = await regionsOf(types, job.scope.regions, session, deps.regions);
    const slices = slicesOf(types, regions);
    if (slices.length > 0) return new SlicePlan(regions, slices);
    throw new CloudError(
      `There is nothing to read in ${account_id}: no resource type of service ${job.service} in the regions asked for.`,
      {
        class: 'invalid',
        error_code: 'NothingToRead',
      },
    );
  }

  /** What a later attempt goes on from. `left` are slices of this plan. */
  position(left: readonly SliceKey[]): InventoryPosition {
    const names = new Set(left.map(({ type, segment }) => nameOf(type, segment)));
    return { regions: this.#regions, ...positionOf(this.#slices.map(stepOf), (step) => names.has(step)) };
  }
}

/** The types that a job covers in an account. */
export function typesOf(
  { service }: Pick<JobRow, 'service'>,
  accountId: AccountId,
  types: readonly ResourceType[],
): readonly ResourceType[] {
  const provider = providerOf(accountId);
  return types.filter((type) => type.provider === provider && (service === '*' || service === serviceName(type)));
}

/** `global` among them if the plan covers global types. */
async function regionsOf(
  types: readonly ResourceType[],
  asked: readonly string[] | '*',
  session: Pick<CloudSession, 'regions'>,
  limitedTo: readonly string[] | '*',
): Promise<readonly string[]> {
  // A listed region that the account has not enabled is asked all the same: it answers that it is not there.
  if (asked !== '*') return asked;
  const enabled = types.some(({ scope }) => scope === 'regional') ? await session.regions() : [];
  return [...enabled.filter((region) => region !== GLOBAL_SEGMENT && (limitedTo === '*' || limitedTo.includes(region))), GLOBAL_SEGMENT];
}

const slicesOf = (types: readonly ResourceType[], regions: readonly string[]): readonly Slice[] =>
  types.flatMap((type) =>
    regions.filter((segment) => (segment === GLOBAL_SEGMENT) === (type.scope === 'global')).map((segment) => ({ type, segment })),
  );

const nameOf = (type: string, segment: string): string => `${type} ${segment}`;
const stepOf = ({ type, segment }: Slice): string => nameOf(type.type, segment);
