/** `muster findings`: lists, shows and suppresses findings. */
import type { Command } from 'commander';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import type { Output } from './output.ts';
import type { Finding, FindingDetail } from './shapes.ts';
import { timeOf } from './times.ts';

interface ListOptions {
  readonly status?: string;
  readonly severity?: string;
  readonly policy?: string;
  readonly account?: string;
  readonly type?: string;
  readonly suppression?: string;
  readonly limit?: number;
}

interface SuppressOptions {
  readonly reason: string;
  readonly onBehalfOf?: string;
  readonly until?: string;
}

const pathOf = (id: string, action = ''): string => `findings/${encodeURIComponent(id)}${action}`;
const ID = ['<id>', 'id as "muster findings list" shows it, in quotes: policy#account|type|segment|resource'] as const;
const ON_BEHALF_OF = [
  '--on-behalf-of <name>',
  'who decided it, if not you: it stands beside the author, the identity that makes the request',
] as const;

export function addFindings(program: Command, surroundings: Surroundings): void {
  const findings = program.command('findings').description('list, show and suppress findings: resources that fail a policy');

  findings
    .command('list')
    .description('list open findings')
    .option('--status <status>', 'findings with this status: open, resolved or suppressed (default: open)')
    .option('--severity <severity>', 'findings of this severity: critical, high, medium, low or informational')
    .option('--policy <selector>', "findings of these policies: an id, a pattern ('s3.*') or a framework (cis-aws-7.0)")
    .option('--account <id>', 'findings of this account')
    .option('--type <type>', 'findings about resources of this type: AWS::S3::Bucket')
    .option('--suppression <id>', 'findings that this suppression hides')
    .option(...LIMIT)
    .action(async ({ account, suppression, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const query = { ...filters, account_id: account, suppression_id: suppression };
      await output.list(
        api.list<Finding>('findings', query, limit),
        {
          severity: ({ severity }) => severity,
          finding: ({ finding_id }) => finding_id,
          name: ({ resource_id, resource_name }) => (resource_name === resource_id ? undefined : resource_name),
          since: sinceOf,
          note: noteOf,
        },
        'No finding matches.',
      );
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
      output.say(
        `Suppressed${finding.suppression?.until === undefined ? '' : ` until ${finding.suppression.until}`}: ${finding.finding_id}`,
      );
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
      const by = finding.suppression && `, by ${finding.suppression.suppression_id}`;
      output.say(`The finding is ${finding.status}${by ?? ''}: ${finding.finding_id}`);
    });
}

const sinceOf = ({ status, opened_at, resolved_at }: Finding): string => (status === 'resolved' ? (resolved_at ?? opened_at) : opened_at);

function noteOf({ verdict, reason, suppression }: Finding): string | undefined {
  if (suppression) return `${suppression.reason} (${personText(suppression)})`;
  return verdict === 'unknown' ? `no longer known: ${reason ?? 'it could not be evaluated'}` : undefined;
}

async function printFinding(finding: FindingDetail, output: Output): Promise<void> {
  output.record(finding, {
    finding: ({ finding_id }) => finding_id,
    title: ({ title }) => title,
    severity: ({ severity }) => severity,
    status: ({ status }) => status,
    verdict: ({ verdict, reason }) => (reason === undefined ? verdict : `${verdict}: ${reason}`),
    resource: ({ type, resource_name, resource_id }) => `${type} ${resource_name ?? resource_id}`,
    place: ({ account_id, region }) => `${account_id}, ${region}`,
    'first seen': ({ first_seen_at }) => first_seen_at,
    opened: ({ opened_at }) => opened_at,
    resolved: ({ resolved_at }) => resolved_at,
    'suppressed by': ({ suppression }) =>
      suppression && `${suppression.suppression_id}: ${suppression.reason} (${personText(suppression)})`,
    until: ({ suppression }) => suppression?.until,
  });
  if (output.json) return;
  output.say('');
  await output.list(
    finding.history,
    {
      at: ({ at }) => at,
      status: ({ status }) => status,
      why: ({ reason }) => reason.replaceAll('_', ' '),
      by: ({ job_id, author, on_behalf_of }) => (author === undefined ? job_id : personText({ author, on_behalf_of })),
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

/** `arn:aws:iam::123456789012:user/ann, on behalf of eve` */
const personText = ({ author, on_behalf_of }: { readonly author: string; readonly on_behalf_of?: string | undefined }): string =>
  on_behalf_of === undefined ? author : `${author}, on behalf of ${on_behalf_of}`;
