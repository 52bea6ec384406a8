/** `muster query`: runs SQL over an export on this machine (DuckDB) or over the platform's nightly exports (Athena). */
import type { Command } from 'commander';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ATHENA_DATABASE, ATHENA_WORKGROUP } from '../../shared/exports/athena.ts';
import { escapedText } from '../../shared/control-characters.ts';
import { choiceOption, OUTDIR, outdirOf, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { noRoomFor, outputOptions, printable, written, type OutputOptions } from './output.ts';
import { QUERY_FORMATS, type Engine, type QueryFormat } from './query/engine.ts';
import { codeOnly, hasCode } from '../../shared/queries/sql-text.ts';

interface QueryOptions {
  readonly from?: string;
  readonly outdir?: string;
  readonly format?: QueryFormat;
  readonly explain?: boolean;
  readonly athena?: boolean;
  readonly workgroup: string;
  readonly database: string;
  readonly region?: string;
}

/** The most bytes of the cache, which holds a marker file for each export whose files have been verified. */
const CACHE_BYTES = 2 ** 20;
const HELP = `
Tables: resources, relationships, findings, changes, accounts, coverage; docs/queries.md has examples.
Views over all clouds: virtual_machines, networks, disks, buckets, databases, users.
Without a statement, muster query starts a shell on a terminal, or runs the statements that it reads from a pipe.

Examples:
  muster query "SELECT type, count(*) FROM resources GROUP BY type"
  muster query --from out/20261121T143022Z --format csv "SELECT * FROM accounts"
  muster query --athena "SELECT region, count(*) FROM resources GROUP BY region"`;

export function addQuery(program: Command, surroundings: Surroundings): void {
  program
    .command('query')
    .description('run SQL over an export: the newest one of "muster run", or the newest nightly one of the platform')
    .argument('[sql]', 'one statement (default: a shell)')
    .option('--from <folder>', 'folder of the export, or of the diff, to query (default: the newest export in --outdir)')
    .option(...OUTDIR)
    .addOption(choiceOption('--format <format>', 'format of the printed rows (default: table)', QUERY_FORMATS))
    .option('--explain', 'show the query plan without running the statement')
    .option('--athena', "query the platform's tables in Athena, with your AWS credentials, instead of an export on this machine")
    .option('--workgroup <name>', "Athena's workgroup", ATHENA_WORKGROUP)
    .option('--database <name>', "Athena's database", ATHENA_DATABASE)
    .option('--region <region>', "Athena's region (default: $AWS_REGION or the profile's)")
    .addHelpText('after', HELP)
    .action(async (sql: string | undefined, options: QueryOptions, command: Command) => {
      if (options.athena && options.from !== undefined)
        throw new CommandError('--athena queries the platform and --from an export on this machine; give one of them.', EXIT.refused);
      if (sql !== undefined && !hasCode(sql))
        throw new CommandError('The statement is empty; write a SELECT, or leave the argument out to start the shell.', EXIT.refused);
      const style = outputOptions(command.optsWithGlobals(), surroundings);
      await runQuery(sql, { ...options, format: options.format ?? (style.json ? 'json' : 'table'), style }, surroundings);
    });
}

async function runQuery(
  sql: string | undefined,
  options: QueryOptions & { readonly format: QueryFormat; readonly style: OutputOptions },
  surroundings: Surroundings,
): Promise<void> {
  const { engine, missing, notes } = options.athena ? await athena(options, surroundings) : await duckDb(options, surroundings);
  const stop = (): void => engine.interrupt();
  process.on('SIGINT', stop);
  try {
    const run = async (statement: string, format: QueryFormat): Promise<number> => {
      const { printResult } = await import('./query/render.ts');
      if (options.explain) {
        await written(surroundings.stdout, `${escapedText(await engine.explain(statement), '\n\t')}\n`);
        return 0;
      }
      const result = await engine.run(statement);
      for (const table of missing(statement)) surroundings.stderr.write(`The export has no file for ${table}: the table is empty.\n`);
      const { rows, hidden } = await printResult(result, format, surroundings.stdout, options.style);
      for (const note of await notes(statement)) surroundings.stderr.write(`${printable(note)}\n`);
      if (hidden.length > 0) surroundings.stderr.write(`${printable(noRoomFor(hidden))}\n`);
      return rows;
    };
    if (sql !== undefined) await run(sql, options.format);
    else await startShell(engine, options.format, run, surroundings);
  } finally {
    process.removeListener('SIGINT', stop);
    await engine.close();
  }
}

interface Opened {
  readonly engine: Engine;
  /** Tables that the statement names although the export has no file for them: they are empty. */
  readonly missing: (sql: string) => readonly string[];
  /** Sentences that say which resources the statement's answer may lack. */
  readonly notes: (sql: string) => Promise<readonly string[]>;
}

async function duckDb({ from, outdir }: QueryOptions, { env, stderr }: Surroundings): Promise<Opened> {
  const { openExport } = await import('../../shared/exports/read-export.ts');
  const folder = from ?? (await newestOf(await outdirOf(outdir, env)));
  const { isDiffFolder } = await import('./query/diff-tables.ts');
  if (await isDiffFolder(folder)) return await diffIn(folder, stderr);
  const source = await openExport(folder);
  stderr.write(`${printable(`${source.folder}, collected ${source.manifest.collected_at}`)}\n`);
  const [{ openDuckDb }, { Cache }] = await Promise.all([import('./query/duckdb-engine.ts'), import('./query/cache.ts')]);
  const cache = await Cache.open(join(baseFolder(env, 'XDG_CACHE_HOME', '.cache'), 'muster', 'queries'), {
    maxBytes: CACHE_BYTES,
    now: Date.now,
  });
  try {
    const engine = await openDuckDb(source, cache);
    return {
      engine,
      missing: (sql) => engine.missing.filter((table) => codeOnly(sql).toLowerCase().split(/\W+/).includes(table)),
      notes: await notesOf(engine),
    };
  } finally {
    await cache.close();
  }
}

async function diffIn(folder: string, stderr: Surroundings['stderr']): Promise<Opened> {
  const [{ openDiffInDuckDb }, { DIFF_TABLES }] = await Promise.all([import('./query/duckdb-engine.ts'), import('./query/diff-tables.ts')]);
  stderr.write(`${printable(`${folder}, a comparison: its tables are ${DIFF_TABLES.join(', ')}`)}\n`);
  return { engine: await openDiffInDuckDb(folder), missing: () => [], notes: () => Promise.resolve([]) };
}

async function notesOf(engine: Engine): Promise<Opened['notes']> {
  const { SeenNotes } = await import('./query/seen-notes.ts');
  const notes = new SeenNotes(engine);
  return async (sql) => await notes.of(sql);
}

/** The newest export in the folder. */
async function newestOf(outdir: string): Promise<string> {
  const { newestExport } = await import('./query/newest-export.ts');
  return newestExport(outdir);
}

async function athena({ workgroup, database, region }: QueryOptions, { sleep }: Surroundings): Promise<Opened> {
  const { openAthena } = await import('./query/athena-engine.ts');
  const engine = openAthena({ workgroup, database, region, sleep });
  return { engine, missing: () => [], notes: await notesOf(engine) };
}

async function startShell(
  engine: Engine,
  format: QueryFormat,
  run: (sql: string, format: QueryFormat) => Promise<number>,
  { env, stdin, stdout, stderr }: Surroundings,
): Promise<void> {
  if (stdin === undefined) throw new CommandError('There is no input to read statements from; write one as the argument.', EXIT.refused);
  const [{ shell }, { History }] = await Promise.all([import('./query/shell.ts'), import('./query/history.ts')]);
  const history = new History(join(baseFolder(env, 'XDG_STATE_HOME', join('.local', 'state')), 'muster', 'query_history'));
  await shell({ engine, format, run, stdin, stdout, stderr, history });
}

/** The XDG base directory. A relative path is ignored, as https://specifications.freedesktop.org/basedir-spec/ says. */
function baseFolder(env: NodeJS.ProcessEnv, variable: string, inHome: string): string {
  const given = env[variable];
  return given?.startsWith('/') ? given : join(env['HOME'] || homedir(), inHome);
}
