/** `muster coverage`: which slices (account, segment, resource type) were seen whole, and why the others were not. */
import type { Command } from 'commander';
import { COVERAGE_OUTCOMES } from '../../shared/inventory/model.ts';
import { isMissed, isSearchOnly, whySkipped } from '../../shared/inventory/whole-slices.ts';
import { UNCOUNTED } from '../../shared/clouds/survey.ts';
import { listValue } from '../../shared/validation/lists.ts';
import type { ApiClient } from './api-client.ts';
import { accountsOption, ACCOUNTS } from './accounts-option.ts';
import { contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, type Columns, counted, minuteOf, namedCounts, whole } from './output.ts';
import { numberText } from '../../shared/number-text.ts';
import type { Place } from './resource-names.ts';
import { searchOnlyNote } from './search-only.ts';
import type { Account, Slice } from './shapes.ts';

interface ListOptions extends Place {
  readonly service?: readonly string[];
  readonly outcome?: readonly string[];
  readonly limit?: number;
}

const columns = {
  account: whole(({ account_id }) => account_id),
  segment: whole(({ segment }) => segment),
  type: whole(({ type }) => type),
  outcome: whole(({ outcome }) => outcome ?? 'being read'),
  resources: ({ count, counted: told }) => count ?? told ?? undefined,
  why: below(whyOf),
} as const satisfies Columns<Slice>;

const WIDE_COLUMNS = { ...columns, 'seen whole': whole(({ complete_at }) => minuteOf(complete_at)) } as const satisfies Columns<Slice>;

export function addCoverage(program: Command, surroundings: Surroundings): void {
  const coverage = program.command('coverage').description('list what was seen whole, slice by slice (account, segment, resource type)');

  coverage
    .command('list')
    .description('list slices, each with the outcome of its newest inventory')
    .addOption(accountsOption('--account <ids>', 'slices of these accounts'))
    .option('--type <types>', 'slices of these types: AWS::EC2::VPC, or iot:thing of those that are not read', listed)
    .option('--region <names>', 'slices that may have resources of these regions', listed)
    .option('--service <names>', 'slices of these services: s3', listed)
    .addOption(listOption('--outcome <names>', 'slices with these outcomes', COVERAGE_OUTCOMES))
    .option(...LIMIT)
    .action(async ({ account, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<Slice>('coverage', { account_id: account, ...filters }, limit),
        output.isWide ? WIDE_COLUMNS : columns,
        'No slice matches.',
      );
    });

  coverage
    .command('show')
    .description('count the slices of accounts by their outcomes, and list those that were not seen whole')
    .argument(...ACCOUNTS)
    .action(async (named: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const counts: Partial<Record<string, number>> = {};
      const missed: Slice[] = [];
      const searched: Slice[] = [];
      const lastRead: string[] = [];
      const notRead = new NotReadTypes();
      let resources = 0;
      const seen = new Set<string>();
      for await (const slice of api.list<Slice>('coverage', { account_id: named })) {
        seen.add(slice.account_id);
        const outcome = slice.outcome ?? 'being_read';
        if (slice.outcome === 'not_read') {
          notRead.add(slice);
          continue;
        }
        counts[outcome] = (counts[outcome] ?? 0) + 1;
        resources += slice.count ?? 0;
        if (isSearchOnly(slice.outcome, slice.error?.error_code)) searched.push(slice);
        else if (isMissed(slice.outcome)) missed.push(slice);
        else if (slice.outcome === 'skipped' && slice.complete_at !== undefined) lastRead.push(slice.complete_at);
      }
      if (Object.keys(counts).length === 0) throw await nothingRead(named, api);
      const search_only = {
        types: [...new Set(searched.map(({ type }) => type))],
        slices: searched.length,
        resources: searched.reduce((sum, { count = 0 }) => sum + count, 0),
      };
      const accounts = seen.size === 1 ? { account_id: [...seen][0]! } : { accounts: seen.size };
      const skipped = { slices: lastRead.length, oldest_read_at: lastRead.toSorted()[0] ?? null };
      const summary = { ...accounts, slices: counts, resources, search_only, skipped, not_read: notRead.told(), not_whole: missed };
      if (output.json) return output.document(summary);
      output.record(summary, {
        ...('account_id' in accounts ? { account: () => accounts.account_id } : { accounts: () => accounts.accounts }),
        slices: ({ slices }) => namedCounts(slices).replaceAll('_', ' '),
        resources: ({ resources: sum }) => sum,
        'not read this time': ({ skipped: { slices, oldest_read_at } }) =>
          oldest_read_at === null
            ? undefined
            : `${counted(slices, 'slice')}, empty on the last three nights; the oldest was read ${minuteOf(oldest_read_at)}`,
        'not looked at': ({ not_read }) => notReadText(not_read),
        'known from search': ({ search_only: { types, slices } }) => searchOnlyNote(types.length, slices),
      });
      output.say('');
      const { account: _, ...others } = columns;
      if (missed.length > 0) {
        output.say(`${counted(missed.length, 'slice')} not seen whole:`);
        await output.list(missed, seen.size === 1 ? others : columns, '');
      } else
        output.say(
          `Every slice${searched.length === 0 ? '' : ' of every type with a definition'}${lastRead.length === 0 ? '' : ' that was read'} was seen whole.`,
        );
      if (searched.length === 0) return;
      output.say('');
      output.say(
        `Known from search alone, with ${counted(search_only.resources, 'resource')}: ${search_only.types.join(', ')}. Muster has no definition of these types, and the search leaves out silently what the login may not see.`,
      );
    });
}

/** Says what to do about accounts of which nothing was read: jobs leave out disabled ones. */
async function nothingRead(named: readonly string[], api: ApiClient): Promise<CommandError> {
  const shown = named.join(', ');
  const disabled: Account[] = [];
  let others = 0;
  for await (const account of api.list<Account>('accounts', { account_id: named }))
    if (account.enabled) others += 1;
    else disabled.push(account);
  if (others > 0 || disabled.length === 0)
    return new CommandError(
      `Nothing of ${shown} was read yet; run "muster inventory run --accounts ${named.map(listValue).join(',')}".`,
      EXIT.refused,
    );
  const reasons = [...new Set(disabled.flatMap(({ disabled_reason }) => disabled_reason ?? []))];
  const because = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  return new CommandError(
    `Nothing of ${shown} was read: ${disabled.length === 1 ? 'the account is' : 'these accounts are'} disabled${because}, and jobs leave out disabled accounts. To have ${disabled.length === 1 ? 'it' : 'them'} read, run "muster accounts enable ${disabled.map(({ account_id }) => account_id).join(' ')}" and then an inventory.`,
    EXIT.refused,
  );
}

/** The most types without a definition that are named. */
const MOST_TYPES = 8;

interface NotReadTold {
  /** Resources by type. */
  readonly types: Readonly<Record<string, number>>;
  /** By account: why its types could not be counted, or not all of them. */
  readonly not_counted: Readonly<Record<string, string>>;
}

/** The types that Muster has no definition of. */
class NotReadTypes {
  readonly #types = new Map<string, number>();
  readonly #gaps = new Map<string, string>();

  add({ type, account_id, counted: told, error }: Slice): void {
    if (type === UNCOUNTED) this.#gaps.set(account_id, error?.message ?? '');
    else this.#types.set(type, (this.#types.get(type) ?? 0) + (told ?? 0));
  }

  told(): NotReadTold {
    return { types: Object.fromEntries(this.#types), not_counted: Object.fromEntries(this.#gaps) };
  }
}

function notReadText({ types, not_counted }: NotReadTold): string | undefined {
  const all = Object.entries(types).toSorted(([, a], [, b]) => b - a);
  const resources = all.reduce((sum, [, count]) => sum + count, 0);
  const [gap, ...others] = Object.values(not_counted);
  const shown = all.slice(0, MOST_TYPES).map(([type, count]) => `${type} (${numberText(count)})`);
  const more = all.length > shown.length ? `, and ${counted(all.length - shown.length, 'more type')}` : '';
  const parts = [
    ...(all.length === 0 ? [] : [`${counted(resources, 'resource')} of types without a definition: ${shown.join(', ')}${more}`]),
    ...(gap === undefined
      ? []
      : [`${all.length === 0 ? 'types without a definition could not be counted' : 'not all were counted'}: ${gap.replace(/\.$/, '')}`]),
    ...(others.length === 0 ? [] : [`nor could they be counted in ${counted(others.length, 'more account')}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function whyOf({ error, held, outcome, complete_at }: Slice): string | undefined {
  if (outcome === 'skipped') return whySkipped(complete_at);
  const missing = error?.permission === undefined ? '' : `, missing ${error.permission}`;
  if (error) return `${error.error_code}${missing}: ${error.message}`;
  return held === undefined ? undefined : `${counted(held, 'resource')} no longer listed; kept until the next inventory decides`;
}
