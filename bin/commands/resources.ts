/** `muster resources`: lists and shows resources and their changes. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { KINDS } from '../../shared/clouds/resource-type.ts';
import { CHANGE_WORDS, fieldsText } from './change-table.ts';
import { withValues } from './change-values.ts';
import { contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { below, minuteOf, printable, whole } from './output.ts';
import { addRegistration } from './registered.ts';
import { addRelated, directLinks } from './related.ts';
import { accountOption, idNamed, NAMED, pathOf, type Place, REGION, TYPE } from './resource-names.ts';
import type { Change, Resource } from './shapes.ts';

interface ListOptions extends Place {
  readonly kind?: readonly string[];
  readonly service?: readonly string[];
  readonly resource?: readonly string[];
  readonly tag?: readonly string[];
  readonly deleted?: boolean;
  readonly available?: boolean;
  readonly all?: boolean;
  readonly limit?: number;
}

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
    .option('--available', 'resources that no customer owns')
    .option('--all', 'both existing and deleted resources')
    .option(...LIMIT)
    .action(async ({ account, deleted, available, all, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const is_last = all ? 'any' : deleted ? '0' : '1';
      await output.list(
        api.list<Resource>(
          'resources',
          { account_id: account, is_last, ...(available && { assigned: 'false' }), ...filters },
          limit,
          output.leftOut('resource'),
        ),
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
    .description('show a resource with all its configuration, what it uses and what uses it, as JSON')
    .argument(...NAMED)
    .addOption(accountOption())
    .option(...TYPE)
    .option(...REGION)
    .action(async (named: string, place: Place, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const resource = await api.call<Resource>(pathOf(await idNamed(named, place, api)));
      const { notes = [], ...links } = (await directLinks(api, resource)) ?? {};
      output.document({ ...resource, ...links });
      for (const note of notes) surroundings.stderr.write(`${printable(note)}\n`);
    });

  addRelated(resources, surroundings);
  addRegistration(resources, surroundings);

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
