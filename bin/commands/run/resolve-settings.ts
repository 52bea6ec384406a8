/** Resolves the settings of a run. In rising precedence: defaults, configuration file, environment, command line. */
import type { Connection } from '../../../shared/clouds/connection.ts';
import { suggestion } from '../../../shared/validation/nearest.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { type ConfigurationFile, readConfiguration } from './configuration-file.ts';
import {
  flagOf,
  isSwitch,
  type Setting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  VARIABLE_PREFIX,
  variableOf,
} from './settings.ts';

/** Options of the command line: texts, lists of them, or booleans for switches. */
export type Flags = Readonly<Partial<Record<SettingName, string | readonly string[] | boolean>>>;

export interface Resolved {
  readonly settings: Settings;
  /** Connections of the configuration file. */
  readonly connections: readonly Connection[];
  /** Source of each setting: `--day`, `MUSTER_RUN_DAY` or `muster.yaml:3`; absent if the default applies. */
  readonly from: Readonly<Partial<Record<SettingName, string>>>;
}

/** @throws CommandError, one sentence: what came, from where, what is allowed */
export function resolveSettings(flags: Flags, env: NodeJS.ProcessEnv, read: typeof readConfiguration = readConfiguration): Resolved {
  refuseUnknownVariables(env);
  const file = fileNamed(flags, env, read);
  const settings: Record<string, unknown> = {};
  const from: Partial<Record<SettingName, string>> = {};
  for (const name of SETTING_NAMES) {
    const value = given(name, flags, env) ?? file.values.get(name);
    if (value) from[name] = value.from;
    settings[name] = value ? valueOf(name, value) : SETTINGS[name].fallback;
  }
  const nearer = rank(from.profile) - rank(from.connection);
  if (nearer !== 0) settings[nearer > 0 ? 'connection' : 'profile'] = undefined;
  const resolved = { settings: settings as Settings, connections: file.connections, from };
  refuseContradictions(resolved);
  return resolved;
}

/**
 * The folder that a run without flags writes into, for commands that only read from it: no other setting is checked.
 * @throws CommandError
 */
export function resolveOutdir(env: NodeJS.ProcessEnv, read: typeof readConfiguration = readConfiguration): string {
  const outdir = given('outdir', {}, env) ?? fileNamed({}, env, read).values.get('outdir');
  return outdir ? (valueOf('outdir', outdir) as string) : SETTINGS.outdir.fallback;
}

function fileNamed(flags: Flags, env: NodeJS.ProcessEnv, read: typeof readConfiguration): ConfigurationFile {
  const named = given('config', flags, env);
  return read(named && (valueOf('config', named) as string));
}

/** Precedence of a setting's source: a login named on the command line overrules one that the environment or the file names. */
const rank = (from: string | undefined): number =>
  from === undefined ? 0 : from.startsWith('--') ? 3 : from.startsWith(VARIABLE_PREFIX) ? 2 : 1;

interface Given {
  readonly value: unknown;
  readonly from: string;
}

function given(name: SettingName, flags: Flags, env: NodeJS.ProcessEnv): Given | undefined {
  const flag = flags[name];
  if (flag !== undefined) return { value: isSwitch(name) ? String(flag) : flag, from: flagOf(name) };
  const variable = variableOf(name);
  const value = env[variable];
  return value === undefined || value === '' ? undefined : { value, from: variable };
}

function valueOf(name: SettingName, { value, from }: Given): unknown {
  const { schema, choices } = SETTINGS[name] as Setting<unknown>;
  const { success, data } = schema.safeParse(value);
  if (success) return data;
  const key = from.includes(':') ? `${from}: ${name}` : from;
  throw new CommandError(`${key} is ${shown(value)}; write ${schema.description}.${nearestChoice(value, choices)}`, EXIT.refused);
}

/** Suggests a name for the first value that is none of the choices. */
function nearestChoice(value: unknown, choices: readonly string[] | undefined): string {
  const values = (Array.isArray(value) ? value : String(value).split(',')).map((each) => String(each).trim());
  const wrong = choices && values.find((each) => !choices.includes(each));
  return choices && wrong !== undefined ? suggestion(wrong, choices) : '';
}

const MAX_SHOWN = 100;
const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};

function refuseUnknownVariables(env: NodeJS.ProcessEnv): void {
  const known = SETTING_NAMES.map(variableOf);
  const unknown = Object.keys(env).find((name) => name.startsWith(VARIABLE_PREFIX) && !known.includes(name));
  if (unknown === undefined) return;
  throw new CommandError(`${unknown} is not a setting of muster run; unset it.${suggestion(unknown, known)}`, EXIT.refused);
}

/**
 * Refuses options that have no effect or contradict each other. Most are refused on the command line only, because they are meant for this
 * run; the file and the environment may hold settings that only other runs use.
 */
function refuseContradictions({ settings, from }: Resolved): void {
  const refuse = (message: string): never => {
    throw new CommandError(message, EXIT.refused);
  };
  for (const name of ['demo_accounts', 'day'] as const)
    if (from[name] === flagOf(name) && !settings.demo) refuse(`${flagOf(name)} is for the demo estate: give --demo too.`);
  const count = settings.demo ? settings.accounts?.find((text) => /^\d{1,5}$/.test(text)) : undefined;
  if (count !== undefined)
    refuse(
      `${from.accounts} names accounts by their ids, and ${count} is none; for that many accounts in the demo estate, give --demo-accounts ${count}.`,
    );
  for (const name of ['profile', 'connection'] as const)
    if (from[name] === flagOf(name) && settings.demo)
      refuse(
        `The demo estate needs no login: leave ${flagOf(name)} out${from.demo === '--demo' ? '' : `, or give --no-demo (${from.demo})`}.`,
      );
  if (settings.profile !== undefined && settings.connection !== undefined && !settings.demo)
    refuse(`${from.profile} and ${from.connection} both name a login; leave one of them out.`);
  for (const name of ['auth', 'tenancy'] as const)
    if (from[name] === flagOf(name) && (settings.provider !== 'oci' || settings.connection !== undefined))
      refuse(`${flagOf(name)} is for logins to OCI that no connection describes: give --provider oci, and no connection.`);
  if (from.policy === '--policy' && !settings.scan) refuse('--policy chooses the policies of a scan: give --scan too.');
  for (const name of ['format', 'fail_on'] as const)
    if (from[name] === flagOf(name) && !settings.scan) refuse(`${flagOf(name)} is about the findings of a scan: give --scan too.`);
  if (settings.prev !== undefined && !settings.formats.includes('jsonl'))
    refuse(`A comparison reads JSON Lines: add jsonl to the formats (${from.formats}), or leave ${from.prev} out.`);
}
