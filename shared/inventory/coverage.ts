/**
 * The stored form of `coverage` rows. One row holds every resource type of an account's segment, 700 and more, so each type is one
 * short text, and values that many types share (times, errors) are stored once:
 *
 *     { account_id, segment, observed_at,
 *       slices: { "AWS::EC2::VPC": "c,1,0,0,3," , "AWS::KMS::Key": "d,0,0,,,0" },
 *       times:  ["2026-11-21T02:00:00.000Z"],
 *       errors: [{ class, error_code, message, permission }],
 *       held:   { "AWS::EC2::VPC": ["vpc-1"] },
 *       not_read: { at, counts: { "datazone:domain": 2 }, gap } }
 *
 * The text of a type is: the letter of its outcome, 1 if it is populated, the index of `at` in `times`, the index of `complete_at` in
 * `times`, the count, the index of its error in `errors`, its empty nights. Absent values are empty, and those at the end are left out.
 */
import { UNDISCOVERED } from '../clouds/cloud.ts';
import type { AccountRow } from '../connections/model.ts';
import type { AccountId } from '../ids.ts';
import { utf8Bytes, withinBudget } from '../storage/budget.ts';
import type { Item } from '../storage/store.ts';
import type { CoverageRow, NotRead, SliceCoverage, SliceError, SliceOutcome } from './model.ts';
import { isSearchOnly, isWhole } from './whole-slices.ts';

const LETTERS = {
  complete: 'c',
  partial: 'p',
  denied: 'd',
  unsupported: 'u',
  failed: 'f',
  suspect: 's',
  skipped: 'k',
} as const satisfies Record<SliceOutcome, string>;
const OUTCOMES = new Map<string, SliceOutcome>(Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome as SliceOutcome]));

/** The most bytes of held ids in a row. A later run holds the ids beyond them. */
const MAX_HELD_BYTES = 100_000;
/** The most bytes of error messages in a row. If there are more, each message is cut to an equal share. */
const MAX_MESSAGES_BYTES = 120_000;

interface StoredCoverage {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly observed_at: string;
  readonly slices: Readonly<Record<string, string>>;
  readonly times: readonly string[];
  readonly errors?: readonly SliceError[];
  readonly held?: Readonly<Record<string, readonly string[]>>;
  readonly not_read?: NotRead;
}

/** The stored form of a row: less than 400 KB for 700 types, whatever their outcomes are. */
export function coverageItem({ account_id, segment, observed_at, slices, not_read }: CoverageRow): StoredCoverage {
  const times = new Places<string>();
  const errors = new Places<SliceError>();
  const text = ({ outcome, populated, at, complete_at, count, error, empty_nights }: SliceCoverage): string =>
    [outcome && LETTERS[outcome], populated ? 1 : 0, times.of(at), times.of(complete_at), count, errors.of(error), empty_nights]
      .join(',')
      .replace(/,+$/, '');
  const texts = Object.fromEntries(Object.entries(slices).map(([type, slice]) => [type, text(slice)]));
  const held = withinBudget(Object.fromEntries(Object.entries(slices).map(([type, slice]) => [type, slice.held ?? []])), MAX_HELD_BYTES);
  return {
    account_id,
    segment,
    observed_at,
    slices: texts,
    times: times.values,
    ...(errors.values.length > 0 && { errors: shortened(errors.values) }),
    ...(Object.keys(held).length > 0 && { held }),
    ...(not_read && { not_read }),
  };
}

/** The row of a stored item. The store's items are untyped; those of the table `coverage` were made by `coverageItem`. */
export function coverageOf(item: Item): CoverageRow {
  const { account_id, segment, observed_at, slices, times, errors = [], held = {}, not_read } = item as unknown as StoredCoverage;
  return {
    account_id,
    segment,
    observed_at,
    slices: Object.fromEntries(
      Object.entries(slices).map(([type, text]) => {
        const [letter = '', populated, at = '', completeAt = '', count = '', error = '', emptyNights = ''] = text.split(',');
        const outcome = OUTCOMES.get(letter);
        return [
          type,
          {
            ...(outcome && { outcome }),
            ...(at !== '' && { at: times[Number(at)] as string }),
            ...(error !== '' && { error: errors[Number(error)] as SliceError }),
            ...(count !== '' && { count: Number(count) }),
            ...(completeAt !== '' && { complete_at: times[Number(completeAt)] as string }),
            populated: populated === '1',
            ...(emptyNights !== '' && { empty_nights: Number(emptyNights) }),
            ...(held[type] && { held: held[type] }),
          } satisfies SliceCoverage,
        ];
      }),
    ),
    ...(not_read && { not_read }),
  };
}

/** Values that are stored once, and named by their index. */
class Places<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();

  of(value: T | undefined): number | undefined {
    if (value === undefined) return undefined;
    const key = JSON.stringify(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

function shortened(errors: readonly SliceError[]): readonly SliceError[] {
  if (errors.reduce((sum, { message }) => sum + utf8Bytes(message), 0) <= MAX_MESSAGES_BYTES) return errors;
  const share = Math.floor(MAX_MESSAGES_BYTES / errors.length);
  return errors.map((error) => ({ ...error, message: cut(error.message, share) }));
}

/** `text`, cut to `bytes` if it is longer; `…` marks the cut. */
function cut(text: string, bytes: number): string {
  if (utf8Bytes(text) <= bytes) return text;
  let kept = text.slice(0, bytes - 3);
  while (utf8Bytes(kept) > bytes - 3) kept = kept.slice(0, -1);
  return `${kept}…`;
}

/** The facts for an account's row that its coverage tells. @param declared the names of the types that have a definition */
export function coverageFacts(
  rows: Iterable<CoverageRow>,
  declared: ReadonlySet<string>,
): Pick<Required<AccountRow>, 'resource_counts' | 'undeclared_types' | 'coverage'> {
  const counts: Record<string, number> = {};
  const undeclared = new Set<string>();
  const searched = new Set<string>();
  const slices = { whole: 0, not_whole: 0, skipped: 0 };
  const notRead = { types: new Set<string>(), resources: 0 };
  let uncounted: string | undefined;
  let isCounted = false;
  for (const row of rows) {
    isCounted ||= row.not_read !== undefined;
    uncounted ??= row.not_read?.gap?.message;
    for (const [type, resources] of Object.entries(row.not_read?.counts ?? {})) {
      notRead.types.add(type);
      notRead.resources += resources;
    }
    for (const [type, { count, outcome, error }] of Object.entries(row.slices)) {
      if (count) counts[type] = (counts[type] ?? 0) + count;
      if (!declared.has(type) && type !== UNDISCOVERED) undeclared.add(type);
      if (isSearchOnly(outcome, error?.error_code)) searched.add(type);
      else if (isWhole(outcome)) slices.whole += 1;
      else if (outcome === 'skipped') slices.skipped += 1;
      else slices.not_whole += 1;
    }
  }
  return {
    resource_counts: Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    undeclared_types: [...undeclared].toSorted(),
    coverage: {
      ...slices,
      search_only_types: searched.size,
      ...(isCounted && {
        not_read: { types: notRead.types.size, resources: notRead.resources, ...(uncounted !== undefined && { why_not_all: uncounted }) },
      }),
    },
  };
}
