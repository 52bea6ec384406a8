/** The totals of an inventory, in the rows of its tasks and its job. Their size is bounded, however many types and resources there are. */
import { z } from 'zod';
import { CLOUD_ERROR_CLASSES } from '../clouds/cloud-error.ts';
import { addMissingPermissions, missingPermissionsShape } from '../missing-permissions.ts';
import { addNumbers, sumOf } from '../numbers.ts';
import { NO_COUNTS, type RunCounts, SLICE_OUTCOMES } from './model.ts';

const count = z.number().int().nonnegative();

const runCountsSchema = z
  .object({ resources: count, added: count, updated: count, deleted: count, restored: count, unchanged: count, unread: count })
  .readonly() satisfies z.ZodType<RunCounts>;

export const slicesByOutcome = z.partialRecord(z.enum(SLICE_OUTCOMES), count).readonly();

export const sliceErrorSchema = z
  .object({
    class: z.enum([...CLOUD_ERROR_CLASSES, 'out_of_time', 'too_large', 'suspect', 'fault', 'capped']),
    error_code: z.string(),
    message: z.string(),
    permission: z.string().optional(),
  })
  .readonly();

/** A group of slices that ended with the same outcome for the same cause. */
const incompleteSlicesSchema = z
  .object({
    outcome: z.enum(SLICE_OUTCOMES),
    slices: count.describe('The number of slices in this group.'),
    examples: z.array(z.object({ type: z.string(), segment: z.string() }).readonly()).readonly(),
    error: sliceErrorSchema.optional().describe('The error of the first example.'),
  })
  .readonly();

export const inventoryTotalsSchema = z
  .object({
    counts: runCountsSchema,
    slices: slicesByOutcome,
    resources_by_type: z.record(z.string(), count).readonly(),
    incomplete_slices: z
      .array(incompleteSlicesSchema)
      .readonly()
      .describe(
        'Slices that were not read whole, grouped by outcome and cause. The `slices` of the totals count all of them; `GET /coverage` names each.',
      ),
    search_only_slices: count
      .optional()
      .describe(
        'How many of the `partial` slices are of types that are known from a search alone: nothing failed, but the search does not tell what it leaves out. `incomplete_slices` has no group of them.',
      ),
    ...missingPermissionsShape,
  })
  .readonly();

export type InventoryTotals = z.infer<typeof inventoryTotalsSchema>;
export type IncompleteSlices = z.infer<typeof incompleteSlicesSchema>;

export const NO_INVENTORY_TOTALS: InventoryTotals = {
  counts: NO_COUNTS,
  slices: {},
  resources_by_type: {},
  incomplete_slices: [],
  missing_permissions: [],
};

/** These limits bound the groups of incomplete slices to about 12 KB, even if every message is long. */
const MAX_CAUSES = 20;
const MAX_EXAMPLES = 3;
const MAX_MESSAGE = 300;

/** The sum of two totals. `a` is undefined if there is nothing before `b`. */
export function addInventories(a: InventoryTotals | undefined, b: InventoryTotals): InventoryTotals {
  const sum = a ?? NO_INVENTORY_TOTALS;
  const slices = { ...sum.slices };
  addNumbers(slices, b.slices);
  const byType = { ...sum.resources_by_type };
  addNumbers(byType, b.resources_by_type);
  const searchOnly = (sum.search_only_slices ?? 0) + (b.search_only_slices ?? 0);
  return {
    counts: sumOf(sum.counts, b.counts),
    slices,
    resources_by_type: Object.fromEntries(Object.entries(byType).toSorted(([left], [right]) => (left < right ? -1 : 1))),
    incomplete_slices: grouped([...sum.incomplete_slices, ...b.incomplete_slices]),
    ...(searchOnly > 0 && { search_only_slices: searchOnly }),
    ...addMissingPermissions(sum, b),
  };
}

/** Merges groups of the same outcome and cause. Slices of causes beyond `MAX_CAUSES` are counted in the totals' `slices` only. */
function grouped(incomplete: readonly IncompleteSlices[]): readonly IncompleteSlices[] {
  const groups = new Map<string, IncompleteSlices>();
  for (const group of incomplete) {
    const cause = causeOf(group);
    const before = groups.get(cause);
    if (!before && groups.size === MAX_CAUSES) continue;
    groups.set(cause, before ? merged(before, group) : shortened(group));
  }
  return [...groups.values()];
}

const causeOf = ({ outcome, error }: IncompleteSlices): string =>
  JSON.stringify([outcome, error?.class, error?.error_code, error?.permission]);

const merged = (a: IncompleteSlices, b: IncompleteSlices): IncompleteSlices => ({
  ...a,
  slices: a.slices + b.slices,
  examples: [...a.examples, ...b.examples].slice(0, MAX_EXAMPLES),
});

const shortened = (group: IncompleteSlices): IncompleteSlices => ({
  ...group,
  ...(group.error && { error: shortenedError(group.error) }),
});

const shortenedError = (error: NonNullable<IncompleteSlices['error']>): NonNullable<IncompleteSlices['error']> =>
  error.message.length <= MAX_MESSAGE ? error : { ...error, message: `${error.message.slice(0, MAX_MESSAGE)}…` };
