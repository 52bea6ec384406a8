/** `muster accounts sync`: brings the registered accounts in line with what the connections see. */
import type { Command } from 'commander';
import { contextOf, type Surroundings } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { counted, type Columns, whole } from './output.ts';
import type { AccountSync, RunningSync } from './shapes.ts';

interface SyncOptions {
  readonly connection?: string;
  readonly dryRun?: boolean;
  readonly tags?: boolean;
  readonly acceptLeft?: boolean;
}

const columns = {
  account: whole(({ account_id }) => account_id),
  result: whole(({ result }) => result),
  name: ({ name }) => name,
  connection: whole(({ connection_id }) => connection_id),
  'changed fields': ({ fields }) => fields.join(', '),
  reason: ({ reason }) => reason,
} as const satisfies Columns<AccountSync['changes'][number]>;

export function addAccountSync(accounts: Command, surroundings: Surroundings): void {
  accounts
    .command('sync')
    .description('register the accounts that the connections see, and disable those that are suspended, closed or have left')
    .option('--connection <id>', 'only what this connection sees (default: every connection)')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--tags', 'read the tags of every account, not only of new ones; AWS answers them one account at a time')
    .option('--accept-left', "mark accounts as left also if they are more than half of their connection's")
    .action(async ({ connection, dryRun, tags, acceptLeft }: SyncOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const body = { connection_id: connection, dry_run: dryRun, tags, accept_left: acceptLeft };
      const answer = await api.call<AccountSync | RunningSync>('accounts/sync', { method: 'POST', body });
      if ('running' in answer) {
        output.say('The sync takes longer and goes on; "muster accounts list" shows what it changes.');
        return;
      }
      const { changes, connections, counts, notes } = answer;
      await output.list(changes, columns, 'No account has changed.');
      const { unchanged = 0, ...changed } = counts;
      const total = Object.values(changed).reduce((sum, count) => sum + count, 0);
      const verb = answer.dry_run ? 'would change' : 'changed';
      output.say(`${counted(total, 'account')} ${verb}, ${unchanged} unchanged.`);
      for (const { connection_id, status, message = '' } of connections)
        if (status !== 'read') output.say(`The connection ${connection_id} was not read, and its accounts stay as they are: ${message}`);
      for (const note of notes) output.say(note);
      if (connections.some(({ status }) => status !== 'read'))
        surroundings.exitCode = Math.max(surroundings.exitCode, EXIT.completedWithErrors);
    });
}
