/** `muster policies`: lists, shows, writes, tests, pushes and removes policies. */
import type { Command } from 'commander';
import { accountsOption } from './accounts-option.ts';
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidRequest } from '../../shared/errors.ts';
import { placeFile } from '../../shared/exports/place-file.ts';
import { readableUid } from '../../shared/readable-ids.ts';
import { contextOf, LIMIT, listed, listOption, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { counted, namedCounts, titled, whole } from './output.ts';
import { notSeenWhole } from '../../shared/reports/framework-words.ts';
import type { PolicyDetail, PolicySummary, StoredPolicy } from './shapes.ts';
import { numberText } from '../../shared/number-text.ts';
import { SEVERITIES } from '../../shared/severity.ts';

interface ListOptions {
  readonly severity?: readonly string[];
  readonly type?: readonly string[];
  readonly framework?: readonly string[];
  readonly limit?: number;
}

interface NewOptions {
  readonly type: string;
  readonly field?: string;
  readonly dir: string;
}

const pathOf = (id: string): string => `policies/${encodeURIComponent(id)}`;
const SCHEMA = fileURLToPath(new URL('../../shared/policies/policy.schema.json', import.meta.url));

/** Loaded on demand: importing the policy compiler takes time that other commands need not spend. */
const policyFiles = async () => await import('./policy-files.ts');

export function addPolicies(program: Command, surroundings: Surroundings): void {
  const policies = program.command('policies').description('list, show, write, test, push and remove policies');

  policies
    .command('list')
    .description('list policies')
    .addOption(listOption('--severity <names>', 'policies of these severities', SEVERITIES))
    .option('--type <types>', 'policies about these resource types: AWS::S3::Bucket', listed)
    .option('--framework <ids>', 'policies that cover controls of these frameworks: cis-aws-7.0', listed)
    .option(...LIMIT)
    .action(async ({ type, limit, ...filters }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<PolicySummary>('policies', { ...filters, resource_type: type }, limit),
        {
          policy: whole(({ policy_id }) => policy_id),
          severity: whole(({ severity }) => severity),
          type: ({ resource_type }) => resource_type,
          title: titled((policy) => policy.title),
          from: ({ origin }) => (origin === 'user' ? 'you' : undefined),
        },
        'No policy matches.',
      );
    });

  policies
    .command('show')
    .description('show a policy and the verdicts of its last evaluation')
    .argument('<id>', 'id of the policy')
    .addOption(accountsOption('--account <ids>', 'results of these accounts together (default: of all accounts)'))
    .action(async (id: string, { account }: { account?: readonly string[] }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<PolicyDetail>(pathOf(id), { query: { account_id: account } }), {
        policy: ({ policy_id }) => policy_id,
        title: ({ title }) => title,
        description: ({ description }) => description,
        severity: ({ severity }) => severity,
        type: ({ resource_type }) => resource_type,
        'applies to': ({ applies_to }) => applies_to,
        pass: ({ pass }) => pass,
        evidence: ({ evidence }) => evidence,
        remediation: ({ remediation }) => remediation.text,
        steps: ({ remediation }) => remediation.console?.join(' '),
        command: ({ remediation }) => remediation.cli,
        references: ({ references }) => references.join(' '),
        frameworks: ({ frameworks }) =>
          Object.entries(frameworks)
            .map(([framework, controls]) => `${framework} ${controls.join(' ')}`)
            .join(', '),
        results: ({ results }) => (results ? verdictsOf(results) : 'none yet; run "muster scan run"'),
        accounts: ({ results }) =>
          results?.accounts && `${numberText(results.accounts - (results.not_whole ?? 0))} of ${numberText(results.accounts)} seen whole`,
        'not whole': ({ results }) => notSeenWhole(results?.not_whole, results?.not_whole_in),
        evaluated: ({ results }) => results?.evaluated_at,
        unknown: ({ results }) => results?.unknowns.map(({ resource_uid, reason }) => `${readableUid(resource_uid)}: ${reason}`).join(' '),
      });
    });

  policies
    .command('test')
    .description('check policy files and run their tests, without a server')
    .argument('<paths...>', 'files, or folders of .yaml files')
    .action(async (paths: readonly string[], _options: object, command: Command) => {
      const { output } = contextOf(command, surroundings);
      const { checkFiles, problemsOf, printFiles } = await policyFiles();
      const files = await checkFiles(paths);
      await printFiles(files, output);
      if (problemsOf(files).length > 0) surroundings.exitCode = EXIT.failed;
    });

  policies
    .command('new')
    .description('write a policy file to start from, without a server')
    .argument('<id>', '<service>.<name>: aws.s3.bucket-versioning-enabled')
    .requiredOption('--type <type>', 'resource type that the policy is about: AWS::S3::Bucket')
    .option(
      '--field <name>',
      'field of the configuration that the policy tests, such as VersioningConfiguration.Status (default: the first field)',
    )
    .option('--dir <folder>', 'folder to write the file into', '.')
    .action(async (id: string, { type, field, dir }: NewOptions, command: Command) => {
      const { output } = contextOf(command, surroundings);
      const { scaffold } = await import('../../shared/policies/scaffold.ts');
      const file = join(dir, `${id}.yaml`);
      const text = await scaffold({ id, type, field, schema: relative(dirname(file), SCHEMA) }).catch((error: unknown) => {
        throw error instanceof InvalidRequest ? new CommandError(error.message, EXIT.refused) : error;
      });
      await placeFile(file, async (path) => await writeFile(path, text, { flag: 'wx' }));
      if (output.json) return output.document({ file, policy_id: id });
      output.say(`Wrote ${file}; edit its condition "pass", then run "muster policies test ${file}".`);
    });

  policies
    .command('push')
    .description('test policy files, then store them in Muster; the next scan uses them')
    .argument('<paths...>', 'files, or folders of .yaml files')
    .action(async (paths: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const { checkFiles, printFiles } = await policyFiles();
      const files = await checkFiles(paths);
      const wrong = files.filter(({ problems }) => problems.length > 0);
      if (wrong.length > 0) {
        await printFiles(wrong, output);
        throw new CommandError(`${counted(wrong.length, 'file')} cannot be used; nothing was pushed.`, EXIT.failed);
      }
      const byId = Map.groupBy(files, ({ compiled }) => compiled!.policy.id);
      for (const [id, [first, second]] of byId) {
        if (second) throw new CommandError(`${first!.file} and ${second.file} are both ${id}; nothing was pushed.`, EXIT.refused);
      }
      const stored: StoredPolicy[] = [];
      for (const [id, [file]] of byId) stored.push(await api.call<StoredPolicy>(pathOf(id), { method: 'PUT', yaml: file!.text }));
      await output.list(stored, { policy: whole(({ policy }) => policy.policy_id), result: ({ result }) => result }, '');
    });

  policies
    .command('remove')
    .description('remove your own policies; the next scan of any policy resolves their findings')
    .argument('<ids...>', 'ids of policies')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const removed: { readonly policy_id: string }[] = [];
      for (const id of ids) removed.push(await api.call<{ policy_id: string }>(pathOf(id), { method: 'DELETE' }));
      if (output.json) await output.list(removed, {}, '');
      else for (const { policy_id } of removed) output.say(`Removed: ${policy_id}`);
    });
}

function verdictsOf({ pass, fail, suppressed, unknown, not_applicable }: NonNullable<PolicyDetail['results']>): string {
  const hidden = suppressed > 0 ? ` (${numberText(suppressed)} of them suppressed)` : '';
  return `${namedCounts({ pass, fail })}${hidden}, ${namedCounts({ unknown, 'not applicable': not_applicable })}`;
}
