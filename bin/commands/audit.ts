/** `muster audit`: who changed what. */
import type { Command } from 'commander';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { below, type Columns, whole } from './output.ts';
import type { AuditEntry } from './shapes.ts';
import { sinceOf } from './since.ts';

interface ListOptions {
  readonly since?: string;
  readonly until?: string;
  readonly subject?: string;
  readonly limit?: number;
}

const fields = {
  at: whole(({ at }) => at),
  who: ({ who_name }) => who_name,
  what: whole(({ what }) => what),
  subject: below(({ subject }) => subject),
} as const satisfies Columns<AuditEntry>;

export function addAudit(program: Command, surroundings: Surroundings): void {
  const audit = program.command('audit').description('list who changed what over the API');

  audit
    .command('list')
    .description('list changes, newest first; --json shows what was changed as it was and as it is')
    .option('--since <when>', 'of then or later: yesterday, a date (2026-11-20), a time with its zone (default: 30 days before --until)')
    .option('--until <when>', 'before then')
    .option('--subject <id>', 'of what has this id: an account, a finding, a connection, a job')
    .option(...LIMIT)
    .action(async ({ since, until, subject, limit }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const from = since === undefined ? undefined : await sinceOf(since, api);
      const to = until === undefined ? undefined : await sinceOf(until, api, '--until');
      const nothing = 'Nothing was changed over the API in this time.';
      await output.list(api.list<AuditEntry>('audit', { since: from, until: to, subject }, limit), fields, nothing);
    });
}
