/** The whole command line: its commands, its global options and its exit code. */
import { Command, CommanderError } from 'commander';
import { addAccounts } from './accounts.ts';
import { addChanges } from './changes.ts';
import { addConnections } from './connections.ts';
import { DEFAULT_API } from './api-client.ts';
import { choiceOption, type Surroundings } from './context.ts';
import { addCompletion } from './completion.ts';
import { addCoverage } from './coverage.ts';
import { addCustomers } from './customers.ts';
import { addDiff } from './diff.ts';
import { CommandError, EXIT, EXIT_HELP, exitCodeOfError } from './exit-codes.ts';
import { addExports } from './exports.ts';
import { addFindings } from './findings.ts';
import { addFrameworks } from './frameworks.ts';
import { addInventory, addJobs, addScan } from './jobs.ts';
import { addLogin } from './login.ts';
import { addLogins } from './logins.ts';
import { COLOR_CHOICES, printable } from './output.ts';
import { addManaged } from './managed.ts';
import { addMigrate } from './migrate.ts';
import { addNotifications } from './notifications.ts';
import { addPermissions } from './permissions.ts';
import { addPolicies } from './policies.ts';
import { addQuery } from './query.ts';
import { isDiskFull } from '../local/disk-full.ts';
import { refuseRepeated } from './repeated.ts';
import { addRegisteredTypes } from './registered.ts';
import { addResources } from './resources.ts';
import { addRun } from './run.ts';
import { addSeed } from './seed.ts';
import { addSummary } from './summary.ts';
import { addAudit } from './audit.ts';
import { addSuppressions } from './suppressions.ts';
import { versionOf } from '../../shared/version.ts';

/** Runs one command line and returns its exit code. An error is one sentence on stderr. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  surroundings.exitCode = EXIT.ok;
  try {
    await createProgram(surroundings).parseAsync([...args], { from: 'user' });
    return surroundings.exitCode;
  } catch (error) {
    // Commander has printed its message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.refused;
    const exitCode = exitCodeOfError(error);
    if (exitCode === undefined && isDiskFull(error)) {
      surroundings.stderr.write(`muster: ${FULL}\n`);
      return EXIT.notWritten;
    }
    const message = exitCode === undefined ? `Something unexpected happened: ${String(error)}` : (error as Error).message;
    const others = error instanceof CommandError ? error.others : [];
    for (const text of [message, ...others]) surroundings.stderr.write(`muster: ${printable(text)}\n`);
    return exitCode ?? EXIT.failed;
  }
}

export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('muster')
    .description('Inventories every resource of your cloud accounts with its history, and evaluates policies over them.')
    .option(
      '--api <url>',
      `URL of the Muster API; requests to a deployed one are signed with your AWS credentials, unless you have logged in to it (default: $MUSTER_API or ${DEFAULT_API})`,
    )
    .version(versionOf(), '--version', 'print the version')
    .option('--json', 'print JSON Lines instead of tables: a line for each item of a list, one line for anything else')
    .addOption(choiceOption('--color <when>', 'use color: auto is on a terminal, unless NO_COLOR is set (default: auto)', COLOR_CHOICES))
    .option('--wide', 'do not fit tables to the width of the terminal ($COLUMNS or 80 where there is none)')
    .addHelpText('after', EXIT_HELP)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      outputError: (text, write) => write(`${sentenceOf(text)}\n`),
    });
  addRun(program, surroundings);
  addInventory(program, surroundings);
  addScan(program, surroundings);
  addJobs(program, surroundings);
  addAccounts(program, surroundings);
  addConnections(program, surroundings);
  addResources(program, surroundings);
  addCustomers(program, surroundings);
  addRegisteredTypes(program, surroundings);
  addManaged(program, surroundings);
  addChanges(program, surroundings);
  addFindings(program, surroundings);
  addSuppressions(program, surroundings);
  addAudit(program, surroundings);
  addNotifications(program, surroundings);
  addPolicies(program, surroundings);
  addExports(program, surroundings);
  addFrameworks(program, surroundings);
  addQuery(program, surroundings);
  addLogin(program, surroundings);
  addLogins(program, surroundings);
  addPermissions(program, surroundings);
  addDiff(program, surroundings);
  addCoverage(program, surroundings);
  addSummary(program, surroundings);
  addMigrate(program, surroundings);
  addSeed(program, surroundings);
  addCompletion(program, surroundings);
  refuseRepeated(program);
  return program;
}

const FULL = 'The disk is full, or its quota is used up; make room, or let the command write to another disk (--outdir, TMPDIR).';

/** Commander's error message and its suggestion, on one line; where it knows none, where the names stand that it takes. */
function sentenceOf(text: string): string {
  const sentence = printable(text.replace(/^error: /, '').trim())
    .replace(/^missing required argument '(.*)'$/s, 'missing required argument <$1>; give it, or add --help')
    .replace(/^command-argument value '(.*)' is invalid for argument '([\w-]+)'\./s, "<$2>: '$1' is invalid.");
  const [, what] = /^unknown (command|option) '.*'$/s.exec(sentence) ?? [];
  return `muster: ${sentence}${what === undefined ? '' : `; --help in its place lists the ${what}s`}`;
}
