/** `muster exports`. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Format, FORMATS } from '../../shared/exports/datasets.ts';
import { accountsOption } from './accounts-option.ts';
import { contextOf, LIMIT, listOption, OUTDIR, outdirOf, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { addStatus } from './jobs.ts';
import { counted, minuteOf, printable, whole } from './output.ts';
import type { Night, StartedJob } from './shapes.ts';
import { followStarted } from './watch.ts';

interface GetOptions {
  readonly outdir?: string;
  readonly into?: string;
  readonly formats?: readonly Format[];
  readonly account?: readonly string[];
}

/** The number of missing accounts that the output names. It only counts the others. */
const SHOWN = 10;

export function addExports(program: Command, surroundings: Surroundings): void {
  const exports = program.command('exports').description("write what is known of the accounts as files, and fetch a night's files");

  exports
    .command('run')
    .description("start an export of every enabled account; readers then see it instead of the day's earlier ones")
    .option('--watch', 'follow the job to its end')
    .action(async ({ watch = false }: { watch?: boolean }, command: Command) => {
      const context = contextOf(command, surroundings);
      const started = await context.api.call<StartedJob>('jobs', { method: 'POST', body: { operation: 'export' } });
      await followStarted(started, watch, context, 'export');
    });

  addStatus(exports, 'export', surroundings);

  exports
    .command('list')
    .description('list the nights that were exported, newest first')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<Night>('exports', {}, limit),
        {
          night: whole(({ date }) => date),
          accounts: ({ exported }) => exported,
          failed: ({ failed }) => failed,
          resources: ({ rows }) => rows.resources ?? 0,
          findings: ({ rows }) => rows.findings ?? 0,
          ...(output.isWide && { files: ({ files }: Night) => files, bytes: ({ bytes }: Night) => bytes }),
          collected: whole(({ collected_at }) => minuteOf(collected_at)),
          job: whole(({ job_id }) => job_id),
        },
        'There is no export yet; make one with "muster exports run".',
      );
    });

  exports
    .command('get')
    .description('fetch a night into a folder like that of "muster run"')
    .argument('<night>', 'its day, 2026-11-21, or newest')
    .option(...OUTDIR)
    .option('--into <folder>', 'the new folder for the files (default: the day in --outdir)')
    .addOption(listOption('--formats <names>', 'files beside Parquet, which is always written (default: jsonl)', FORMATS))
    .addOption(accountsOption('--account <ids>', 'only these accounts, into the folder that --into names'))
    .action(async (text: string, { outdir, into, formats, account }: GetOptions, command: Command) => {
      // The folder of a day holds the whole night, which other commands read from it.
      if (account && into === undefined)
        throw new CommandError('--account fetches a part of a night: name a folder for it with --into.', EXIT.refused);
      const { api, output } = contextOf(command, surroundings);
      const { fetchNight, nightNamed } = await import('./exports/fetch-night.ts');
      const { date } = await nightNamed(text, api);
      const folder = into ?? join(await outdirOf(outdir, surroundings.env), date);
      const { night, manifest, exported, missing } = await fetchNight(api, date, folder, {
        ...(formats && { formats }),
        ...(account && { accounts: account }),
        sleep: surroundings.sleep,
      });
      const resources = manifest.files.find(({ dataset }) => dataset === 'resources')?.rows ?? 0;
      if (output.json) output.document({ folder, date, job_id: night.job_id, missing, manifest });
      else {
        output.say(`Wrote ${folder}: ${counted(resources, 'resource')} of ${counted(exported, 'account')}.`);
      }
      if (missing.length === 0) return;
      surroundings.exitCode = EXIT.completedWithErrors;
      for (const { account_id, error } of missing.slice(0, SHOWN))
        surroundings.stderr.write(`muster: ${printable(`${account_id} is not in it: ${error ?? 'its export failed.'}`)}\n`);
      if (missing.length > SHOWN) surroundings.stderr.write(`muster: Nor are ${counted(missing.length - SHOWN, 'more account')}.\n`);
    });
}
