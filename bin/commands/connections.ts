/** `muster connections`: adds, lists, shows, checks, changes and removes connections, by which Muster logs in to clouds. */
import { type Command, Option } from 'commander';
import type { CheckedConnection } from '../../shared/connections/check-connection.ts';
import { checkSettings } from '../../shared/connections/check-settings.ts';
import { InvalidRequest } from '../../shared/errors.ts';
import { CONNECTION_KINDS, CONNECTION_SETTINGS, type ConnectionKind, optionOf } from './connection-kinds.ts';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, counted, type Columns, minuteOf, outputOf, whole } from './output.ts';
import type { Connection } from './shapes.ts';

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

const checkFields = {
  connection: ({ connection_id }) => connection_id,
  provider: ({ provider }) => provider,
  status: ({ status }) => status,
  account: ({ account_id }) => account_id,
  user: ({ user }) => user,
  accounts: ({ accounts, tried }) => `${accounts}, ${tried} tried`,
  'not registered': ({ not_registered }) => not_registered,
  'missing permissions': ({ missing_permissions }) => missing_permissions.join(', '),
  'not known': ({ unknown_permissions }) => unknown_permissions.join(', '),
} as const satisfies Columns<CheckedConnection>;

/** By severity: the code of several checks is that of the worst. */
const EXIT_OF_CHECK = {
  ok: EXIT.ok,
  incomplete: EXIT.completedWithErrors,
  unreachable: EXIT.unreachable,
  failed: EXIT.notLoggedIn,
} as const satisfies Record<CheckedConnection['status'], number>;

const NAME = ['--name <name>', 'name of the connection'] as const;

const pathOf = (id: string): string => `connections/${encodeURIComponent(id)}`;

/** The settings that the options give, by the names of the API. */
const settingsOf = (options: Readonly<Record<string, unknown>>, names: Iterable<string>): Record<string, unknown> =>
  Object.fromEntries(
    [...names]
      .map((name) => [name, options[new Option(optionOf(name)).attributeName()]] as const)
      .filter(([, value]) => value !== undefined),
  );

/** Checks the settings before they leave this machine, so that a secret given by mistake is sent nowhere. @throws CommandError */
function checkLocally(schema: ConnectionKind['schema'], settings: unknown): void {
  try {
    checkSettings({ loginSchema: schema }, settings);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const option = error.field.startsWith('settings.') ? optionOf(error.field.slice('settings.'.length)) : undefined;
    throw new CommandError(option === undefined ? error.message : error.message.replace(error.field, option), EXIT.refused);
  }
}

export function addConnections(program: Command, surroundings: Surroundings): void {
  const connections = program
    .command('connections')
    .description('add, list, show, check, change and remove connections, by which Muster logs in to clouds');

  connections
    .command('list')
    .description('list connections')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<Connection>('connections', {}, limit), fields, 'There is no connection.');
    });

  connections
    .command('show')
    .description('show a connection')
    .argument('<id>', 'id of the connection')
    .action(async (id: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<Connection>(pathOf(id)), fields);
    });

  const add = connections.command('add').description('add a connection; secrets are given as references, never as values');
  for (const kind of CONNECTION_KINDS) addKind(add, kind, surroundings);

  connections
    .command('check')
    .description('prove that connections work: who the login is, which accounts it sees, which permissions it lacks')
    .argument('<ids...>', 'ids of connections; with --config, names of connections in that file')
    .option('--config <file>', 'check connections of this configuration file, with the logins of this machine and without a deployment')
    .action(async (ids: readonly string[], { config }: { readonly config?: string }, command: Command) => {
      const output = outputOf(command, surroundings);
      const check = config === undefined ? await overApi(command) : await onThisMachine(config, surroundings.env);
      for (const id of ids) {
        const checked = await check(id);
        output.record(checked, checkFields);
        for (const { account_id, message } of checked.problems)
          output.say(account_id === undefined ? message : `${account_id}: ${message}`);
        for (const note of checked.notes) output.say(note);
        surroundings.exitCode = Math.max(surroundings.exitCode, EXIT_OF_CHECK[checked.status]);
      }
    });

  const update = connections
    .command('update')
    .description('rename a connection, or replace settings of it; the next job uses them')
    .argument('<id>', 'id of the connection')
    .option(...NAME);
  for (const [name, help] of CONNECTION_SETTINGS) update.option(`${optionOf(name)} <text>`, help);
  update.option('--unset <setting>', 'take this setting out; may be repeated', (name, before: readonly string[]) => [...before, name], []);
  update.action(async (id: string, options: Readonly<Record<string, unknown>>, command: Command) => {
    const { api, output } = contextOf(command, surroundings);
    const given = settingsOf(options, CONNECTION_SETTINGS.keys());
    const { name, unset } = options as { readonly name?: string; readonly unset: readonly string[] };
    if (name === undefined && Object.keys(given).length + unset.length === 0)
      throw new CommandError('Nothing to change: give --name, a setting, or --unset with the name of a setting.', EXIT.refused);
    // The API replaces settings as a whole, so those that are not given are kept here.
    const stored = Object.keys(given).length + unset.length === 0 ? undefined : await api.call<Connection>(pathOf(id));
    const settings = stored && { ...without(stored, unset), ...given };
    const schema = CONNECTION_KINDS.find(({ provider }) => provider === stored?.provider)?.schema;
    if (schema) checkLocally(schema, settings);
    output.record(await api.call<Connection>(pathOf(id), { method: 'PATCH', body: { name, settings } }), fields);
  });

  connections
    .command('remove')
    .description('remove connections that no account uses')
    .argument('<ids...>', 'ids of connections')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const removed: Connection[] = [];
      for (const id of ids) removed.push(await api.call<Connection>(pathOf(id), { method: 'DELETE' }));
      if (output.json) await output.list(removed, fields, '');
      else output.say(`${counted(removed.length, 'connection')} removed.`);
    });

  const overApi = (command: Command): Promise<Check> => {
    const { api } = contextOf(command, surroundings);
    return Promise.resolve((id) => api.call<CheckedConnection>(`${pathOf(id)}/check`, { method: 'POST' }));
  };
}

function addKind(
  parent: Command,
  { name: kind, provider, help, schema, takes, requires }: ConnectionKind,
  surroundings: Surroundings,
): void {
  const command = parent
    .command(kind)
    .description(help)
    .argument('<id>', 'id of the connection: lower-case letters, digits and hyphens')
    .option(...NAME);
  for (const name of takes) {
    const option = new Option(`${optionOf(name)} <text>`, CONNECTION_SETTINGS.get(name));
    command.addOption(requires.includes(name) ? option.makeOptionMandatory() : option);
  }
  command.action(async (id: string, options: Readonly<Record<string, unknown>>, self: Command) => {
    const { api, output } = contextOf(self, surroundings);
    const settings = settingsOf(options, takes);
    checkLocally(schema, settings);
    const body = { connection_id: id, provider, name: options['name'], settings };
    output.record(await api.call<Connection>('connections', { method: 'POST', body }), fields);
  });
}

/** The stored settings without those of these names. @throws CommandError for a name that is not among them */
function without({ connection_id, settings }: Connection, names: readonly string[]): Connection['settings'] {
  const unknown = names.find((name) => !Object.hasOwn(settings, name));
  if (unknown !== undefined) {
    const has = Object.keys(settings).join(', ') || 'none';
    throw new CommandError(
      `--unset: the connection ${connection_id} has no setting ${JSON.stringify(unknown)}; it has ${has}.`,
      EXIT.refused,
    );
  }
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
}

type Check = (id: string) => Promise<CheckedConnection>;

/** Checks with the logins of this machine. */
async function onThisMachine(config: string, env: NodeJS.ProcessEnv): Promise<Check> {
  const [{ checkConnection }, { connectionNamed }, { localAgent }, { RESOURCE_TYPES }] = await Promise.all([
    import('../../shared/connections/check-connection.ts'),
    import('./run/configuration-file.ts'),
    import('./local-agent.ts'),
    import('../../shared/registry.ts'),
  ]);
  return async (id) => {
    const connection = connectionNamed(id, config);
    const agent = localAgent([connection], env);
    return await checkConnection(connection, { agent, types: RESOURCE_TYPES, signal: AbortSignal.timeout(CHECK_MS) });
  };
}

/** A person waits, and several accounts may have to be tried. */
const CHECK_MS = 60_000;
