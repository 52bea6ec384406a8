/** `muster connections`: lists, adds, changes and removes connections, by which Muster logs in to accounts. */
import type { Command } from 'commander';
import { PROVIDERS } from '../../shared/ids.ts';
import { choiceOption, contextOf, LIMIT, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, counted, type Columns, minuteOf, whole } from './output.ts';
import type { Connection } from './shapes.ts';

interface SettingOptions {
  readonly name?: string;
  readonly roleName?: string;
  readonly externalId?: string;
}

/** `role name MusterReadRole`: the settings by the names of their options. */
const settingsText = ({ settings }: Connection): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`)
    .join(', ');

const fields = {
  connection: whole(({ connection_id }) => connection_id),
  name: ({ name }) => name,
  provider: whole(({ provider }) => provider),
  settings: below(settingsText),
  added: whole(({ created_at }) => minuteOf(created_at)),
} as const satisfies Columns<Connection>;

const NAME = ['--name <name>', 'name of the connection'] as const;
const ROLE = ['--role-name <name>', "the role to take in each account (default: that of the deployment's own connection)"] as const;
const EXTERNAL_ID = ['--external-id <id>', "the external id that the role's trust asks for"] as const;

/** The settings that the options give, by the names of the API. */
const settingsOf = ({ roleName, externalId }: SettingOptions): Record<string, string> => ({
  ...(roleName !== undefined && { role_name: roleName }),
  ...(externalId !== undefined && { external_id: externalId }),
});

export function addConnections(program: Command, surroundings: Surroundings): void {
  const connections = program
    .command('connections')
    .description('list, add, change and remove connections, by which Muster logs in to accounts');

  connections
    .command('list')
    .description('list connections')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<Connection>('connections', {}, limit), fields, 'There is no connection.');
    });

  connections
    .command('add')
    .description('add a connection, for accounts whose role has another name or external id')
    .argument('<id>', 'id of the connection: lower-case letters, digits and hyphens')
    .addOption(choiceOption('--provider <name>', 'the cloud', PROVIDERS).default('aws'))
    .option(...NAME)
    .option(...ROLE)
    .option(...EXTERNAL_ID)
    .action(async (id: string, { provider, ...options }: SettingOptions & { readonly provider: string }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const body = { connection_id: id, provider, name: options.name, settings: settingsOf(options) };
      output.record(await api.call<Connection>('connections', { method: 'POST', body }), fields);
    });

  connections
    .command('update')
    .description('rename a connection, or replace settings of it; the next job uses them')
    .argument('<id>', 'id of the connection')
    .option(...NAME)
    .option(...ROLE)
    .option(...EXTERNAL_ID)
    .action(async (id: string, options: SettingOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const given = settingsOf(options);
      if (options.name === undefined && Object.keys(given).length === 0)
        throw new CommandError('Nothing to change: give --name, --role-name or --external-id.', EXIT.refused);
      // The API replaces settings as a whole, so those that are not given are kept here.
      const stored = Object.keys(given).length === 0 ? undefined : await storedSettings(id, command);
      const body = { name: options.name, ...(stored && { settings: { ...stored, ...given } }) };
      output.record(await api.call<Connection>(`connections/${encodeURIComponent(id)}`, { method: 'PATCH', body }), fields);
    });

  connections
    .command('remove')
    .description('remove connections that no account uses')
    .argument('<ids...>', 'ids of connections')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const removed: Connection[] = [];
      for (const id of ids) removed.push(await api.call<Connection>(`connections/${encodeURIComponent(id)}`, { method: 'DELETE' }));
      if (output.json) await output.list(removed, fields, '');
      else output.say(`${counted(removed.length, 'connection')} removed.`);
    });

  async function storedSettings(id: string, command: Command): Promise<Connection['settings']> {
    const { api } = contextOf(command, surroundings);
    for await (const connection of api.list<Connection>('connections', {})) if (connection.connection_id === id) return connection.settings;
    throw new CommandError(`There is no connection ${id}; "muster connections list" lists them.`, EXIT.refused);
  }
}
