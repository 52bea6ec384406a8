/** `muster suppressions`: lists, adds and removes rules that hide findings. */
import type { Command } from 'commander';
import { readableFindingId } from '../../shared/readable-ids.ts';
import { accountsOption } from './accounts-option.ts';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, type Columns, whole } from './output.ts';
import type { Suppression } from './shapes.ts';
import { timeOf } from './times.ts';

interface AddOptions {
  readonly policy?: string;
  readonly account?: readonly string[];
  readonly resource?: string;
  readonly tag?: string;
  readonly reason: string;
  readonly onBehalfOf?: string;
  readonly until?: string;
}

const fields = {
  suppression: whole(({ suppression_id }) => suppression_id),
  covers: below(
    ({ scope }) =>
      (scope.finding_id === undefined ? undefined : readableFindingId(scope.finding_id)) ??
      Object.entries(scope)
        .map(([name, value]) => `${name.replace('_id', '')} ${[value].flat().join(', ')}`)
        .join(', '),
  ),
  reason: below(({ reason }) => reason),
  author: ({ author }) => author,
  'on behalf of': ({ on_behalf_of }) => on_behalf_of,
  until: whole(({ until }) => until),
} as const satisfies Columns<Suppression>;

export function addSuppressions(program: Command, surroundings: Surroundings): void {
  const suppressions = program.command('suppressions').description('list, add and remove suppressions: rules that hide findings');

  suppressions
    .command('list')
    .description('list suppressions that are in force')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<Suppression>('suppressions', {}, limit), fields, 'Nothing is suppressed.');
    });

  suppressions
    .command('add')
    .description('hide findings by a rule, from the next scan on; a finding is hidden if all given options match')
    .option('--policy <id>', 'findings of this policy')
    .addOption(accountsOption('--account <ids>', 'findings of these accounts'))
    .option('--resource <glob>', "findings of resources whose id, name or native id (an ARN in AWS) is like this: 'website-*'")
    .option('--tag <tag>', 'findings of resources with this tag: key or key=value')
    .requiredOption('--reason <text>', 'why the findings are accepted')
    .option('--on-behalf-of <name>', 'who decided it, if not you: it stands beside the author, the identity that makes the request')
    .option('--until <time>', 'when the suppression ends: 2027-06-30, or a time with its zone (default: never)', timeOf)
    .action(async ({ policy, account, resource, tag, onBehalfOf, ...rest }: AddOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      if ([policy, account, resource, tag].every((given) => given === undefined))
        throw new CommandError('Give --policy, --account, --resource or --tag: without any, all findings would be hidden.', EXIT.refused);
      const scope = { policy_id: policy, accounts: account, resource, tag };
      output.record(
        await api.call<Suppression>('suppressions', { method: 'POST', body: { scope, ...rest, on_behalf_of: onBehalfOf } }),
        fields,
      );
    });

  suppressions
    .command('remove')
    .description('remove suppressions; the findings that they hide open again with the next scan')
    .argument('<ids...>', 'ids of suppressions')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const removed: Suppression[] = [];
      for (const id of ids) removed.push(await api.call<Suppression>(`suppressions/${encodeURIComponent(id)}`, { method: 'DELETE' }));
      if (output.json) await output.list(removed, fields, '');
      else for (const { suppression_id } of removed) output.say(`Removed: ${suppression_id}`);
    });
}
