/** `muster resources`: lists and shows resources and their changes. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import type { Change, Resource } from './shapes.ts';

interface ListOptions {
  readonly account?: string;
  readonly type?: string;
  readonly kind?: string;
  readonly region?: string;
  readonly tag?: readonly string[];
  readonly deleted?: boolean;
  readonly all?: boolean;
  readonly limit?: number;
}

const pathOf = (uid: string): string => `resources/${encodeURIComponent(uid)}`;

export function addResources(program: Command, surroundings: Surroundings): void {
  const resources = program.command('resources').description('list and show resources and their changes');

  resources
    .command('list')
    .description('list resources that exist, or deleted ones')
    .option('--account <id>', 'resources of this account')
    .option('--type <type>', 'resources of this type: AWS::EC2::VPC')
    .option('--kind <kind>', 'resources of this kind in any cloud: network')
    .option('--region <name>', 'resources in this region')
    .option('--tag <tags...>', 'resources with these tags: key or key=value')
    .addOption(new Option('--deleted', 'only deleted resources').conflicts('all'))
    .option('--all', 'both existing and deleted resources')
    .option(...LIMIT)
    .action(async ({ account, deleted, all, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const is_last = all ? 'any' : deleted ? '0' : '1';
      await output.list(
        api.list<Resource>('resources', { account_id: account, is_last, ...filters }, limit),
        {
          account: ({ account_id }) => account_id,
          region: ({ region }) => region,
          type: ({ type }) => type,
          id: ({ resource_id }) => resource_id,
          name: ({ name }) => name,
          ...((all || deleted) && { deleted: ({ deleted_at }: Resource) => deleted_at }),
          changed: ({ changed_at }) => changed_at,
        },
        'No resource matches.',
      );
    });

  resources
    .command('show')
    .description('show a resource with all its configuration, as JSON')
    .argument('<uid>', 'account_id|type|segment|resource_id')
    .action(async (uid: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.document(await api.call<Resource>(pathOf(uid)));
    });

  resources
    .command('changes')
    .description('list what changed in a resource, oldest first')
    .argument('<uid>', 'account_id|type|segment|resource_id')
    .option(...LIMIT)
    .action(async (uid: string, { limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<Change>(`${pathOf(uid)}/changes`, {}, limit),
        {
          version: ({ version }) => version,
          change: ({ op }) => op,
          observed: ({ observed_at }) => observed_at,
          job: ({ job_id }) => job_id,
          what: ({ patch }) => patch.map(({ op, path }) => `${op} ${path || 'everything'}`).join(', '),
        },
        'No change is known.',
      );
    });
}
