/** Reads the configuration file of `muster run`: YAML whose scalars all stay text until the schema of their setting parses them. */
import { readFileSync } from 'node:fs';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { configuredConnection, type Connection } from '../../../shared/clouds/connection.ts';
import { LOOKS_SECRET, looksSecret } from '../../../shared/clouds/secret-reference.ts';
import { PolicySource } from '../../../shared/policies/policy-source.ts';
import { PROVIDER_FACTS } from '../../../shared/provider-facts.ts';
import { invalidRequestOf, valueAt } from '../../../shared/validation/invalid-request.ts';
import { suggestion } from '../../../shared/validation/nearest.ts';
import { utf8Of } from '../../../shared/validation/utf8.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { type Setting, SETTING_NAMES, SETTINGS } from './settings.ts';

const DEFAULT_FILE = 'muster.yaml';

export interface ConfigurationFile {
  /** By key: the value, and the file and line where it stands (`muster.yaml:3`). */
  readonly values: ReadonlyMap<string, { readonly value: unknown; readonly from: string }>;
  readonly connections: readonly Connection[];
}

const connectionsSchema = z.array(configuredConnection).refine((logins) => new Set(logins.map(({ name }) => name)).size === logins.length, {
  message: 'two of them have the same name; give each its own',
});

const KEYS: readonly string[] = [...SETTING_NAMES.filter((name) => !(SETTINGS[name] as Setting<unknown>).notInFile), 'connections'];

/** Reads `path`; if it is undefined, the default file, which may be absent. @throws CommandError naming the file, the line and what is allowed */
export function readConfiguration(path: string | undefined): ConfigurationFile {
  const file = path ?? DEFAULT_FILE;
  const text = readText(file, path === undefined);
  return text === undefined ? { values: new Map(), connections: [] } : parseConfiguration(file, text);
}

/** One connection of the file `path`, or of the default file. @throws CommandError for a connection that the file does not have */
export function connectionNamed(name: string, path: string | undefined): Connection {
  const { connections } = readConfiguration(path);
  const found = connections.find(({ connection_id }) => connection_id === name);
  if (found) return found;
  const known = connections.length === 0 ? 'it has none' : `it has ${connections.map(({ connection_id }) => connection_id).join(', ')}`;
  throw new CommandError(`${path ?? DEFAULT_FILE}: there is no connection ${JSON.stringify(name)} in it; ${known}.`, EXIT.refused);
}

export function parseConfiguration(file: string, text: string): ConfigurationFile {
  const lines = new LineCounter();
  // The failsafe schema reads every scalar as text, so that an account id keeps its leading zeros.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem) throw refused(`${file}:${lines.linePos(problem.pos[0]).line}`, `this is not YAML: ${problem.message}`);
  if (document.contents === null) return { values: new Map(), connections: [] };
  if (!isMap(document.contents)) throw refused(file, `it is not a map of settings; write one "key: value" a line`);

  const source = new PolicySource(file, text, document, lines);
  const content = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  const values = new Map<string, { value: unknown; from: string }>();
  for (const [key, value] of Object.entries(content)) {
    const from = `${file}:${source.atKey([], key).line}`;
    if (!KEYS.includes(key))
      throw refused(from, `there is no setting ${JSON.stringify(key)}; there are ${KEYS.join(', ')}.${suggestion(key, KEYS)}`);
    if (key !== 'connections') values.set(key, { value, from });
  }
  return { values, connections: connectionsOf(content['connections'], source) };
}

function connectionsOf(value: unknown, source: PolicySource): readonly Connection[] {
  if (value === undefined) return [];
  const { data, error } = connectionsSchema.safeParse(value);
  if (!data) throw problemIn({ error, value }, ['connections'], 'a connection has', Object.keys(configuredConnection.shape), source);
  return data.map(({ name, ...rest }, index) => {
    const connection = { connection_id: name, ...rest };
    const schema = PROVIDER_FACTS.find(({ id }) => id === rest.provider)?.loginSchema;
    const secret = Object.entries(rest.settings).find(([, setting]) => typeof setting === 'string' && looksSecret(setting));
    if (secret)
      throw refused(`${source.file}:${source.at(['connections', index, 'settings', secret[0]]).line}`, `${secret[0]}: ${LOOKS_SECRET}`);
    const settings = schema?.safeParse(rest.settings);
    if (!settings) return connection;
    if (settings.success) return { ...connection, settings: settings.data };
    const path = ['connections', index, 'settings'];
    throw problemIn(
      { error: settings.error, value: rest.settings },
      path,
      `the settings of an ${rest.provider} connection have`,
      Object.keys(schema!.shape),
      source,
    );
  });
}

/** The first problem, with the line where it stands. `has` begins the sentence about an unknown key, up to its verb: `a connection has`. */
function problemIn(
  { error, value }: { readonly error: z.ZodError; readonly value: unknown },
  at: readonly (string | number)[],
  has: string,
  known: readonly string[],
  source: PolicySource,
): CommandError {
  const issue = error.issues[0]!;
  const path = [...at, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys as [string];
    const line = source.atKey(path, key).line;
    const they = has.endsWith('have') ? 'they have' : 'it has';
    return refused(`${source.file}:${line}`, `${has} no ${JSON.stringify(key)}; ${they} ${known.join(', ')}.${suggestion(key, known)}`);
  }
  const field = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
  const { message } = invalidRequestOf(new z.ZodError([{ ...issue, path: [] }]), z.unknown(), field, valueAt(value, issue.path));
  return refused(`${source.file}:${source.at(path).line}`, message);
}

function readText(file: string, isOptional: boolean): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isOptional && code === 'ENOENT') return undefined;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`;
    throw refused(file, `the configuration file cannot be used: ${why}`);
  }
  const read = utf8Of(bytes);
  if ('text' in read) return read.text;
  throw refused(file, `the configuration file cannot be used: ${read.problem}`);
}

const refused = (from: string, why: string): CommandError =>
  new CommandError(`${from}: ${why}${/[.?]$/.test(why) ? '' : '.'}`, EXIT.refused);
