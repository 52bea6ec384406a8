/** `muster managed`: resources that Muster creates and keeps as specified. */
import type { Command } from 'commander';
import { DELETION_POLICIES, PHASES } from '../../shared/managed/model.ts';
import { choiceOption, contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { applyFiles, deleteAll, deleteFiles, planFiles, printPlan } from './managed/apply.ts';
import { managedIdOf, pathOf, RESOURCE } from './managed/named-resource.ts';
import { watchManaged, watchOperation } from './managed/watch-managed.ts';
import { below, type Columns, whole } from './output.ts';
import { idNamed } from './resource-names.ts';
import type { ManagedEvent, ManagedPlan, ManagedResource, ManagerSummary, RequestedOperation } from './shapes.ts';

const FILE = ['-f, --file <files...>', 'YAML files with requests, as documents or lists; - reads standard input', listed] as const;
const WATCH = ['--watch', 'follow what becomes of it'] as const;

interface Followed {
  readonly watch?: boolean;
}

interface Filed extends Followed {
  readonly file?: readonly string[];
}

const listFields = {
  name: ({ type, name }) => `${type}/${name}`,
  phase: whole(({ status }) => status.phase),
  account: ({ account_id }) => account_id,
  region: ({ region }) => region,
  message: ({ status }) => status.message,
  id: whole(({ managed_id }) => managed_id),
} as const satisfies Columns<ManagedResource>;

const fields = {
  name: ({ type, name }) => `${type}/${name}`,
  id: ({ managed_id }) => managed_id,
  account: ({ account_id }) => account_id,
  region: ({ region }) => region,
  phase: ({ status }) => status.phase,
  message: ({ status }) => status.message,
  conditions: ({ status }) => status.conditions.map(({ type, status: is, reason }) => `${type}=${is} (${reason})`).join(', '),
  'generation (seen)': ({ status }) => `${status.generation} (${status.observed_generation})`,
  'at the provider': ({ status }) => status.provider_resource_id,
  'in the inventory': ({ status }) => status.resource_id,
  seen: ({ status }) => status.last_reconciled,
  config: ({ config }) => JSON.stringify(config),
  actual: ({ status }) => status.actual_config && JSON.stringify(status.actual_config),
  tags: ({ tags }) => tagsText(tags),
  'depends on': ({ dependencies }) =>
    dependencies.map(({ name, relation, managed_id, resource_uid }) => `${name} (${relation} ${managed_id ?? resource_uid})`).join(', '),
  customer: ({ customer_id }) => customer_id,
  'deletion policy': ({ deletion_policy }) => deletion_policy,
  drift: ({ drift }) => drift,
  mode: ({ mode, paused }) => (paused ? `${mode}, paused` : mode),
} as const satisfies Columns<ManagedResource>;

const tagsText = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

const eventFields = {
  time: whole(({ time }) => time),
  event: whole(({ event }) => event),
  generation: ({ generation }) => generation,
  message: below(({ message }) => message),
} as const satisfies Columns<ManagedEvent>;

const operationFields = {
  operation: ({ name }) => name,
  state: ({ state }) => state,
  message: ({ message }) => message,
  asked: ({ requested_at }) => requested_at,
  ended: ({ ended_at }) => ended_at,
  id: ({ operation_id }) => operation_id,
} as const satisfies Columns<RequestedOperation>;

const typeFields = {
  type: whole(({ type }) => type),
  title: ({ title }) => title,
  'if deleted': whole(({ deletion_policies }) => deletion_policies.join(', ')),
  what: below(({ description }) => description),
} as const satisfies Columns<ManagerSummary>;

export function addManaged(program: Command, surroundings: Surroundings): void {
  const managed = program
    .command('managed')
    .description('create resources and keep them as specified: databases, caches, repositories, pipelines');

  managed
    .command('apply')
    .description('create and change the resources of files, in the order of their dependencies; nothing is sent unless all of it can be')
    .requiredOption(...FILE)
    .option('--watch', 'follow them until they are ready; exit code 1 if one fails')
    .action(async ({ file, watch = false }: Filed, command: Command) => applyFiles(file ?? [], watch, contextOf(command, surroundings)));

  managed
    .command('plan')
    .description('show what the files, or the next step of a resource, would change')
    .argument('[resource]', RESOURCE[1])
    .option(...FILE)
    .action(async (resource: string | undefined, { file }: Filed, command: Command) => {
      const context = contextOf(command, surroundings);
      checkWhat(resource === undefined ? 0 : 1, file);
      if (file) return await planFiles(file, context);
      const id = await managedIdOf(resource ?? '', context.api);
      const { type, name } = await context.api.call<ManagedResource>(pathOf(id));
      await printPlan({ ...(await context.api.call<ManagedPlan>(pathOf(id, '/plan'))), type, name }, context);
    });

  managed
    .command('list')
    .description('list managed resources, the newest first')
    .option('--type <types>', 'resources of these types: database,cache', listed)
    .addOption(listOption('--phase <phases>', 'resources in these phases', PHASES))
    .option('--account <ids>', 'resources of these accounts', listed)
    .option('--customer <id>', 'resources of this customer')
    .option(...LIMIT)
    .action(async ({ limit, type, phase, account, customer }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const query = { type, phase, account_id: account, customer_id: customer };
      await output.list(api.list<ManagedResource>('managed-resources', query, limit), listFields, 'Nothing is managed.');
    });

  managed
    .command('types')
    .description('list the types of resources that can be managed; with a type, show its schema, defaults, sizes and operations, as JSON')
    .argument('[type]', 'such as database')
    .action(async (type: string | undefined, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      if (type !== undefined) return output.document(await api.call<object>(`managers/${encodeURIComponent(type)}`));
      const { items } = await api.call<{ readonly items: readonly ManagerSummary[] }>('managers');
      await output.list(items, typeFields, 'There is none.');
    });

  managed
    .command('show')
    .description('show managed resources')
    .argument('<resources...>', RESOURCE[1])
    .option('--watch', 'follow them until they are ready; exit code 1 if one fails')
    .action(async (written: readonly string[], { watch = false }: Followed, command: Command) => {
      const context = contextOf(command, surroundings);
      const shown: ManagedResource[] = [];
      for (const each of written) shown.push(await context.api.call<ManagedResource>(pathOf(await managedIdOf(each, context.api))));
      for (const each of shown) context.output.record(each, fields);
      if (watch) await watchManaged(shown, 'ready', context);
    });

  managed
    .command('events')
    .description('list what has happened to a managed resource, the newest first')
    .argument(...RESOURCE)
    .option(...LIMIT)
    .action(async (written: string, { limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const path = pathOf(await managedIdOf(written, api), '/events');
      await output.list(api.list<ManagedEvent>(path, {}, limit), eventFields, 'Nothing has happened to it.');
    });

  managed
    .command('delete')
    .description('delete managed resources; what becomes of them at their providers, their deletion policies say')
    .argument('[resources...]', RESOURCE[1])
    .option(...FILE)
    .option('--watch', 'follow them until they are gone; exit code 1 if one cannot be deleted')
    .action(async (written: readonly string[], { file, watch = false }: Filed, command: Command) => {
      const context = contextOf(command, surroundings);
      checkWhat(written.length, file);
      if (file) return await deleteFiles(file, watch, context);
      const found: ManagedResource[] = [];
      for (const each of written) found.push(await context.api.call<ManagedResource>(pathOf(await managedIdOf(each, context.api))));
      await deleteAll(found, watch, context);
    });

  managed
    .command('reconcile')
    .description('look at a managed resource now')
    .argument(...RESOURCE)
    .option(...WATCH)
    .action(async (written: string, { watch = false }: Followed, command: Command) => {
      const context = contextOf(command, surroundings);
      const id = await managedIdOf(written, context.api);
      const before = await context.api.call<ManagedResource['status']>(pathOf(id, '/reconcile'), { method: 'POST' });
      const now = await context.api.call<ManagedResource>(pathOf(id));
      if (watch) await watchManaged([{ ...now, seenBefore: before.last_reconciled ?? null }], 'ready', context);
      else if (context.output.json) context.output.document(now);
      else context.output.say(`${now.type}/${now.name} is looked at.`);
    });

  managed
    .command('operation')
    .description('do something to a managed resource once, such as a snapshot; "muster managed types <type>" lists the operations')
    .argument(...RESOURCE)
    .argument('<operation>', 'such as snapshot')
    .option('--parameters <json>', 'parameters of the operation, as a JSON object')
    .option('--watch', 'wait for its end; exit code 1 if it fails')
    .action(async (written: string, name: string, { parameters, watch }: OperationOptions, command: Command) => {
      const context = contextOf(command, surroundings);
      const { api, output } = context;
      const id = await managedIdOf(written, api);
      const path = pathOf(id, `/operations/${encodeURIComponent(name)}`);
      const asked = await api.call<RequestedOperation>(path, { method: 'POST', body: parametersOf(parameters) });
      const operation = watch === true ? await watchOperation(id, asked.operation_id, context) : asked;
      output.record(operation, operationFields);
      if (operation.state === 'failed') surroundings.exitCode = EXIT.failed;
    });

  managed
    .command('adopt')
    .description('take a resource of the inventory under management without touching it')
    .argument('<resource>', 'id, native id (an ARN in AWS) or name of a resource of the inventory')
    .option('--type <type>', 'the type as which it is managed, if there are several')
    .option('--customer <id>', 'the customer whose it is')
    .addOption(
      choiceOption('--deletion-policy <policy>', 'what becomes of it when it is deleted here (default: retain)', DELETION_POLICIES),
    )
    .addOption(choiceOption('--mode <mode>', 'observe: it is looked at, and never changed (default: manage)', ['manage', 'observe']))
    .addOption(choiceOption('--drift <what>', 'whether changes by hand are told or undone (default: report)', ['report', 'correct']))
    .action(async (written: string, { type, customer, deletionPolicy, mode, drift }: AdoptOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const resource_id = await idNamed(written, undefined, api);
      const body = { resource_id, type, customer_id: customer, deletion_policy: deletionPolicy, mode, drift };
      output.record(await api.call<ManagedResource>('managed-resources/adopt', { method: 'POST', body }), fields);
    });
}

interface ListOptions {
  readonly limit?: number;
  readonly type?: readonly string[];
  readonly phase?: readonly string[];
  readonly account?: readonly string[];
  readonly customer?: string;
}

interface OperationOptions extends Followed {
  readonly parameters?: string;
}

interface AdoptOptions {
  readonly type?: string;
  readonly customer?: string;
  readonly deletionPolicy?: string;
  readonly mode?: string;
  readonly drift?: string;
}

/** @throws CommandError unless exactly one of both is given */
function checkWhat(resources: number, file: readonly string[] | undefined): void {
  if (resources > 0 === (file !== undefined))
    throw new CommandError('Give either resources or --file: which resources are meant.', EXIT.refused);
}

/** @throws CommandError if it is no JSON */
function parametersOf(text = '{}'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--parameters: not JSON (${reason}); write an object, {…}.`, EXIT.refused);
  }
}
