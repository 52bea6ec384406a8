/** The options of `npm start`, after `--`. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_SETTINGS, MOST_ACCOUNTS } from '../../shared/clouds/demo/settings.ts';
import { refuseRepeated } from '../commands/repeated.ts';
import { isBlocked } from './blocked-ports.ts';
import { UserError } from './user-error.ts';

export interface LocalOptions {
  /** Run an inventory and a scan, print both jobs as JSON and exit. */
  readonly once: boolean;
  /** If false, the platform only serves the API. */
  readonly job: boolean;
  readonly port: number;
  /** Absent for the usual port, if it is free. */
  readonly grpcPort?: number;
  readonly data: string;
  readonly fresh: boolean;
  /** The dashboard is served and, where needed, built. */
  readonly web: boolean;
  /** Every call of the API needs a token. */
  readonly auth: boolean;
  /** The target accounts are real. */
  readonly aws: boolean;
  /** Resources are created and kept, in real accounts or at `manageEndpoint`. */
  readonly manage: boolean;
  /** URL of what answers managers in the place of AWS, such as moto. */
  readonly manageEndpoint?: string;
  /** Number of accounts of a new demo estate; if absent, the data folder's or the default. */
  readonly accounts?: number;
  /** Day of the demo estate; if absent, the data folder's or the default. */
  readonly day?: 1 | 2;
  /** Register a small catalogue and two customers. */
  readonly seed: boolean;
  /** Folder of the user's own policies. */
  readonly policies?: string;
}

const DEFAULT_PORT = 4000;
export const DEFAULT_GRPC_PORT = 50_051;

/** The environment variables of the inventory, and what each sets. */
export const INVENTORY_VARIABLES = {
  MUSTER_REGIONS: 'regions to read, separated by commas (default: those that each account has enabled)',
  MUSTER_DETAILS: 'policies: only the optional details that a policy needs (the default), or all of them',
  MUSTER_RHYTHM: 'nightly: every slice in every run (the default), or adaptive: slices that stay empty once a week',
  MUSTER_MAX_RESOURCES_PER_SLICE: 'most resources that are read of a type in a region; a slice with more is partial (default: no limit)',
} as const;

const HELP = `
Environment variables of the inventory, as the settings of a deployment (README.md):
${Object.entries(INVENTORY_VARIABLES)
  .map(([name, help]) => `  ${name}\n      ${help}`)
  .join('\n')}`;

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    return value;
  };

function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new InvalidArgumentError('Write a URL of http or https, such as http://127.0.0.1:5000.');
  return text;
}

/** A port that clients of HTTP may call. */
function httpPort(text: string): number {
  const port = wholeNumber(0, 65_535)(text);
  if (isBlocked(port))
    throw new InvalidArgumentError(`Browsers and fetch refuse to call port ${port}; choose another, such as ${DEFAULT_PORT}.`);
  return port;
}

interface RawOptions extends Omit<LocalOptions, 'day' | 'data'> {
  readonly day?: '1' | '2';
  readonly data?: string;
}

/** Prints the help and ends the process if `argv` asks for it. @throws UserError with exit code 2 */
export function parseOptions(argv: readonly string[]): LocalOptions {
  const demoOnly = ['accounts', 'day'] as const;
  const command = new Command('npm start --');
  command
    .description('Runs the whole platform on this machine, then an inventory and a scan of a demo estate.')
    .option('--once', 'exit after the scan, with the JSON of both jobs as the last lines of stdout', false)
    .option('--no-job', 'only serve the API: register no accounts and run no job')
    .option('--port <port>', 'port of the API on 127.0.0.1; 0 for any free port', httpPort, DEFAULT_PORT)
    .option(
      '--grpc-port <port>',
      `port of gRPC on 127.0.0.1; 0 for any free port (default: ${DEFAULT_GRPC_PORT}, and no gRPC if that is in use)`,
      wholeNumber(0, 65_535),
    )
    .option('--data <folder>', 'folder of the tables, queues and logs (default: .muster/demo, or .muster/aws with --aws)')
    .option('--fresh', 'delete the data of earlier starts', false)
    .option(
      '--accounts <n>',
      `number of AWS accounts of a new demo estate (default: ${DEFAULT_SETTINGS.accounts})`,
      wholeNumber(1, MOST_ACCOUNTS),
    )
    .addOption(
      new Option(
        '--day <day>',
        `day of the demo estate: 2 is the same estate a day later (default: that of the last start, at first ${DEFAULT_SETTINGS.day})`,
      ).choices(['1', '2']),
    )
    .option('--seed', 'register some resources that no cloud lists and two customers who have some of them; twice adds nothing', false)
    .option('--policies <folder>', "use the policy files (*.yaml) of this folder besides Muster's own")
    .option('--auth', 'every call of the API needs a token: log in with "muster login", as one of the users of this machine', false)
    .option('--no-web', 'do without the dashboard: build and serve no pages')
    .option('--aws', 'read real accounts with the usual AWS credentials and AWS_ENDPOINT_URL; nothing is stored in AWS', false)
    .option('--manage', 'create and keep resources: in real accounts with --aws, or where --manage-endpoint says', false)
    .option('--manage-endpoint <url>', 'what answers --manage in the place of AWS, such as moto; nothing else calls it', httpUrl)
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride((error) => {
      if (error.exitCode === 0) process.exit(0);
      const sentence = error.message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
      throw new UserError(`${sentence}${/[.)]$/.test(sentence) ? '' : '.'} See npm start -- --help.`, { exitCode: 2 });
    });
  refuseRepeated(command);
  command.parse(argv, { from: 'user' });

  const raw = command.opts<RawOptions>();
  const foreign = demoOnly.find((name) => raw.aws && command.getOptionValueSource(name) === 'cli');
  if (foreign) throw new UserError(`--${foreign} is for the demo estate: leave it out with --aws.`, { exitCode: 2 });
  if (raw.once && !raw.job)
    throw new UserError('--once exits after the scan and --no-job runs none: leave one of them out.', { exitCode: 2 });
  if (raw.manageEndpoint !== undefined && !raw.manage)
    throw new UserError('--manage-endpoint says where --manage creates resources: add --manage, or leave it out.', { exitCode: 2 });
  if (raw.manage && !raw.aws && raw.manageEndpoint === undefined)
    throw new UserError(
      '--manage creates resources, which the demo estate cannot hold: add --aws for real accounts, or --manage-endpoint with the URL of an emulator of AWS.',
      { exitCode: 2 },
    );
  const { day, ...rest } = raw;
  return {
    ...rest,
    ...(day === undefined ? {} : { day: day === '2' ? 2 : 1 }),
    data: raw.data ?? (raw.aws ? '.muster/aws' : '.muster/demo'),
  };
}
