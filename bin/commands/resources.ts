/** `muster resources`: lists and shows resources and their changes. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { storedUid } from '../../shared/readable-ids.ts';
import type { ApiClient } from './api-client.ts';
import { accountsOption } from './accounts-option.ts';
import { CHANGE_WORDS, fieldsText } from './change-table.ts';
import { withValues } from './change-values.ts';
import { contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, minuteOf, whole } from './output.ts';
import type { Change, Resource } from './shapes.ts';
import { KINDS } from '../../shared/clouds/resource-type.ts';

interface Place {
  readonly account?: readonly string[];
  readonly type?: readonly string[];
  readonly region?: readonly string[];
}

interface ListOptions extends Place {
  readonly kind?: readonly string[];
  readonly service?: readonly string[];
  readonly resource?: readonly string[];
  readonly tag?: readonly string[];
  readonly deleted?: boolean;
  readonly all?: boolean;
  readonly limit?: number;
}

const pathOf = (id: string): string => `resources/${encodeURIComponent(id)}`;
const NAMED = ['<resource>', 'id as "muster resources list" shows it, or an ARN or a name that only one resource has'] as const;
const accountOption = (): Option => accountsOption('--account <ids>', 'resources of these accounts');
const TYPE = ['--type <types>', 'resources of these types: AWS::EC2::VPC', listed] as const;
const REGION = ['--region <names>', 'resources in these regions', listed] as const;

export function addResources(program: Command, surroundings: Surroundings): void {
  const resources = program.command('resources').description('list and show resources and their changes');

  resources
    .command('list')
    .description('list resources that exist, or deleted ones')
    .addOption(accountOption())
    .option(...TYPE)
    .addOption(listOption('--kind <kinds>', 'resources of these kinds in any cloud', KINDS))
    .option('--service <names>', 'resources of these services: s3', listed)
    .option(...REGION)
    .option('--resource <names>', 'resources with these ids, names or ARNs', listed)
    .option('--tag <tags...>', 'resources with all of these tags: key or key=value', listed)
    .addOption(new Option('--deleted', 'only deleted resources').conflicts('all'))
    .option('--all', 'both existing and deleted resources')
    .option(...LIMIT)
    .action(async ({ account, deleted, all, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const is_last = all ? 'any' : deleted ? '0' : '1';
      await output.list(
        api.list<Resource>('resources', { account_id: account, is_last, ...filters }, limit, output.leftOut('resource')),
        {
          name: ({ name, resource_id }) => name ?? resource_id,
          type: ({ type }) => type,
          region: whole(({ region }) => region),
          // The id names the account too.
          ...(output.isWide && { account: ({ account_id }: Resource) => account_id }),
          ...((all || deleted) && { deleted: whole<Resource>(({ deleted_at }) => minuteOf(deleted_at)) }),
          id: whole(({ id }) => id),
        },
        'No resource matches.',
      );
    });

  resources
    .command('show')
    .description('show a resource with all its configuration, as JSON')
    .argument(...NAMED)
    .addOption(accountOption())
    .option(...TYPE)
    .option(...REGION)
    .action(async (named: string, place: Place, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.document(await api.call<Resource>(pathOf(await idNamed(named, place, api))));
    });

  resources
    .command('changes')
    .alias('history')
    .description('list what changed in a resource, and from what to what, oldest first')
    .argument(...NAMED)
    .addOption(accountOption())
    .option(...TYPE)
    .option(...REGION)
    .option(...LIMIT)
    .action(async (named: string, { limit, ...place }: Place & { readonly limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        withValues(api.list<Change>(`${pathOf(await idNamed(named, place, api))}/changes`, {}, limit)),
        {
          version: ({ version }) => version,
          change: whole(({ op }) => CHANGE_WORDS[op]),
          observed: whole(({ observed_at }) => observed_at),
          job: ({ job_id }) => job_id,
          what: below(({ fields }) => fieldsText(fields ?? [])),
        },
        'No change is known.',
      );
    });
}

/** How many resources of one name are listed. */
const SHOWN = 10;

/**
 * The id of the resource that is named by its id, its ARN or its name. A name is looked for in everything that `place` leaves: one page
 * of the API after the other, because no index knows names.
 * @throws CommandError if no resource has the name, or several have
 */
async function idNamed(named: string, { account = accountOf(named), ...place }: Place, api: ApiClient): Promise<string> {
  if (storedUid(named).includes('|')) return named;
  const found = [];
  const query = { resource: [named], account_id: account, is_last: 'any', ...place };
  for await (const resource of api.list<Resource>('resources', query, SHOWN + 1)) found.push(resource);
  const used = found.filter(({ is_last }) => is_last === 1);
  const [first, ...others] = used.length > 0 ? used : found;
  if (first === undefined)
    throw new CommandError(
      `No resource is called ${JSON.stringify(named)}; give an id as "muster resources list" shows it, an ARN, or the exact name.`,
      EXIT.refused,
    );
  if (others.length === 0) return first.id;
  const ids = [first, ...others].slice(0, SHOWN).map(({ id }) => id);
  const more = others.length >= SHOWN ? ' and more' : '';
  throw new CommandError(
    `${JSON.stringify(named)} names several resources: ${ids.join(', ')}${more}; give one of these ids, or narrow with --account, --type or --region.`,
    EXIT.refused,
  );
}

/** The account that an ARN names; undefined for other names, and for ARNs without one, such as those of buckets. */
function accountOf(named: string): readonly string[] | undefined {
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(named)?.[1];
  return account === undefined ? undefined : [account];
}
