/** `muster findings`: lists, shows and suppresses findings. */
import type { Command } from 'commander';
import { isDeepStrictEqual } from 'node:util';
import { FINDING_STATUSES } from '../../shared/scan/model.ts';
import { SEVERITIES } from '../../shared/severity.ts';
import { REPORT_NAMES, type ReportName } from '../../shared/reports/names.ts';
import { accountsOption } from './accounts-option.ts';
import { choiceOption, type CommandContext, contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { evidenceLines } from './evidence-lines.ts';
import { below, type Output, titled, whole } from './output.ts';
import type { Finding, FindingDetail } from './shapes.ts';
import { seenLines } from './findings/seen-note.ts';
import { unknownLines } from './findings/unknown-note.ts';
import { sinceOf } from './since.ts';
import { timeOf } from './times.ts';

interface Filters {
  readonly severity?: readonly string[];
  readonly policy?: readonly string[];
  readonly framework?: readonly string[];
  readonly account?: readonly string[];
  readonly unit?: readonly string[];
  readonly region?: readonly string[];
  readonly service?: readonly string[];
  readonly type?: readonly string[];
  readonly resource?: readonly string[];
  readonly tag?: readonly string[];
  readonly since?: string;
  readonly limit?: number;
}

interface ListOptions extends Filters {
  readonly newestFirst?: true;
  readonly status?: string;
  readonly suppression?: string;
}

interface ExportCommandOptions extends Filters {
  readonly format: ReportName;
  readonly output?: string;
  readonly status?: readonly string[];
  readonly suppression?: string;
}

interface SuppressOptions {
  readonly reason: string;
  readonly onBehalfOf?: string;
  readonly until?: string;
}

const pathOf = (id: string, action = ''): string => `findings/${encodeURIComponent(id)}${action}`;
const ID = ['<id>', 'id as "muster findings list" shows it: policy@account@type@segment@resource'] as const;
const ON_BEHALF_OF = [
  '--on-behalf-of <name>',
  'who decided it, if not you: it stands beside the author, the identity that makes the request',
] as const;

export function addFindings(program: Command, surroundings: Surroundings): void {
  const findings = program.command('findings').description('list, show, export and suppress findings: resources that fail a policy');

  withFilters(
    findings
      .command('list')
      .description('list open findings: the most serious first, and of those the oldest')
      .option('--newest-first', 'of findings of one severity the newest first')
      .addOption(choiceOption('--status <status>', 'findings with this status (default: open)', FINDING_STATUSES))
      .option('--suppression <id>', 'findings that this suppression hides')
      .option('--since <when>', SINCE_HELP),
  ).action(async ({ since, status, suppression, newestFirst, ...filters }: ListOptions, command: Command) => {
    const context = contextOf(command, surroundings);
    const from = since === undefined ? undefined : await sinceOf(since, context.api);
    const first = newestFirst && 'newest';
    await listFindings({ status, suppression_id: suppression, since: from, first }, filters, context, 'No finding matches.');
  });

  withFilters(
    findings
      .command('new')
      .description('list the open findings that were not there before: those opened since yesterday, a date or a job')
      .option('--since <when>', SINCE_HELP, 'yesterday'),
  ).action(async ({ since = 'yesterday', ...filters }: Filters, command: Command) => {
    const context = contextOf(command, surroundings);
    const from = await sinceOf(since, context.api);
    await listFindings({ since: from }, filters, context, `No finding was opened since ${from}.`);
  });

  withFilters(
    findings
      .command('export')
      .description('write findings as a report, for people, a CI or other tools: see docs/reports.md')
      .addOption(choiceOption('--format <format>', 'format of the report', REPORT_NAMES).makeOptionMandatory())
      .option('--output <file>', 'file to write, which must not exist yet (default: the standard output)')
      .addOption(listOption('--status <names>', 'findings with these statuses (default: open)', FINDING_STATUSES))
      .option('--suppression <id>', 'findings that this suppression hides')
      .option('--since <when>', SINCE_HELP),
  ).action(async ({ format, output, since, status, suppression, ...filters }: ExportCommandOptions, command: Command) => {
    const context = contextOf(command, surroundings);
    const from = since === undefined ? undefined : await sinceOf(since, context.api);
    const { limit, ...query } = queryOf({ suppression_id: suppression, since: from }, filters);
    const { exportFindings } = await import('./findings/export.ts');
    const statuses = status ?? [suppression === undefined ? 'open' : 'suppressed'];
    await exportFindings({ format, output, statuses, query, limit }, context);
  });

  findings
    .command('show')
    .description('show a finding, its history and how to fix it')
    .argument(...ID)
    .action(async (id: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await printFinding(await api.call<FindingDetail>(pathOf(id)), output);
    });

  findings
    .command('suppress')
    .description('suppress a finding: its risk is accepted')
    .argument(...ID)
    .requiredOption('--reason <text>', 'why the finding is accepted')
    .option(...ON_BEHALF_OF)
    .option('--until <time>', 'when the finding opens again: 2027-06-30, or a time with its zone (default: never)', timeOf)
    .action(async (id: string, { onBehalfOf, ...options }: SuppressOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const finding = await api.call<FindingDetail>(pathOf(id, '/suppress'), {
        method: 'POST',
        body: { ...options, on_behalf_of: onBehalfOf },
      });
      if (output.json) return output.document(finding);
      const until = untilOf(finding);
      output.say(`Suppressed${until === undefined ? '' : ` until ${until}`}: ${finding.id}`);
    });

  findings
    .command('unsuppress')
    .description('open a suppressed finding again')
    .argument(...ID)
    .option(...ON_BEHALF_OF)
    .action(async (id: string, { onBehalfOf }: Pick<SuppressOptions, 'onBehalfOf'>, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const finding = await api.call<FindingDetail>(pathOf(id, '/unsuppress'), {
        method: 'POST',
        body: { on_behalf_of: onBehalfOf },
      });
      if (output.json) return output.document(finding);
      const { suppression } = finding;
      const by = suppression ? `, by ${'by' in suppression ? BY_OPERATORS : suppression.suppression_id}` : '';
      output.say(`The finding is ${finding.status}${by}: ${finding.id}`);
    });
}

const SINCE_HELP = 'opened since then: yesterday, a date (2026-11-20), a time with its zone, or the id of a job: after that job has ended';

const withFilters = (command: Command): Command =>
  command
    .addOption(listOption('--severity <names>', 'findings of these severities', SEVERITIES))
    .option('--policy <selectors>', "findings of these policies: ids, patterns ('s3.*') or frameworks (cis-aws-7.0)", listed)
    .option('--framework <ids>', 'findings of policies that cover controls of these frameworks: cis-aws-7.0', listed)
    .addOption(accountsOption('--account <ids>', 'findings of these accounts'))
    .option('--unit <names>', 'findings of the accounts of these organizational units, and of units below them', listed)
    .option('--region <names>', 'findings of resources in these regions', listed)
    .option('--service <names>', 'findings of resources of these services: s3', listed)
    .option('--type <types>', 'findings of resources of these types: AWS::S3::Bucket', listed)
    .option('--resource <names>', 'findings of the resources with these ids, names or ARNs', listed)
    .option('--tag <tags...>', 'findings of resources with all of these tags: key or key=value', listed)
    .option(...LIMIT);

interface Query {
  readonly status?: string | undefined;
  readonly suppression_id?: string | undefined;
  readonly since?: string | undefined;
  readonly first?: 'newest' | undefined;
}

/** The filters of the API's listing. */
function queryOf(query: Query, { account, unit, ...filters }: Omit<Filters, 'since'>) {
  return { ...query, ...filters, account_id: account, organizational_unit: unit };
}

async function listFindings(
  query: Query,
  filters: Omit<Filters, 'since'>,
  { api, output }: CommandContext,
  nothing: string,
): Promise<void> {
  const { limit, ...filter } = queryOf(query, filters);
  await output.list(
    api.list<Finding>('findings', filter, limit, output.leftOut('finding')),
    {
      severity: whole(({ severity }) => severity),
      resource: ({ resource_id, resource_name }) => resource_name ?? resource_id,
      title: titled((finding) => finding.title),
      since: whole(({ status, opened_at, resolved_at }) => (status === 'resolved' ? (resolved_at ?? opened_at) : opened_at).slice(0, 10)),
      id: whole(({ id }) => id),
      note: below(noteOf),
      ...(output.isUncut && { 'what failed': below<Finding>(({ evidence }) => evidenceLines(evidence).join('; ')) }),
    },
    nothing,
  );
  // Suppressed, resolved and new findings are no answer to what passes.
  if (output.json || (query.status ?? 'open') !== 'open' || query.suppression_id !== undefined || query.since !== undefined) return;
  for (const line of [...(await unknownLines(api, filters)), ...(await seenLines(api, filters))]) output.say(line);
}

function noteOf({ verdict, reason, suppression }: Finding): string | undefined {
  if (suppression) return 'by' in suppression ? `suppressed by ${BY_OPERATORS}` : `${suppression.reason} (${personText(suppression)})`;
  return verdict === 'unknown' ? `no longer known: ${reason ?? 'it could not be evaluated'}` : undefined;
}

async function printFinding(finding: FindingDetail, output: Output): Promise<void> {
  output.record(finding, {
    finding: ({ id }) => id,
    title: ({ title }) => title,
    severity: ({ severity }) => severity,
    status: ({ status }) => status,
    verdict: ({ verdict, reason }) => (reason === undefined ? verdict : `${verdict}: ${reason}`),
    resource: ({ type, resource_name, resource_id }) => `${type} ${resource_name ?? resource_id}`,
    place: ({ account_id, region }) => `${account_id}, ${region}`,
    'first seen': ({ first_seen_at }) => first_seen_at,
    opened: ({ opened_at }) => opened_at,
    resolved: ({ resolved_at }) => resolved_at,
    'suppressed by': ({ suppression }) => suppression && suppressorText(suppression),
    until: untilOf,
  });
  if (output.json) return;
  const shown = evidenceLines(finding.evidence);
  for (const line of shown.length === 0 ? [] : ['', 'what failed:', ...shown.map((each) => `  ${each}`)]) output.say(line);
  output.say('');
  await output.list(
    finding.history,
    {
      at: whole(({ at }) => at),
      status: whole(({ status }) => status),
      why: ({ reason }) => reason.replaceAll('_', ' '),
      by: ({ job_id, author, on_behalf_of }) => (author === undefined ? job_id : personText({ author, on_behalf_of })),
      // The evidence of now stands above.
      'what failed then': below(({ evidence }) =>
        isDeepStrictEqual(evidence, finding.evidence) ? '' : evidenceLines(evidence).join('; '),
      ),
    },
    '',
  );
  if (!finding.policy) return;
  const { description, remediation, references } = finding.policy;
  const steps = (remediation.console ?? []).map((step, index) => `  ${index + 1}. ${step}`);
  const command = remediation.cli === undefined ? [] : [`  ${remediation.cli}`];
  for (const line of ['', description, '', remediation.text, ...steps, ...command, ...references.map((url) => `  ${url}`)])
    output.say(line);
}

const BY_OPERATORS = 'the operators';

const suppressorText = (suppression: NonNullable<Finding['suppression']>): string =>
  'by' in suppression ? BY_OPERATORS : `${suppression.suppression_id}: ${suppression.reason} (${personText(suppression)})`;

/** When the suppression ends; undefined if it does not, or if that is not told. */
const untilOf = ({ suppression }: Pick<Finding, 'suppression'>): string | undefined =>
  suppression === undefined || 'by' in suppression ? undefined : suppression.until;

/** `arn:aws:iam::123456789012:user/ann, on behalf of eve` */
const personText = ({ author, on_behalf_of }: { readonly author: string; readonly on_behalf_of?: string | undefined }): string =>
  on_behalf_of === undefined ? author : `${author}, on behalf of ${on_behalf_of}`;
