/** `muster diff`: compares two exports. */
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffEvent, Difference } from '../../shared/exports/diff.ts';
import { TemporaryFolder } from '../../shared/exports/temporary-folder.ts';
import { type DiffCounts, DIFFERENCES, type DiffSummary } from '../../shared/exports/diff-summary.ts';
import { BadExport, isSystemError } from '../../shared/exports/errors.ts';
import type { ResourceRecord } from '../../shared/exports/records.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import { fieldChanges } from '../../shared/inventory/field-changes.ts';
import { changeColumns, type ShownChange } from './change-table.ts';
import { contextOf, OUTDIR, outdirOf, type Surroundings, wholeNumber } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { counted, type Output, outputOf, whole } from './output.ts';
import { numberText } from '../../shared/number-text.ts';

interface DiffOptions {
  readonly outdir?: string;
  readonly into?: string;
  readonly failOnChanges?: boolean;
  readonly limit: number;
}

/** The most differences of each kind that are named, unless `--limit` says otherwise. */
const USUALLY_SHOWN = 50;
/** Date of a nightly export of the platform, or the newest one; a file of that name takes precedence. */
const NIGHT = /^(\d{4}-\d{2}-\d{2}|newest)$/;

/** Path of the export that an argument names. A nightly export of the platform is downloaded into `temporary` first. */
type Locate = (named: string, temporary: string) => Promise<string>;

export function addDiff(program: Command, surroundings: Surroundings): void {
  program
    .command('diff')
    .description(
      'compare two exports: names what differs, and writes diff.json and diff_summary.json; needs the platform only for its nightly exports',
    )
    .argument(
      '<prev>',
      'the earlier export: its folder, its inventory.jsonl, or the date of a nightly export of the platform (2026-11-20, newest)',
    )
    .argument('<curr>', 'the later export, named in the same ways')
    .option(...OUTDIR)
    .option('--into <folder>', 'the new folder for the two files (default: diff-<UTC timestamp> in --outdir)')
    .option('--limit <n>', 'name at most so many differences of each kind; diff.json has all', wholeNumber, USUALLY_SHOWN)
    .option('--fail-on-changes', `end with ${EXIT.changed} if anything was added, removed or changed`)
    .action(async (prev: string, curr: string, { outdir, into, failOnChanges, limit }: DiffOptions, command: Command) => {
      const output = outputOf(command, surroundings);
      const place = await placeOf(into, outdir, surroundings.env);
      const named = new NamedDifferences(limit);
      const { summary, folder } = await compare(prev, curr, place, locator(command, surroundings), (event) => named.add(event));
      if (output.json) output.document({ ...summary, folder, differences: named.inOrder() });
      else {
        await printDifferences(named.inOrder(), summary, output);
        await printSummary(summary, folder, output);
      }
      const { added, removed, changed } = summary.counts;
      if (failOnChanges && added + removed + changed > 0) surroundings.exitCode = EXIT.changed;
    });
}

/** Where the files go. `numbered`: if the folder exists, the next free one of `<folder>-2`, `<folder>-3`, … is used instead. */
interface Place {
  readonly folder: string;
  readonly numbered: boolean;
}

/** A folder that the user names must be new; two comparisons may begin in the same second, so the usual one is numbered. */
const placeOf = async (into: string | undefined, outdir: string | undefined, env: NodeJS.ProcessEnv): Promise<Place> =>
  into === undefined
    ? { folder: join(await outdirOf(outdir, env), `diff-${timestamp()}`), numbered: true }
    : { folder: into, numbered: false };

/** Also returns the folder that was written. @throws CommandError, BadExport, NotWritten */
async function compare(
  prev: string,
  curr: string,
  { folder, numbered }: Place,
  locate: Locate,
  each: (event: DiffEvent) => void,
): Promise<{ readonly summary: DiffSummary; readonly folder: string }> {
  const [{ openExport }, { placeFolder, placeNumbered }, { writeDiff }] = await Promise.all([
    import('../../shared/exports/read-export.ts'),
    import('../../shared/exports/place-folder.ts'),
    import('../../shared/exports/diff-files.ts'),
  ]);
  await using fetched = await TemporaryFolder.make('muster-nights');
  const before = await openExport(await locate(prev, fetched.path));
  const after = await openExport(await locate(curr, fetched.path));
  const write = async (temporary: string): Promise<DiffSummary> => await writeDiff(before, after, temporary, each);
  if (!numbered) return { summary: await placeFolder(folder, write), folder };
  const placed = await placeNumbered(folder, write);
  return { summary: placed.result, folder: placed.folder };
}

const locator =
  (command: Command, surroundings: Surroundings): Locate =>
  async (named, temporary) => {
    if (await mayExist(named)) return named;
    if (!NIGHT.test(named)) {
      throw new BadExport(
        `There is no ${named}; name the folder of an export, its inventory.jsonl, or the date of a nightly export of the platform, such as 2026-11-20.`,
      );
    }
    const { fetchNight } = await import('./exports/fetch-night.ts');
    const folder = join(temporary, named);
    if (!existsSync(folder)) await fetchNight(contextOf(command, surroundings).api, named, folder, { sleep: surroundings.sleep });
    return folder;
  };

/** True also if the path cannot be inspected: opening it then fails with the reason. */
async function mayExist(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !(isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}

/** `20261121T143022Z` */
const timestamp = (): string => new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** The first differences of each kind. */
class NamedDifferences {
  readonly #limit: number;
  readonly #byKind = new Map<Difference['kind'], NamedDifference[]>(DIFFERENCES.map((kind) => [kind, []]));

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(event: DiffEvent): void {
    if (event.kind === 'same' || event.kind === 'slice') return;
    const named = this.#byKind.get(event.kind)!;
    if (named.length < this.#limit) named.push(namedDifference(event));
  }

  /** The kinds in the order of `DIFFERENCES`. */
  inOrder(): readonly NamedDifference[] {
    return [...this.#byKind.values()].flat();
  }
}

interface NamedDifference extends ShownChange {
  readonly change: Difference['kind'];
}

function namedDifference(difference: Difference): NamedDifference {
  const { type, resource_uid, resource_id, name, region, account_id } = difference.resource;
  const shown = { change: difference.kind, type, resource_uid, resource_id, name, region, account_id };
  switch (difference.kind) {
    case 'added':
    case 'removed':
      return shown;
    case 'changed':
      return { ...shown, fields: fieldChanges(difference.change.patch, stateOf(difference.before)) };
    case 'unread_changed': {
      const fields = (record: ResourceRecord): string => Object.keys(record.unread).join(', ') || 'nothing';
      return { ...shown, note: `could not be read: ${fields(difference.before)} → ${fields(difference.resource)}` };
    }
    case 'newly_seen':
    case 'not_seen':
      return { ...shown, note: `its slice: ${difference.slice.prev ?? 'not covered'} → ${difference.slice.curr ?? 'not covered'}` };
  }
}

async function printDifferences(named: readonly NamedDifference[], { counts }: DiffSummary, output: Output): Promise<void> {
  if (named.length === 0) return;
  const worded = named.map((each) => ({ ...each, change: each.change.replaceAll('_', ' ') }));
  await output.list(worded, changeColumns({ hasTimes: false, isWide: output.isWide }), '');
  for (const kind of DIFFERENCES) {
    const hidden = counts[kind] - named.filter(({ change }) => change === kind).length;
    if (hidden > 0) output.say(`and ${numberText(hidden)} more ${kind.replaceAll('_', ' ')}: --limit shows more, diff.json has all.`);
  }
  output.say('');
}

/** The counts that a summary always has; the others are left out where all are zero, so that a type's name has room. */
const USUAL_KINDS: ReadonlySet<Difference['kind']> = new Set(['added', 'removed', 'changed']);

async function printSummary({ counts, by_type, slices, notes }: DiffSummary, folder: string, output: Output): Promise<void> {
  const total: readonly [string, DiffCounts] = ['in all', counts];
  const types = Object.entries(by_type).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (types.length > 0) {
    const kinds = DIFFERENCES.filter((kind) => USUAL_KINDS.has(kind) || counts[kind] > 0);
    const columns = kinds.map((kind) => [kind.replaceAll('_', ' '), ([, each]: typeof total) => each[kind]] as const);
    await output.list([...types, total], { type: whole(([type]) => type), ...Object.fromEntries(columns) }, '');
  }
  output.say(`${counted(counts.unchanged, 'resource')} unchanged; ${counted(slices.compared, 'slice')} seen whole by both.`);
  for (const { prev, curr, slices: count } of slices.outcomes) {
    output.say(`Not compared: ${counted(count, 'slice')}, ${prev ?? 'not covered'} in PREV, ${curr ?? 'not covered'} in CURR.`);
  }
  for (const note of notes) output.say(note);
  output.say(`Wrote ${join(folder, 'diff.json')} and diff_summary.json.`);
}
