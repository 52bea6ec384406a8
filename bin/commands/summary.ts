/** `muster summary`: accounts, resources, findings and jobs at a glance. */
import type { Command } from 'commander';
import { SEVERITIES } from '../../shared/severity.ts';
import { contextOf, type Surroundings } from './context.ts';
import { namedCounts, whole } from './output.ts';
import type { Summary } from './shapes.ts';
import { numberText } from '../../shared/number-text.ts';

/** The resource types of which there is most are listed; `--json` has all. */
const SHOWN_TYPES = 20;

export function addSummary(program: Command, surroundings: Surroundings): void {
  program
    .command('summary')
    .description('sum up accounts, resources by type, open findings and jobs')
    .action(async (_options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const summary = await api.call<Summary>('summary');
      output.record(summary, {
        accounts: ({ accounts: { total, enabled, by_status } }) =>
          `${numberText(total)} (${numberText(enabled)} enabled; ${namedCounts(by_status) || 'none read'})`,
        resources: ({ resources: { total } }) => total,
        findings: ({ findings: { open, by_severity } }) => `${numberText(open)} open (${severities(by_severity)})`,
        'open jobs': ({ open_jobs }) => open_jobs.map(({ job_id }) => job_id).join(', '),
        'newest job': ({ newest_job }) => newest_job && `${newest_job.job_id} (${newest_job.status})`,
      });
      if (output.json) return;
      const types = Object.entries(summary.resources.by_type).toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
      if (types.length === 0) return output.say('Nothing was read yet; run "muster inventory run".');
      output.say('');
      await output.list(types.slice(0, SHOWN_TYPES), { type: whole(([type]) => type), resources: ([, count]) => count }, '');
      if (types.length > SHOWN_TYPES) output.say(`and ${types.length - SHOWN_TYPES} more types`);
    });
}

const severities = (counts: Summary['findings']['by_severity']): string =>
  namedCounts(Object.fromEntries(SEVERITIES.map((severity) => [severity, counts[severity] ?? 0])));
