/** The plan of an inventory's task: the slices that it covers, and those that are left to read. */
import { CloudError } from '../clouds/cloud-error.ts';
import { type CloudSession, type DiscoveredSlice, GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { type AccountId, type Provider, providerOf } from '../ids.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import { type Position, positionOf, stepsLeft } from '../jobs/position.ts';
import { isHeldBy, type ResourceType, undeclaredType } from '../clouds/resource-type.ts';
import { serviceName } from '../service-names.ts';
import type { SliceKey } from './model.ts';
import type { Slice } from './slice-runner.ts';
import type { NamedCheckpoints } from './task-checkpoints.ts';

export interface SlicePlanDeps {
  /** The registered resource types. */
  readonly types: readonly ResourceType[];
  /** The regions to which the installation limits inventories; `*` if it sets no limit. */
  readonly regions: readonly string[] | '*';
  /** The slices that may have stored resources: one whose type is no longer found is read once more, so that its resources are deleted. */
  readonly populated?: () => Promise<readonly DiscoveredSlice[]>;
  /** Those of the slices that are not to be read this time. Absent if all are. */
  readonly resting?: (slices: readonly Slice[]) => Promise<readonly Slice[]>;
}

/** The `position` of an inventory's task. */
export interface InventoryPosition extends Position {
  /** The regions of the plan. The first attempt fixes them, because the account's enabled regions may change between attempts. */
  readonly regions: readonly string[];
  /** The segments of each type without a definition. The first attempt fixes them too. Absent if there is none. */
  readonly discovered?: Discovered;
  /** The checkpoints of slices that were read in part. Absent if there is none. */
  readonly checkpoints?: NamedCheckpoints;
}

type Discovered = Readonly<Record<string, readonly string[]>>;

export class SlicePlan {
  readonly #regions: readonly string[];
  readonly #discovered: Discovered;
  readonly #slices: readonly Slice[];
  /** Slices to read in this attempt. */
  readonly left: readonly Slice[];
  /** Slices that the task does not read. A later attempt leaves them out too, and does not name them again. */
  readonly resting: readonly Slice[];
  /** Whether everything is read: there was no earlier attempt, or it had another plan, because other types were registered then. */
  readonly isNew: boolean;

  private constructor(
    regions: readonly string[],
    discovered: Discovered,
    declared: readonly Slice[],
    provider: Provider,
    { position, resting = [] }: { readonly position?: InventoryPosition; readonly resting?: readonly Slice[] } = {},
  ) {
    const slices = [...declared, ...discoveredSlices(discovered, provider)];
    this.#regions = regions;
    this.#discovered = discovered;
    this.#slices = slices;
    const left = position && stepsLeft(slices.map(stepOf), position);
    this.isNew = left === undefined;
    this.resting = this.isNew ? resting : [];
    const asleep = new Set(this.resting.map(stepOf));
    this.left = slices.filter((slice) => (left ? left.has(stepOf(slice)) : !asleep.has(stepOf(slice))));
  }

  /**
   * The plan covers every slice of the job's service. Its regions are those that the job lists, or else those that the account has
   * enabled; a job that lists regions covers global types only if it lists `global`.
   * @throws CloudError if the regions cannot be read, or if the plan has no slice
   */
  static async make(
    job: Pick<JobRow, 'service' | 'scope'>,
    { account_id, position }: Pick<TaskRow, 'account_id' | 'position'>,
    session: Pick<CloudSession, 'regions' | 'discover'>,
    deps: SlicePlanDeps,
  ): Promise<SlicePlan> {
    const types = typesOf(job, account_id, deps.types);
    const provider = providerOf(account_id);
    if (position) {
      const stored = position as InventoryPosition;
      const plan = new SlicePlan(stored.regions, stored.discovered ?? {}, slicesOf(types, stored.regions), provider, { position: stored });
      if (!plan.isNew) return plan;
    }
    const regions = await regionsOf(types, job.scope.regions, session, deps.regions);
    const discovered = job.service === '*' ? await discoveredIn(types, regions, session, deps) : {};
    const slices = slicesOf(types, regions);
    if (slices.length > 0 || Object.keys(discovered).length > 0) {
      const resting = (await deps.resting?.(slices)) ?? [];
      return new SlicePlan(regions, discovered, slices, provider, { resting });
    }
    throw new CloudError(
      `There is nothing to read in ${account_id}: no resource type of the service ${job.service} is in the regions of the job; name other regions, or leave them out.`,
      {
        class: 'invalid',
        error_code: 'NothingToRead',
      },
    );
  }

  /** The position from which a later attempt continues. `left` are the slices of this plan that it still has to read. */
  position(left: readonly SliceKey[]): InventoryPosition {
    const names = new Set(left.map(({ type, segment }) => nameOf(type, segment)));
    return {
      regions: this.#regions,
      ...(Object.keys(this.#discovered).length > 0 && { discovered: this.#discovered }),
      ...positionOf(this.#slices.map(stepOf), (step) => names.has(step)),
    };
  }
}

/** The resource types that a job covers in an account. */
export function typesOf(
  { service }: Pick<JobRow, 'service'>,
  accountId: AccountId,
  types: readonly ResourceType[],
): readonly ResourceType[] {
  return types.filter((type) => isHeldBy(type, accountId) && (service === '*' || service === serviceName(type)));
}

/** The slices of types without a definition: those that the session finds, and those that may have stored resources. */
async function discoveredIn(
  types: readonly ResourceType[],
  regions: readonly string[],
  session: Pick<CloudSession, 'discover'>,
  { populated }: SlicePlanDeps,
): Promise<Discovered> {
  if (!session.discover) return {};
  const declared = new Set(types.map(({ type }) => type));
  const slices = [...(await session.discover(declared)), ...((await populated?.()) ?? [])].filter(
    ({ type, segment }) => !declared.has(type) && regions.includes(segment),
  );
  const segments = Map.groupBy(slices, ({ type }) => type);
  return Object.fromEntries(
    [...segments]
      .map(([type, found]) => [type, [...new Set(found.map(({ segment }) => segment))].toSorted()] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const discoveredSlices = (discovered: Discovered, provider: Provider): readonly Slice[] =>
  Object.entries(discovered).flatMap(([type, segments]) =>
    segments.map((segment) => ({ type: undeclaredType(provider, type, segment === GLOBAL_SEGMENT ? 'global' : 'regional'), segment })),
  );

/** The segments of the plan: regions, and `global`. */
async function regionsOf(
  types: readonly ResourceType[],
  asked: readonly string[] | '*',
  session: Pick<CloudSession, 'regions'>,
  limitedTo: readonly string[] | '*',
): Promise<readonly string[]> {
  // A listed region is read even if the account has not enabled it; its slices end as unsupported.
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
