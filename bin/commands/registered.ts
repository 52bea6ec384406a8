/** `muster resources register|update|unregister` and `muster registered-types`: what no cloud lists. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { contextOf, LIMIT, listed, type Surroundings } from './context.ts';
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

/** @throws CommandError if it is no JSON, or the file cannot be read */
function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text);
  } catch (error) {
    throw new CommandError(
      `${what}: ${error instanceof Error ? error.message : String(error)}; give a JSON object, or @FILE.`,
      EXIT.refused,
    );
  }
}

function tagsOf(tags: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tags.map((tag) => {
      const at = tag.indexOf('=');
      if (at < 1) throw new CommandError(`--tag: ${JSON.stringify(tag.slice(0, 100))} is no tag; write key=value.`, EXIT.refused);
      return [tag.slice(0, at), tag.slice(at + 1)];
    }),
  );
}

const bodyOf = ({ tag, config, ...rest }: Fields): object => ({
  ...rest,
  ...(tag && { tags: tagsOf(tag) }),
  ...(config !== undefined && { config: jsonOf(config, '--config') }),
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
      const body = { schema: jsonOf(`@${file}`, file) };
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
