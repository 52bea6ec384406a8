/** `muster validate-auth`, `list-regions`, `list-accounts`, `list-compartments`: show what a login of this machine can reach. */
import { type Command, Option } from 'commander';
import type { Connection } from '../../shared/clouds/connection.ts';
import type { CloudDirectory, Identity, VisibleAccounts } from '../../shared/clouds/login.ts';
import { LOCAL_AUTH } from '../../shared/clouds/oci/connection-settings.ts';
import { CLOUDS, type Cloud } from '../../shared/ids.ts';
import { DEMO_CONNECTIONS, withDemo } from '../demo-estate.ts';
import { choiceOption, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { escapedJson, type Output, outputOf, printable } from './output.ts';

interface LoginOptions {
  readonly provider: Cloud;
  readonly profile?: string;
  readonly auth?: string;
  readonly tenancy?: string;
  readonly connection?: string;
  readonly config?: string;
  readonly demo?: boolean;
}

interface Opened {
  readonly connection: Connection;
  readonly directory: CloudDirectory;
  readonly output: Output;
}

type Columns = Readonly<Record<string, (identity: Identity) => string>>;

export function addLogins(program: Command, surroundings: Surroundings): void {
  const { stdout, stderr } = surroundings;
  const add = (name: string, description: string, show: (opened: Opened) => Promise<void>): void => {
    program
      .command(name)
      .description(description)
      .addOption(choiceOption('--provider <name>', 'cloud provider of the login', CLOUDS).default('aws'))
      .addOption(
        new Option('--profile <name>', "the login's profile in the provider's own configuration files").conflicts(['connection', 'demo']),
      )
      .addOption(choiceOption('--auth <way>', 'how to log in to OCI', LOCAL_AUTH).conflicts(['connection', 'demo']))
      .addOption(new Option('--tenancy <ocid>', "the OCI tenancy, if it is not the login's own").conflicts(['connection', 'demo']))
      .addOption(new Option('--connection <name>', 'login with this name in the configuration file, or in the demo estate'))
      .option('--config <file>', 'the configuration file with the connections (default: muster.yaml)')
      .option('--demo', 'use the demo estate instead of a cloud: no login is needed')
      .action(async (_options: object, command: Command) => {
        const { cloudFailure } = await import('./cloud-failure.ts');
        try {
          const options = command.optsWithGlobals<LoginOptions>();
          const connection = await connectionOf(options, command.getOptionValueSource('provider') === 'cli');
          const { env } = surroundings;
          const { localAgent } = await import('./local-agent.ts');
          const { directory } = await localAgent([connection], options.demo ? withDemo(env) : env).login(connection);
          await directory.identity();
          await show({ connection, directory, output: outputOf(command, surroundings) });
        } catch (error) {
          throw cloudFailure(error);
        }
      });
  };

  /** Prints `id<tab>name`, one item a line; an item without a name is its id alone. With `--json`, a line of JSON for each item. */
  const list = <T extends { readonly name: string | null }>(output: Output, items: readonly T[], id: (item: T) => string): void => {
    for (const item of items) {
      const line = item.name === null ? id(item) : `${id(item)}\t${printable(item.name)}`;
      stdout.write(`${output.json ? escapedJson(JSON.stringify(item)) : line}\n`);
    }
  };
  const listAccounts = (output: Output, { accounts, others, note }: VisibleAccounts): void => {
    const all = [...accounts, ...others].toSorted((one, other) => (one.account_id < other.account_id ? -1 : 1));
    list(output, all, ({ account_id }) => account_id);
    if (note !== undefined) stderr.write(`${printable(note)}\n`);
  };

  add('validate-auth', 'check that a login works, and show its account and user', async ({ connection, directory, output }) => {
    const who = await directory.identity();
    output.record(who, {
      provider: ({ provider }) => provider,
      login: () => connection.connection_id,
      account: ({ account_id }) => account_id,
      user: ({ user }) => user,
    } satisfies Columns);
  });
  add('list-regions', "list the regions that are enabled in the login's account", async ({ directory, output }) => {
    list(output, await directory.regions(), ({ id }) => id);
  });
  add(
    'list-accounts',
    'list the accounts that a login sees: its own account and those of its organization',
    async ({ directory, output }) => {
      listAccounts(output, await directory.accounts());
    },
  );
  add('list-compartments', 'list the compartments that a login sees; for a cloud without them, its accounts', async (opened) => {
    const { connection, directory, output } = opened;
    if (directory.compartments) return list(output, await directory.compartments(), ({ id }) => id);
    stderr.write(`${connection.provider} has no compartments; these are its accounts.\n`);
    listAccounts(output, await directory.accounts());
  });
}

/** Undefined for the demo estate's login to AWS, which needs no settings. @throws CommandError for a connection that the estate does not have */
function demoConnection({ provider, connection }: LoginOptions, isProviderNamed: boolean): Connection | undefined {
  if (connection === undefined && provider === 'aws') return undefined;
  const fits = DEMO_CONNECTIONS.filter((each) => connection === undefined || each.connection_id === connection);
  const found = fits.find((each) => each.provider === provider || (connection !== undefined && !isProviderNamed));
  if (found) return found;
  const named = DEMO_CONNECTIONS.map((each) => `${each.connection_id} (${each.provider})`).join(', ');
  throw new CommandError(`The demo estate has no such login; besides that to AWS it has ${named}.`, EXIT.refused);
}

/** @throws CommandError for a connection that the configuration file does not have */
async function connectionOf(options: LoginOptions, isProviderNamed: boolean): Promise<Connection> {
  const { provider, profile, auth, tenancy, connection, config, demo } = options;
  const ofDemo = demo ? demoConnection(options, isProviderNamed) : undefined;
  if (ofDemo) return ofDemo;
  if (connection === undefined) {
    if (config !== undefined)
      throw new CommandError('--config alone chooses no login: name one of its connections with --connection.', EXIT.refused);
    const settings = { ...(auth !== undefined && { auth }), ...(tenancy !== undefined && { tenancy }) };
    const [option] = Object.keys(settings);
    if (option !== undefined && provider !== 'oci')
      throw new CommandError(`--${option} is for logins to OCI: give --provider oci too.`, EXIT.refused);
    return (await import('./local-agent.ts')).usualConnection(provider, profile, settings);
  }
  const { connectionNamed } = await import('./run/configuration-file.ts');
  const found = connectionNamed(connection, config);
  if (!isProviderNamed || found.provider === provider) return found;
  throw new CommandError(
    `The connection ${connection} is of ${found.provider}, not of ${provider}; leave --provider out, or name another connection.`,
    EXIT.refused,
  );
}
