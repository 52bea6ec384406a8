/** `muster accounts`: registers, syncs, lists, shows, enables, disables and removes accounts. */
import type { Command } from 'commander';
import type { ApiClient } from './api-client.ts';
import { ACCOUNTS, accountsOption } from './accounts-option.ts';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { counted, type Columns, minuteOf, namedCounts, whole } from './output.ts';
import { severitiesOf } from './scan-totals.ts';
import { searchOnlyNote } from './search-only.ts';
import { addAccountSync } from './account-sync.ts';
import type { Account, AddedAccounts, RemovedAccount } from './shapes.ts';
import { compareText } from '../../shared/exports/order.ts';
import { numberText } from '../../shared/number-text.ts';

interface AddOptions {
  readonly name?: string;
  readonly connection?: string;
  readonly unit?: string;
}

/** The most accounts that the API registers in one request. */
const ACCOUNTS_PER_REQUEST = 1000;

const pathOf = (id: string): string => `accounts/${encodeURIComponent(id)}`;

const resourcesOf = ({ resource_counts = {} }: Account): number => Object.values(resource_counts).reduce((sum, count) => sum + count, 0);

/** All resources, and how many of them are of types without a definition: `184 (133 of 39 types with a definition, 51 of 14 without one)`. */
function countedResources(account: Account): string {
  const { resource_counts = {}, undeclared_types = [] } = account;
  const all = resourcesOf(account);
  const undeclared = undeclared_types.filter((type) => resource_counts[type]);
  if (undeclared.length === 0) return numberText(all);
  const without = undeclared.reduce((sum, type) => sum + resource_counts[type]!, 0);
  const declared = Object.keys(resource_counts).length - undeclared.length;
  return `${numberText(all)} (${numberText(all - without)} of ${counted(declared, 'type')} with a definition, ${numberText(without)} of ${numberText(undeclared.length)} without one)`;
}

/** Whether the slices of types with a definition were seen whole; undefined if no inventory has told. */
function coverageText({ coverage }: Account): string | undefined {
  if (!coverage) return undefined;
  const { whole: seen, not_whole, skipped = 0 } = coverage;
  return not_whole === 0 && skipped === 0
    ? 'every slice of every type with a definition was seen whole'
    : namedCounts({ 'slices seen whole': seen, 'not whole': not_whole, ...(skipped > 0 && { 'empty and not read this time': skipped }) });
}

/** The types of which Muster has no definition; undefined if there are none, or if they were not counted yet. */
function notReadOfAccount(notRead: NonNullable<Account['coverage']>['not_read']): string | undefined {
  if (!notRead) return undefined;
  const { types, resources, why_not_all: gap } = notRead;
  const told = types === 0 ? [] : [`${counted(resources, 'resource')} of ${counted(types, 'type')} without a definition`];
  return (
    [
      ...told,
      ...(gap === undefined ? [] : [`${types === 0 ? 'types without a definition could not be counted' : 'not all were counted'}: ${gap}`]),
    ].join('; ') || undefined
  );
}

/** Number of open findings; undefined before the first scan. */
const findingsOf = ({ findings }: Account): number | undefined =>
  findings && Object.values(findings).reduce((sum, count) => sum + count, 0);

const fields = {
  account: whole(({ account_id }) => account_id),
  name: ({ name }) => name,
  status: whole(({ status }) => status),
  resources: resourcesOf,
  findings: findingsOf,
  'last run': whole(({ last_inventory }) => minuteOf(last_inventory?.at)),
} as const satisfies Columns<Account>;

const WIDE = {
  tags: tagsText,
  connection: whole<Account>(({ connection_id }) => connection_id),
} as const satisfies Columns<Account>;

const UNIT = { unit: ({ organizational_unit }) => organizational_unit } as const satisfies Columns<Account>;

function tagsText({ tags = {} }: Account): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Orders accounts by their names; those without one come last, by id. */
function byName(a: Account, b: Account): number {
  if (a.name === undefined || b.name === undefined) {
    if (a.name !== b.name) return a.name === undefined ? 1 : -1;
    return compareText(a.account_id, b.account_id);
  }
  return compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.account_id, b.account_id);
}

/** The accounts that are named and selected, by id; without a selection all, in no particular order. */
async function selected(api: ApiClient, written?: readonly string[]): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for await (const account of api.list<Account>('accounts', { account_id: written })) accounts.push(account);
  return accounts;
}

const selectedIds = async (api: ApiClient, written: readonly string[]): Promise<readonly string[]> =>
  (await selected(api, written)).map(({ account_id }) => account_id);

export function addAccounts(program: Command, surroundings: Surroundings): void {
  const accounts = program.command('accounts').description('register, sync, list, show, enable, disable and remove accounts');
  addAccountSync(accounts, surroundings);

  accounts
    .command('add')
    .description('register accounts; an account that is registered already stays as it is')
    .argument('<ids...>', 'account ids: 12 digits for AWS')
    .option('--name <name>', 'name of the account; only with one id')
    .option('--connection <id>', 'connection by which Muster logs in to the accounts (default: aws)')
    .option('--unit <name>', 'organizational unit of the accounts')
    .action(async (ids: readonly string[], { name, connection, unit }: AddOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      if (name !== undefined && ids.length > 1)
        throw new CommandError('--name is for one account only: give one id with it, or leave it out.', EXIT.refused);
      const added: AddedAccounts['accounts'][number][] = [];
      for (let start = 0; start < ids.length; start += ACCOUNTS_PER_REQUEST) {
        const batch = ids.slice(start, start + ACCOUNTS_PER_REQUEST);
        const body = { accounts: batch.map((account_id) => ({ account_id, name, connection_id: connection, organizational_unit: unit })) };
        added.push(...(await api.call<AddedAccounts>('accounts', { method: 'POST', body })).accounts);
      }
      await output.list(
        added,
        { account: whole(({ account }) => account.account_id), result: ({ result }) => result, name: ({ account }) => account.name },
        '',
      );
    });

  accounts
    .command('list')
    .description('list accounts, by name')
    .addOption(accountsOption('--account <ids>', 'only these'))
    .option(...LIMIT)
    .action(async ({ account, limit }: { account?: readonly string[]; limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        (await selected(api, account)).toSorted(byName).slice(0, limit),
        {
          ...fields,
          status: whole(({ status, enabled }) => (enabled ? status : `${status}, disabled`)),
          ...(output.isWide && { ...UNIT, ...WIDE }),
        },
        'No account is registered yet; register one with "muster accounts add".',
      );
    });

  accounts
    .command('show')
    .description('show accounts')
    .argument(...ACCOUNTS)
    .action(async (named: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const shown = await selected(api, named);
      for (const [place, account] of shown.entries()) {
        if (place > 0 && !output.json) output.say('');
        output.record(account, {
          ...fields,
          resources: countedResources,
          coverage: coverageText,
          'not looked at': ({ coverage }) => notReadOfAccount(coverage?.not_read),
          'known from search': ({ coverage }) => searchOnlyNote(coverage?.search_only_types ?? 0),
          enabled: ({ enabled }) => (enabled ? 'yes' : 'no'),
          'disabled because': ({ disabled_reason }) => disabled_reason,
          state: ({ state }) => state,
          'left at': ({ left_at }) => left_at,
          ...UNIT,
          ...WIDE,
          registered: ({ created_at }) => created_at,
          'last job': ({ last_inventory }) => last_inventory && `${last_inventory.job_id} (${last_inventory.status})`,
          error: ({ last_inventory }) => last_inventory?.error,
          'last scan': ({ last_scan }) => last_scan && `${last_scan.job_id} (${last_scan.status})`,
          'last export': ({ last_export }) => last_export && `${last_export.job_id} (${last_export.status})`,
          'by severity': ({ findings }) => findings && severitiesOf(findings),
          'by type': ({ resource_counts = {} }) =>
            Object.entries(resource_counts)
              .map(([type, count]) => `${numberText(count)} ${type}`)
              .join(', '),
        });
      }
    });

  accounts
    .command('move')
    .description('move accounts to another connection; the next job logs in by it')
    .argument(...ACCOUNTS)
    .requiredOption('--connection <id>', 'connection by which Muster logs in from then on')
    .action(async (ids: readonly string[], { connection }: { readonly connection: string }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const moved: Account[] = [];
      for (const id of await selectedIds(api, ids))
        moved.push(await api.call<Account>(pathOf(id), { method: 'PATCH', body: { connection_id: connection } }));
      if (output.json) await output.list(moved, fields, '');
      else output.say(`${counted(moved.length, 'account')} moved to ${connection}.`);
    });

  accounts
    .command('remove')
    .description('remove accounts with their stored resources and findings; later jobs and exports leave them out')
    .argument('<ids...>', 'account ids')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const removed: RemovedAccount[] = [];
      for (const id of ids) {
        let answer: RemovedAccount;
        // An account with many resources takes several requests.
        do answer = await api.call<RemovedAccount>(pathOf(id), { method: 'DELETE' });
        while (!answer.removed);
        removed.push(answer);
      }
      if (output.json) await output.list(removed, { account: whole(({ account_id }) => account_id) }, '');
      else output.say(`${counted(removed.length, 'account')} removed.`);
    });

  for (const [verb, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    accounts
      .command(verb)
      .description(enabled ? 'include accounts in jobs again' : 'leave accounts out of jobs; their stored resources and findings stay')
      .argument(...ACCOUNTS)
      .action(async (ids: readonly string[], _options: object, command: Command) => {
        const { api, output } = contextOf(command, surroundings);
        const changed: Account[] = [];
        for (const id of await selectedIds(api, ids))
          changed.push(await api.call<Account>(pathOf(id), { method: 'PATCH', body: { enabled } }));
        if (output.json) await output.list(changed, fields, '');
        else output.say(`${counted(changed.length, 'account')} ${verb}d.`);
      });
  }
}
