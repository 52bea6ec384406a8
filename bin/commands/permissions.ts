/** `muster permissions`: prints what the login to each cloud needs, made from the registered resource types. No server and no login is needed. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_ROLE_NAME, ROLE_NAME } from '../../shared/clouds/aws/connection-settings.ts';
import { partitionNames } from '../../shared/clouds/aws/regions.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { InvalidRequest } from '../../shared/errors.ts';
import type { Provider } from '../../shared/ids.ts';
import { choiceOption, listed, listParser, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { outputOf } from './output.ts';

interface ServiceOptions {
  readonly service?: readonly string[];
}

interface AwsOptions extends ServiceOptions {
  readonly partition: string;
  readonly roleName: string;
}

interface AzureOptions extends ServiceOptions {
  readonly customRole?: boolean;
  readonly subscription?: readonly string[];
  readonly managementGroup?: string;
}

interface OciOptions extends ServiceOptions {
  readonly group?: string;
  readonly dynamicGroup?: string;
  readonly compartment?: readonly string[];
}

const serviceOption = (examples: string) =>
  ['--service <names>', `only what these services need: ${examples} (default: all services)`, listed] as const;

/** An option's parser that takes values of one form. */
const formed =
  (form: RegExp, remedy: string) =>
  (text: string): string => {
    if (form.test(text)) return text;
    throw new InvalidArgumentError(remedy);
  };
const eachFormed = (form: RegExp, remedy: string) => listParser(formed(form, remedy));

const roleName = formed(ROLE_NAME, 'Write the name of a role: 1 to 64 letters, digits or +=,.@_-');
const subscriptions = eachFormed(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'Write ids of subscriptions: 8-4-4-4-12 hexadecimal digits.',
);
const managementGroup = formed(/^[\w.()-]{1,90}$/, 'Write the id of a management group: 1 to 90 letters, digits or _-().');
const groupName = formed(
  /^([\w.@ -]+\/)?[\w.@-]{1,100}$/,
  'Write the name of a group, or of an identity domain and its group: Default/muster.',
);
const compartments = eachFormed(/^[\w.-]+(:[\w.-]+)*$/, 'Write names of compartments, each after those that it is in: apps:web; or OCIDs.');

export function addPermissions(program: Command, surroundings: Surroundings): void {
  const { stdout, stderr } = surroundings;
  const permissions = program.command('permissions').description("print what the login to a cloud needs to read Muster's resource types");

  permissions
    .command('aws')
    .description('print the IAM policies of the role in each account, and of the login that takes the role')
    .option(...serviceOption('s3, ec2'))
    .option('--role-name <name>', 'the role that Muster takes in each account', roleName, DEFAULT_ROLE_NAME)
    .addOption(choiceOption('--partition <name>', 'the partition of the accounts', partitionNames()).default('aws'))
    .action(async ({ service, ...options }: AwsOptions, command: Command) => {
      const output = outputOf(command, surroundings);
      const { policiesFor } = await import('../../shared/clouds/aws/role-policies.ts');
      for (const policy of policiesFor(await typesOf('aws', service), options)) {
        if (output.json) output.document(policy);
        else {
          output.say(`${policy.name}, for ${policy.attach_to === 'role' ? `the role ${options.roleName} in each account` : 'the login'}:`);
          output.document(policy.document);
        }
      }
    });

  permissions
    .command('azure')
    .description('print the role on subscriptions and the permissions of Microsoft Graph that the application needs')
    .option(...serviceOption('compute, storage'))
    .option('--custom-role', 'print a custom role with the actions that are called, instead of the built-in role')
    .addOption(new Option('--subscription <ids>', 'with --custom-role: subscriptions that it can be assigned in').argParser(subscriptions))
    .addOption(
      new Option('--management-group <id>', 'with --custom-role: the management group that it can be assigned in').argParser(
        managementGroup,
      ),
    )
    .action(async ({ service, ...options }: AzureOptions, command: Command) => {
      const output = outputOf(command, surroundings);
      const { customRole, permissionsFor } = await import('../../shared/clouds/azure/permissions.ts');
      const needed = permissionsFor(await typesOf('azure', service));
      const { roles, actions, actions_beyond_roles: beyond, data_roles: dataRoles, data_actions: data, graph_permissions: graph } = needed;
      const scopes = scopesOf(options);
      if (options.customRole) {
        if (actions.length === 0)
          throw new CommandError('These services belong to the directory, which no role of Azure is for.', EXIT.refused);
        output.document(customRole(needed, scopes));
        if (graph.length > 0) stderr.write(`Microsoft Graph, besides: ${graph.map(({ permission }) => permission).join(', ')}\n`);
        return;
      }
      if (output.json) return output.document(needed);
      if (roles.length > 0) {
        output.say('A role on each subscription, or once on a management group above them:');
        output.say(`  ${roles.join(', ')}`);
      }
      if (beyond.length > 0) {
        output.say('A custom role besides, with these actions:');
        for (const action of beyond) output.say(`  ${action}`);
      }
      if (data.length > 0) {
        output.say(
          'For what is in key vaults, a role there too; a vault with access policies takes a policy instead (permissions get and list):',
        );
        output.say(`  ${dataRoles.join(', ')} (${data.join(', ')})`);
      }
      if (graph.length === 0) return;
      output.say('Application permissions of Microsoft Graph, with consent of an administrator:');
      output.record(
        needed,
        Object.fromEntries(graph.map(({ permission, types }) => [`  ${permission}`, () => `to read ${shortNames(types)}`])),
      );
    });

  permissions
    .command('oci')
    .description('print the policy statements that the group of the login needs')
    .option(...serviceOption('compute, network'))
    .addOption(new Option('--group <name>', 'the group of the user that logs in (default: muster)').argParser(groupName))
    .addOption(
      new Option('--dynamic-group <name>', 'the dynamic group of the instance or function that logs in')
        .argParser(groupName)
        .conflicts('group'),
    )
    .addOption(new Option('--compartment <names>', 'let it read these compartments only; without it, the tenancy').argParser(compartments))
    .action(async ({ service, ...options }: OciOptions, command: Command) => {
      const output = outputOf(command, surroundings);
      const { permissionsFor } = await import('../../shared/clouds/oci/permissions.ts');
      const needed = permissionsFor(await typesOf('oci', service), {
        subject: subjectOf(options),
        compartments: (options.compartment ?? []).map(compartmentText),
      });
      if (output.json) return output.document(needed);
      for (const statement of needed.statements) stdout.write(`${statement}\n`);
      if (needed.domain_roles.length > 0)
        stderr.write(`In each identity domain, besides: the roles ${needed.domain_roles.join(' and ')}.\n`);
    });
}

/** `Microsoft.Graph/users` → `users` */
const shortNames = (types: readonly string[]): string => types.map((type) => type.replace(/^Microsoft\.Graph\//, '')).join(', ');

/** The provider's registered types of these services; all if undefined. @throws CommandError for a service that it does not have */
async function typesOf(provider: Provider, services: readonly string[] | undefined): Promise<readonly ResourceType[]> {
  const [{ factsOf }, { serviceName, serviceNamed, serviceNames }] = await Promise.all([
    import('../../shared/provider-facts.ts'),
    import('../../shared/service-names.ts'),
  ]);
  const { types } = factsOf(provider);
  const known = serviceNames(types);
  let named: readonly string[] | undefined;
  try {
    named = services?.map((service) => serviceNamed(service, known, '--service'));
  } catch (error) {
    throw error instanceof InvalidRequest ? new CommandError(error.message, EXIT.refused) : error;
  }
  return named === undefined ? types : types.filter((type) => named.includes(serviceName(type)));
}

/** @throws CommandError for scopes without a role, or a role without scopes */
function scopesOf({ customRole, subscription = [], managementGroup: group }: AzureOptions): readonly string[] {
  const scopes = [
    ...subscription.map((id) => `/subscriptions/${id.toLowerCase()}`),
    ...(group === undefined ? [] : [`/providers/Microsoft.Management/managementGroups/${group}`]),
  ];
  if (customRole && scopes.length === 0)
    throw new CommandError('A custom role says where it can be assigned: give --subscription or --management-group too.', EXIT.refused);
  if (!customRole && scopes.length > 0)
    throw new CommandError('--subscription and --management-group are for custom roles: give --custom-role too.', EXIT.refused);
  return scopes;
}

const subjectOf = ({ group = 'muster', dynamicGroup }: OciOptions): string =>
  dynamicGroup === undefined ? `group ${groupText(group)}` : `dynamic-group ${groupText(dynamicGroup)}`;

/** A group of an identity domain is named by both, in quotes: `'Default'/'muster'`. */
function groupText(name: string): string {
  const [domain, group] = name.split('/');
  return group === undefined ? name : `'${domain}'/'${group}'`;
}

const compartmentText = (name: string): string =>
  name.startsWith('ocid1.compartment.') ? `compartment id ${name}` : `compartment ${name}`;
