/** A run as a whole: reads the accounts and writes everything that it says of them into one folder. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { differences, type Inventory } from '../exports/diff.ts';
import { changesOf } from '../exports/diff-changes.ts';
import { DiffFiles, inventoryOf } from '../exports/diff-files.ts';
import { byteLines } from '../exports/diff-lines.ts';
import { fileName, type Format } from '../exports/datasets.ts';
import { asNotWritten } from '../exports/errors.ts';
import type { Manifest } from '../exports/manifest.ts';
import type { Export } from '../exports/read-export.ts';
import { ExportTables } from '../exports/export-tables.ts';
import { SortedSpool } from '../exports/sorted-spool.ts';
import { writeTables } from '../exports/write-export.ts';
import type { FailedConnection, SubscriptionAgent } from '../connections/subscription-agent.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { compareFindings, type ReportedFinding } from '../reports/record.ts';
import { writeReports } from '../reports/write-reports.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { type Clock, isoTime } from '../seams.ts';
import { collect } from './collect.ts';
import { newFindings } from './new-findings.ts';
import type { RunEvents } from './run-events.ts';
import { Listed, RUN_SUMMARY_FILE, runSummary, type RunSummary } from './run-summary.ts';
import { type ReportOptions, runReports, worstFindings } from './run-reports.ts';
import { RunTally } from './run-tally.ts';
import type { ReachedAccount } from './scope.ts';
import { spoolsOf } from './spools.ts';

export interface RunOptions {
  /** Opens the sessions in the accounts. */
  readonly agent: Pick<SubscriptionAgent, 'session'>;
  readonly accounts: readonly ReachedAccount[];
  /** Connections whose accounts are not known, because their logins failed. */
  readonly failedConnections: readonly FailedConnection[];
  readonly types: readonly ResourceType[];
  /** See `Collection`. */
  readonly discovers: boolean;
  readonly regions: readonly string[] | '*';
  /** Judged by these; no scan if absent. */
  readonly policies?: readonly CompiledPolicy[] | undefined;
  /** Milliseconds since 1970: what policies tell ages by. */
  readonly now: number;
  /** The same, of the run's beginning. */
  readonly startedAt: number;
  readonly accountsAtOnce: number;
  readonly slicesAtOnce: number;
  /** The most resources that are read of a slice; no limit if absent. */
  readonly maxResources?: number | undefined;
  readonly formats: readonly Format[];
  /** As it was asked for. */
  readonly scope: Manifest['scope'];
  /** The reports to write, if the run scans. */
  readonly reports?: ReportOptions | undefined;
  /** Compared with; it has JSON Lines, and so do `formats` then. */
  readonly prev?: Export | undefined;
  readonly events: RunEvents;
  readonly clock: Clock;
  /** Aborted, it ends the run with its reason. */
  readonly ending: AbortController;
}

/** Removed again before the run ends. */
const SPOOL_FOLDER = 'spool';

/**
 * Into an existing, empty folder. Memory does not grow with the estate: everything is on the disk until it is in order.
 * @throws NotWritten, BadExport (of `prev`), what `ending` was aborted with
 */
export async function runInto(folder: string, options: RunOptions): Promise<RunSummary> {
  const spoolFolder = join(folder, SPOOL_FOLDER);
  try {
    await mkdir(spoolFolder);
    const summary = await runThrough(spoolFolder, folder, options);
    await rm(spoolFolder, { recursive: true });
    await writeFile(join(folder, RUN_SUMMARY_FILE), `${JSON.stringify(summary, null, 2)}\n`, { flag: 'wx' });
    return summary;
  } catch (error) {
    throw asNotWritten(folder, options.ending.signal.aborted ? options.ending.signal.reason : error);
  }
}

async function runThrough(spoolFolder: string, folder: string, options: RunOptions): Promise<RunSummary> {
  const {
    agent,
    accounts,
    failedConnections,
    accountsAtOnce,
    slicesAtOnce,
    maxResources,
    types,
    discovers,
    regions,
    policies,
    now,
    events,
    ending,
    prev,
    formats,
    scope,
  } = options;
  const { signal } = ending;
  await using tables = await ExportTables.open(spoolFolder, signal);
  const tally = new RunTally();
  const spools = spoolsOf(tables);
  const reported = policies && new SortedSpool<ReportedFinding>({ folder: spoolFolder, compare: compareFindings });
  const collection = {
    agent,
    types,
    discovers,
    regions,
    policies,
    now,
    slicesAtOnce,
    maxResources,
    folder: spoolFolder,
    spools,
    reported,
    tally,
    events,
  };
  await collect(accounts, accountsAtOnce, collection, ending);

  events.writing();
  const collected_at = isoTime(options.startedAt);
  await using diff = prev && (await DiffFiles.create(folder));
  const manifest = await writeTables(
    folder,
    tables,
    ['resources', ...(policies ? (['findings'] as const) : []), 'coverage', 'accounts'],
    { formats, collected_at, source: 'run', scope, signal },
    prev && diff && (() => changesOf(diff.through(differences(inventoryOf(prev), justWritten(folder, tables, signal))))),
    async () => {
      if (!policies || !reported || !options.reports) return [];
      const { formats: reports, version } = options.reports;
      return await writeReports(folder, reports, runReports({ collected_at, version, scope, policies, tally, tables, reported }), signal);
    },
  );
  const changes = prev && diff && (await diff.finish(prev, { folder, manifest })).counts;
  const fresh = prev && policies && (await newFindings(prev, tables.records('findings')));
  const listed = new Listed();
  for await (const slice of tables.records('coverage')) listed.slice(slice);
  for await (const account of tables.records('accounts')) listed.account(account);
  signal.throwIfAborted();
  const seconds = Math.round((options.clock.now() - options.startedAt) / 100) / 10;
  const worst = reported && (await worstFindings(reported));
  return runSummary({ failedConnections, collected_at, seconds, tally, listed, policies: policies?.length, worst, changes, fresh });
}

/** The inventory that this run has just written. Its resources are lines, because a comparison parses only those that differ. */
function justWritten(folder: string, tables: ExportTables, signal: AbortSignal): Inventory {
  const name = join(folder, fileName('resources', 'jsonl'));
  return { name, resources: until(signal, byteLines(name)), coverage: tables.records('coverage') };
}

async function* until<T>(signal: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}
