/** `muster changes`: lists what changed in the resources of all accounts. */
import type { Command } from 'commander';
import { accountsOption } from './accounts-option.ts';
import { CHANGE_WORDS, changeColumns, type ShownChange } from './change-table.ts';
import { contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { sinceOf } from './since.ts';
import type { ListedChange } from './shapes.ts';
import { CHANGE_OPS } from '../../shared/inventory/model.ts';

interface ListOptions {
  readonly since?: string;
  readonly until?: string;
  readonly account?: readonly string[];
  readonly type?: readonly string[];
  readonly service?: readonly string[];
  readonly region?: readonly string[];
  readonly resource?: readonly string[];
  readonly tag?: readonly string[];
  readonly op?: readonly string[];
  readonly limit?: number;
}

export function addChanges(program: Command, surroundings: Surroundings): void {
  const changes = program.command('changes').description('list what changed in the resources of all accounts');

  changes
    .command('list')
    .description(
      'list what inventories saw change since yesterday, or another time: the oldest day first, and on each day account by account',
    )
    .option(
      '--since <when>',
      'seen since then: yesterday, a date (2026-11-20), a time with its zone, or the id of a job: after that job has ended',
      'yesterday',
    )
    .option('--until <when>', 'seen before then, written in the same ways (default: now)')
    .addOption(accountsOption('--account <ids>', 'changes in these accounts'))
    .option('--type <types>', 'changes of resources of these types: AWS::S3::Bucket', listed)
    .option('--service <names>', 'changes of resources of these services: s3', listed)
    .option('--region <names>', 'changes of resources in these regions', listed)
    .option('--resource <names>', 'changes of the resources with these ids, names or ARNs', listed)
    .option('--tag <tags...>', 'changes of resources with all of these tags: key or key=value', listed)
    .addOption(listOption('--op <names>', 'these kinds of changes', CHANGE_OPS))
    .option(...LIMIT)
    .action(async ({ since = 'yesterday', until, account, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const from = await sinceOf(since, api);
      const to = until === undefined ? undefined : await sinceOf(until, api, '--until');
      const query = { ...filters, since: from, until: to, account_id: account };
      const found = api.list<ListedChange>('changes', query, limit, output.leftOut('change'));
      const nothing = `Nothing changed since ${from}${to === undefined ? '' : ` and before ${to}`}, as far as inventories have seen.`;
      if (output.json) await output.list(found, {}, nothing);
      else await output.list(shown(found), changeColumns({ hasTimes: true, isWide: output.isWide }), nothing);
    });
}

async function* shown(changes: AsyncIterable<ListedChange>): AsyncGenerator<ShownChange> {
  for await (const { op, resource_uid, id: _, ...change } of changes)
    yield { ...change, change: CHANGE_WORDS[op], resource_uid, resource_id: resource_uid.split('|').slice(3).join('|') };
}
