/** `muster customers`: customers, and what they own. */
import type { Command } from 'commander';
import { resourceKey } from '../../shared/ids.ts';
import { idNamed } from './resource-names.ts';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { type Columns, whole } from './output.ts';
import type { Assignment, Customer, OwnedResource, RemovedCustomer } from './shapes.ts';

const CUSTOMER = ['<customer>', 'id of a customer: cus_…'] as const;
const ACCOUNT = ['--account <id>', 'a whole account'] as const;
const RESOURCE = ['--resource <id>', 'a single resource: its id, its native id (an ARN in AWS) or its name'] as const;

const fields = {
  name: ({ name }) => name,
  email: whole(({ email }) => email),
  added: whole(({ created_at }) => created_at),
  id: whole(({ customer_id }) => customer_id),
} as const satisfies Columns<Customer>;

const owned = {
  name: ({ name, resource_uid }) => name ?? resourceKey(resource_uid).resource_id,
  type: ({ type }) => type,
  through: whole(({ owned_through }) => owned_through),
  state: whole(({ state }) => state.replace('_', ' ')),
  id: whole(({ id }) => id),
} as const satisfies Columns<OwnedResource>;

const assigned = {
  customer: whole(({ customer_id }) => customer_id),
  what: whole(({ resource_id, account_id }) => resource_id ?? account_id),
  since: whole(({ assigned_at }) => assigned_at),
  by: ({ assigned_by }) => assigned_by,
} as const satisfies Columns<Assignment>;

interface What {
  readonly account?: string;
  readonly resource?: string;
}

/** @throws CommandError unless exactly one of both is given */
function checkWhat({ account, resource }: What): void {
  if ((account === undefined) === (resource === undefined))
    throw new CommandError('Give either --account or --resource: a whole account, or a single resource.', EXIT.refused);
}

const pathOf = (id: string, rest = ''): string => `customers/${encodeURIComponent(id)}${rest}`;

export function addCustomers(program: Command, surroundings: Surroundings): void {
  const customers = program.command('customers').description('add, list, change and remove customers, and say what each of them owns');

  customers
    .command('add')
    .description('add a customer')
    .argument('<name>', 'name of the customer')
    .requiredOption('--email <address>', 'e-mail address, which no other customer may have')
    .action(async (name: string, { email }: { readonly email: string }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<Customer>('customers', { method: 'POST', body: { name, email } }), fields);
    });

  customers
    .command('list')
    .description('list customers by name')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<Customer>('customers', {}, limit), fields, 'There is no customer.');
    });

  customers
    .command('show')
    .description('show a customer')
    .argument(...CUSTOMER)
    .action(async (id: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<Customer>(pathOf(id)), fields);
    });

  customers
    .command('update')
    .description('change the name or the e-mail address of a customer')
    .argument(...CUSTOMER)
    .option('--name <name>', 'new name')
    .option('--email <address>', 'new e-mail address')
    .action(async (id: string, change: { readonly name?: string; readonly email?: string }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      if (Object.keys(change).length === 0)
        throw new CommandError('Give at least one of --name and --email: what shall change.', EXIT.refused);
      output.record(await api.call<Customer>(pathOf(id), { method: 'PATCH', body: change }), fields);
    });

  customers
    .command('remove')
    .description('remove a customer who owns nothing')
    .argument(...CUSTOMER)
    .option('--release', 'take back first everything that the customer owns')
    .action(async (id: string, { release = false }: { readonly release?: boolean }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      let answer: RemovedCustomer;
      // The API takes back for as long as a request may last.
      do answer = await api.call<RemovedCustomer>(pathOf(id), { method: 'DELETE', query: { release: String(release) } });
      while (!answer.removed);
      if (output.json) output.document(answer);
      else output.say(`Removed: ${id}`);
    });

  customers
    .command('resources')
    .description('list what a customer owns: the resources of its accounts, then its single resources')
    .argument(...CUSTOMER)
    .option(...LIMIT)
    .action(async (id: string, { limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<OwnedResource>(pathOf(id, '/resources'), {}, limit), owned, 'The customer owns nothing.');
    });

  customers
    .command('assign')
    .description('give a customer a whole account or a single resource')
    .argument(...CUSTOMER)
    .option(...ACCOUNT)
    .option(...RESOURCE)
    .option('--transfer', 'take it from the customer who owns it')
    .action(async (id: string, { transfer, ...what }: What & { readonly transfer?: boolean }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      checkWhat(what);
      const { account, resource } = what;
      const row =
        account === undefined
          ? await api.call<Assignment>('resources', {
              method: 'POST',
              body: { customer_id: id, resource_id: await idNamed(resource!, undefined, api), transfer },
            })
          : await api.call<Assignment>(pathOf(id, `/accounts/${encodeURIComponent(account)}`), { method: 'PUT', body: { transfer } });
      output.record(row, assigned);
    });

  customers
    .command('release')
    .description('take a whole account or a single resource back from a customer')
    .argument(...CUSTOMER)
    .option(...ACCOUNT)
    .option('--resource <id>', 'a single resource: its id, as "muster customers resources" shows it')
    .action(async (id: string, what: What, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      checkWhat(what);
      const rest =
        what.account === undefined ? `/resources/${encodeURIComponent(what.resource!)}` : `/accounts/${encodeURIComponent(what.account)}`;
      await api.call<void>(pathOf(id, rest), { method: 'DELETE' });
      const released = { customer_id: id, released: what.account ?? what.resource! };
      if (output.json) output.document(released);
      else output.say(`Released: ${released.released}`);
    });
}
