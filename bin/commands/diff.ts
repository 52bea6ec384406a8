/** `muster diff`. */
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DiffCounts, DiffSummary } from '../../shared/exports/diff-summary.ts';
import type { Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { counted, Output } from './output.ts';

interface DiffOptions {
  readonly outdir?: string;
  readonly failOnChanges?: boolean;
}

export function addDiff(program: Command, surroundings: Surroundings): void {
  program
    .command('diff')
    .description('compare two exports: writes diff.json and diff_summary.json, without a server')
    .argument('<prev>', 'the earlier export: its folder, or its inventory.jsonl')
    .argument('<curr>', 'the later one')
    .option('--outdir <folder>', 'a new folder for the two files (default: out/diff-<UTC timestamp>)')
    .option('--fail-on-changes', `end with ${EXIT.changed} if anything was added, removed or changed`)
    .action(async (prev: string, curr: string, { outdir, failOnChanges }: DiffOptions, command: Command) => {
      const output = new Output(surroundings, command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      const folder = outdir ?? join('out', `diff-${timestamp()}`);
      const summary = await compare(prev, curr, folder);
      if (output.json) output.document({ ...summary, folder });
      else await tell(summary, folder, output);
      const { added, removed, changed } = summary.counts;
      if (failOnChanges && added + removed + changed > 0) surroundings.exitCode = EXIT.changed;
    });
}

/** @throws CommandError, BadExport, NotWritten */
async function compare(prev: string, curr: string, folder: string): Promise<DiffSummary> {
  for (const path of [prev, curr]) {
    if (!existsSync(path))
      throw new CommandError(`There is no ${path}; name the folder of an export, or its inventory.jsonl.`, EXIT.refused);
  }
  const [{ openExport }, { placeFolder }, { writeDiff }] = await Promise.all([
    import('../../shared/exports/read-export.ts'),
    import('../../shared/exports/place-folder.ts'),
    import('../../shared/exports/diff-files.ts'),
  ]);
  const before = await openExport(prev);
  const after = await openExport(curr);
  return await placeFolder(folder, async (temporary) => await writeDiff(before, after, temporary));
}

/** `20261121T143022Z` */
const timestamp = (): string => new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');

async function tell({ counts, by_type, slices, notes }: DiffSummary, folder: string, output: Output): Promise<void> {
  const total: readonly [string, DiffCounts] = ['in all', counts];
  const types = Object.entries(by_type).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (types.length > 0) {
    await output.list(
      [...types, total],
      {
        type: ([type]) => type,
        added: ([, { added }]) => added,
        removed: ([, { removed }]) => removed,
        changed: ([, { changed }]) => changed,
        'newly seen': ([, { newly_seen }]) => newly_seen,
        'not seen': ([, { not_seen }]) => not_seen,
        'unread changed': ([, { unread_changed }]) => unread_changed,
      },
      '',
    );
  }
  output.say(`${counted(counts.unchanged, 'resource')} unchanged; ${counted(slices.compared, 'slice')} seen whole by both.`);
  for (const { prev, curr, slices: count } of slices.outcomes) {
    output.say(`Not compared: ${counted(count, 'slice')}, ${prev ?? 'not covered'} in PREV, ${curr ?? 'not covered'} in CURR.`);
  }
  for (const note of notes) output.say(note);
  output.say(`Wrote ${join(folder, 'diff.json')} and diff_summary.json.`);
}
