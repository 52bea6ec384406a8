/** `muster query`: SQL over an export, here by DuckDB or over the platform's nights by Athena. */
import { Option, type Command } from 'commander';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ATHENA_DATABASE, ATHENA_WORKGROUP } from '../../shared/exports/athena.ts';
import type { Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { printable } from './output.ts';
import { QUERY_FORMATS, type Engine, type QueryFormat } from './query/engine.ts';
import { bare, saysSomething } from './query/sql-text.ts';

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

/** Bytes of the marks that say which files were held against their hashes. */
const CACHED = 2 ** 20;
const HELP = `
Tables: resources, relationships, findings, changes, accounts, coverage; docs/queries.md has questions and their SQL.
Without a statement: a shell, or the statements that come through a pipe.

Examples:
  muster query "SELECT type, count(*) FROM resources GROUP BY type"
  muster query --from out/20261121T143022Z --format csv "SELECT * FROM accounts"
  muster query --athena "SELECT region, count(*) FROM resources GROUP BY region"`;

export function addQuery(program: Command, surroundings: Surroundings): void {
  program
    .command('query')
    .description('ask an export by SQL: the newest one of "muster run", or the platform\'s last night')
    .argument('[sql]', 'one statement (default: a shell)')
    .option('--from <folder>', 'the export to ask (default: the newest in --outdir)')
    .option('--outdir <folder>', 'where "muster run" writes (default: as it is told, so out)')
    .addOption(new Option('--format <format>', 'how rows are printed (default: table)').choices(QUERY_FORMATS))
    .option('--explain', 'show how the statement would be run, without running it')
    .option('--athena', "ask the platform's tables in Athena, with your AWS credentials, instead of an export here")
    .option('--workgroup <name>', "Athena's workgroup", ATHENA_WORKGROUP)
    .option('--database <name>', "Athena's database", ATHENA_DATABASE)
    .option('--region <region>', "Athena's region (default: $AWS_REGION or the profile's)")
    .addHelpText('after', HELP)
    .action(async (sql: string | undefined, options: QueryOptions, command: Command) => {
      if (options.athena && options.from !== undefined)
        throw new CommandError('--athena asks the platform and --from an export on this machine; give one of them.', EXIT.refused);
      if (sql !== undefined && !saysSomething(sql))
        throw new CommandError('The statement is empty; write a SELECT, or none for a shell.', EXIT.refused);
      const format = options.format ?? (command.optsWithGlobals<{ json?: boolean }>().json ? 'json' : 'table');
      await ask(sql, { ...options, format }, surroundings);
    });
}

async function ask(
  sql: string | undefined,
  options: QueryOptions & { readonly format: QueryFormat },
  surroundings: Surroundings,
): Promise<void> {
  const { engine, missing } = options.athena ? await athena(options, surroundings) : await duckDb(options, surroundings);
  const stop = (): void => engine.interrupt();
  process.on('SIGINT', stop);
  try {
    const run = async (statement: string, format: QueryFormat): Promise<number> => {
      const { printResult, written } = await import('./query/render.ts');
      if (options.explain) {
        await written(surroundings.stdout, `${await engine.explain(statement)}\n`);
        return 0;
      }
      const result = await engine.run(statement);
      for (const table of missing(statement)) surroundings.stderr.write(`The export has no ${table}: the table is empty.\n`);
      return printResult(result, format, surroundings.stdout);
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
  /** Tables that the statement names and the export has no file of. */
  readonly missing: (sql: string) => readonly string[];
}

async function duckDb({ from, outdir }: QueryOptions, { env, stderr }: Surroundings): Promise<Opened> {
  const { openExport } = await import('../../shared/exports/read-export.ts');
  const folder = from ?? (await newestOf(outdir, env));
  const source = await openExport(folder);
  stderr.write(`${printable(`${source.folder}, collected ${source.manifest.collected_at}`)}\n`);
  const [{ openDuckDb }, { Cache }] = await Promise.all([import('./query/duckdb-engine.ts'), import('./query/cache.ts')]);
  const cache = await Cache.open(join(baseFolder(env, 'XDG_CACHE_HOME', '.cache'), 'muster', 'queries'), {
    maxBytes: CACHED,
    now: Date.now,
  });
  const engine = await openDuckDb(source, cache);
  return { engine, missing: (sql) => engine.missing.filter((table) => bare(sql).toLowerCase().split(/\W+/).includes(table)) };
}

/** Of where `muster run` would write: by its own flag, variable and configuration file. */
async function newestOf(outdir: string | undefined, env: NodeJS.ProcessEnv): Promise<string> {
  const [{ newestExport }, { resolveOutdir }] = await Promise.all([
    import('./query/newest-export.ts'),
    import('./run/resolve-settings.ts'),
  ]);
  return newestExport(outdir ?? resolveOutdir(env));
}

async function athena({ workgroup, database, region }: QueryOptions, { sleep }: Surroundings): Promise<Opened> {
  const { openAthena } = await import('./query/athena-engine.ts');
  return { engine: openAthena({ workgroup, database, region, sleep }), missing: () => [] };
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

/** https://specifications.freedesktop.org/basedir-spec/: a relative path counts for none. */
function baseFolder(env: NodeJS.ProcessEnv, variable: string, inHome: string): string {
  const given = env[variable];
  return given?.startsWith('/') ? given : join(env['HOME'] || homedir(), inHome);
}
