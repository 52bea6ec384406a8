/** `muster resources register|update|unregister` and `muster registered-types`: what no cloud lists. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { contextOf, LIMIT, listed, type Surroundings } from './context.ts';
import { inexactNumber } from '../../shared/lossless-json.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { type Columns, whole } from './output.ts';
import type { RegisteredType, Resource } from './shapes.ts';

interface Fields {
  readonly name?: string;
  readonly region?: string;
  readonly tag?: readonly string[];
  readonly config?: string;
}

const CONFIG = ['--config <json>', 'what there is to say of it, as a JSON object; @FILE reads it from a file'] as const;
const TAGS = ['--tag <tags...>', 'tags: key=value'] as const;
const REGION = ['--region <place>', 'where it is, in your own words'] as const;
const ID = ['<resource>', 'id of a registered resource'] as const;

const shown = {
  name: ({ name }) => name ?? '',
  type: ({ type }) => type,
  version: ({ version }) => version,
  id: whole(({ id }) => id),
} as const satisfies Columns<Resource>;

const messageOf = (error: unknown): string => (error as Partial<Error>).message ?? String(error);

/** The text of a file. `field` is the option or argument that names it. @throws CommandError if it cannot be read */
function textOf(file: string, field: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${field}: the file ${JSON.stringify(file)} cannot be read (${messageOf(error)}).`, EXIT.refused);
  }
}

/**
 * The value of a JSON text. `field` is the option or argument that gives it.
 * @throws CommandError if it is no JSON, or has a number that JavaScript would change
 */
function jsonOf(text: string, field: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${field}: not JSON (${messageOf(error)}); write an object, {…}.`, EXIT.refused);
  }
  const number = inexactNumber(text);
  if (number === undefined) return value;
  throw new CommandError(
    `${field}: the number ${number.slice(0, 60)} cannot be kept exactly; write it as a text, in quotes.`,
    EXIT.refused,
  );
}

/** @throws CommandError if a text is no tag, or a key has two values */
function tagsOf(tags: readonly string[]): Readonly<Record<string, string>> {
  const pairs = new Map<string, string>();
  for (const tag of tags) {
    const at = tag.indexOf('=');
    const quoted = JSON.stringify(tag.slice(0, 100));
    if (at < 1) throw new CommandError(`--tag: ${quoted} is no tag; write key=value, and \\, for a comma in a value.`, EXIT.refused);
    const key = tag.slice(0, at);
    if (pairs.has(key)) throw new CommandError(`--tag: ${quoted} is a second value of the same key; give each key once.`, EXIT.refused);
    pairs.set(key, tag.slice(at + 1));
  }
  return Object.fromEntries(pairs);
}

const configOf = (config: string): unknown => jsonOf(config.startsWith('@') ? textOf(config.slice(1), '--config') : config, '--config');

const bodyOf = ({ tag, config, ...rest }: Fields): object => ({
  ...rest,
  ...(tag && { tags: tagsOf(tag) }),
  ...(config !== undefined && { config: configOf(config) }),
});

const pathOf = (id: string): string => `resources/${encodeURIComponent(id)}`;

export function addRegistration(resources: Command, surroundings: Surroundings): void {
  resources
    .command('register')
    .description('register a resource that no cloud lists: a server in a rack, a SaaS tenant, a licence')
    .argument('<type>', 'Registered:: and a name, such as Registered::VirtualMachine')
    .argument('<name>', 'name of the resource')
    .option('--customer <id>', 'the customer who gets it')
    .option(...REGION)
    .option(...TAGS, listed)
    .option(...CONFIG)
    .action(async (type: string, name: string, { customer, ...fields }: Fields & { readonly customer?: string }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const body = { type, name, customer_id: customer, ...bodyOf(fields) };
      output.record(await api.call<Resource>('resources', { method: 'POST', body }), shown);
    });

  resources
    .command('update')
    .description('change a registered resource; each field that is given is replaced as a whole')
    .argument(...ID)
    .option('--name <name>', 'new name')
    .option(...REGION)
    .option(...TAGS, listed)
    .option(...CONFIG)
    .action(async (id: string, fields: Fields, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      if (Object.keys(fields).length === 0)
        throw new CommandError('Give at least one of --name, --region, --tag and --config: what shall change.', EXIT.refused);
      output.record(await api.call<Resource>(pathOf(id), { method: 'PATCH', body: bodyOf(fields) }), shown);
    });

  resources
    .command('unregister')
    .description('delete a registered resource; its history stays')
    .argument(...ID)
    .action(async (id: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await api.call<void>(pathOf(id), { method: 'DELETE' });
      if (output.json) output.document({ id, deleted: true });
      else output.say(`Deleted: ${id}`);
    });
}

const typeFields = {
  type: whole(({ type }) => type),
  version: ({ version }) => version,
  changed: whole(({ updated_at }) => updated_at),
} as const satisfies Columns<RegisteredType>;

export function addRegisteredTypes(program: Command, surroundings: Surroundings): void {
  const types = program.command('registered-types').description('list, show, put and remove the schemas of types of registered resources');
  const typePath = (type: string): string => `registered-types/${encodeURIComponent(type)}`;

  types
    .command('list')
    .description('list the types with a schema')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<RegisteredType>('registered-types', {}, limit), typeFields, 'No type has a schema.');
    });

  types
    .command('show')
    .description('show the schema of a type, as JSON')
    .argument('<type>', 'such as Registered::VirtualMachine')
    .action(async (type: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.document(await api.call<RegisteredType>(typePath(type)));
    });

  types
    .command('put')
    .description('register the JSON Schema (2020-12) by which the configs of a type are checked')
    .argument('<type>', 'such as Registered::VirtualMachine')
    .argument('<file>', 'file with the schema')
    .action(async (type: string, file: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const body = { schema: jsonOf(textOf(file, '<file>'), '<file>') };
      output.record(await api.call<RegisteredType>(typePath(type), { method: 'PUT', body }), typeFields);
    });

  types
    .command('remove')
    .description('remove the schema of a type; its resources stay')
    .argument('<type>', 'such as Registered::VirtualMachine')
    .action(async (type: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await api.call<void>(typePath(type), { method: 'DELETE' });
      if (output.json) output.document({ type, removed: true });
      else output.say(`Removed: ${type}`);
    });
}
