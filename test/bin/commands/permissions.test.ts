/** `muster permissions` prints exactly what the calls of the registered types need. */
import { describe, expect, it } from '@jest/globals';
import { allows } from '../../../shared/clouds/azure/access/role-permissions.ts';
import { SERVICE_LOADERS as AWS_LOADERS } from '../../../shared/clouds/aws/readers.generated.ts';
import { permissionOf } from '../../../shared/clouds/aws/types/permission-of.ts';
import { actionsByPolicy, READ_ACTIONS } from '../../../shared/clouds/aws/role-policies.ts';
import { CHECK_PERMISSION, SESSION_PERMISSIONS } from '../../../shared/clouds/aws/session-policy.ts';
import { SURVEY_PERMISSIONS } from '../../../shared/clouds/aws/survey/explorer-api.ts';
import { LOGIN_ACTIONS, RESOURCES_READ } from '../../../shared/clouds/azure/login-actions.ts';
import { permissionsFor as azurePermissionsFor } from '../../../shared/clouds/azure/permissions.ts';
import { SERVICE_LOADERS as AZURE_LOADERS } from '../../../shared/clouds/azure/readers.generated.ts';
import { FRAME_PERMISSIONS } from '../../../shared/clouds/oci/access/tenancy.ts';
import { permissionsFor as ociPermissionsFor } from '../../../shared/clouds/oci/permissions.ts';
import { SERVICE_LOADERS as OCI_LOADERS } from '../../../shared/clouds/oci/readers.generated.ts';
import { callsOf } from '../../../shared/clouds/types/calls-of.ts';
import { runCommand, type Ran } from './support/command-line.ts';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const run = async (...args: readonly string[]): Promise<Ran> => await runCommand(args, {}, async () => {});

interface CallOfType {
  readonly type: string;
  readonly service: string;
  readonly isGraph: boolean;
  readonly isData?: boolean;
  readonly permission: string;
}

async function awsCalls(): Promise<readonly CallOfType[]> {
  const services = await Promise.all(Object.entries(AWS_LOADERS).map(async ([id, load]) => [id, (await load()).sdk] as const));
  return services.flatMap(([service, { service: api, types }]) =>
    types.flatMap((type) =>
      callsOf(type).map((call) => ({ type: type.type, service, isGraph: false, permission: permissionOf(api, call) })),
    ),
  );
}

async function restCalls(loaders: typeof AZURE_LOADERS): Promise<readonly CallOfType[]> {
  const services = await Promise.all(Object.entries(loaders).map(async ([id, load]) => [id, (await load()).DEFINITIONS] as const));
  return services.flatMap(([service, { types }]) =>
    types.flatMap((type) =>
      callsOf(type).map(({ api, permission = '' }) => ({
        type: type.type,
        service,
        isGraph: api === 'graph',
        isData: api === 'vault',
        permission,
      })),
    ),
  );
}

const needed = (calls: readonly CallOfType[], ...others: readonly (readonly string[])[]): readonly string[] =>
  [...new Set([...calls.map(({ permission }) => permission), ...others.flat()])].toSorted();

interface PrintedPolicy {
  readonly attach_to: string;
  readonly document: { readonly Statement: readonly [{ readonly Action: readonly string[]; readonly Resource: string }] };
}

describe('muster permissions aws', () => {
  const policies = async (...args: readonly string[]): Promise<readonly PrintedPolicy[]> =>
    // The lines are what `policiesFor` returned.
    (await run('--json', 'permissions', 'aws', ...args)).lines as unknown as readonly PrintedPolicy[];
  const actionsOf = (printed: readonly PrintedPolicy[], of: string): readonly string[] =>
    printed.filter(({ attach_to }) => attach_to === of).flatMap(({ document }) => document.Statement[0].Action);

  it('prints the actions of every call, those of a session and of a check, and nothing beyond', async () => {
    const actions = actionsOf(await policies(), 'role');

    expect(actions.toSorted()).toEqual(needed(await awsCalls(), SESSION_PERMISSIONS, SURVEY_PERMISSIONS, [CHECK_PERMISSION]));
  });

  it('splits them into policies as the stacks do', async () => {
    const printed = (await policies()).filter(({ attach_to }) => attach_to === 'role');

    expect(printed.map(({ document }) => document.Statement[0].Action)).toEqual(actionsByPolicy(READ_ACTIONS));
    for (const { document } of printed) expect(JSON.stringify(document).length).toBeLessThanOrEqual(6144);
  });

  it('limits them to the calls of a service', async () => {
    const actions = actionsOf(await policies('--service', 's3'), 'role');

    const ofS3 = (await awsCalls()).filter(({ service }) => service === 's3');
    expect(actions.toSorted()).toEqual(needed(ofS3, SESSION_PERMISSIONS, SURVEY_PERMISSIONS, [CHECK_PERMISSION]));
  });

  it('lets the login take the named role, in the named partition, and list the organization', async () => {
    const printed = await policies('--role-name', 'Audit', '--partition', 'aws-us-gov', '--service', 's3');

    expect(printed.at(-1)?.document.Statement[0]).toMatchObject({
      Action: ['sts:AssumeRole'],
      Resource: 'arn:aws-us-gov:iam::*:role/Audit',
    });
    expect(actionsOf(printed, 'login')).toContain('organizations:ListAccounts');
  });

  it('prints each policy below its name for people', async () => {
    const { out } = await run('permissions', 'aws', '--service', 's3');

    expect(out).toMatch(/^MusterRead1, for the role MusterReadRole in each account:\n\{\n {2}"Version": "2012-10-17",\n/);
  });
});

describe('muster permissions azure', () => {
  const graphOf = (calls: readonly CallOfType[]): readonly string[] => needed(calls.filter(({ isGraph }) => isGraph));
  const armOf = (calls: readonly CallOfType[]): readonly CallOfType[] => calls.filter(({ isGraph, isData }) => !isGraph && !isData);
  const dataOf = (calls: readonly CallOfType[]): readonly string[] => needed(calls.filter(({ isData }) => isData));

  it('prints Reader, which allows every action, the data actions and the Graph permissions of every call, and nothing beyond', async () => {
    const { lines } = await run('--json', 'permissions', 'azure');

    const calls = await restCalls(AZURE_LOADERS);
    expect(lines).toEqual([
      expect.objectContaining({
        roles: ['Reader'],
        actions: needed(armOf(calls), LOGIN_ACTIONS),
        actions_beyond_roles: [],
        data_actions: dataOf(calls),
        data_roles: ['Key Vault Reader'],
      }),
    ]);
    const graph = lines[0]!['graph_permissions'] as readonly { readonly permission: string; readonly types: readonly string[] }[];
    expect(graph.map(({ permission }) => permission)).toEqual(graphOf(calls));
    for (const { permission, types } of graph)
      expect(types).toEqual([...new Set(calls.filter((call) => call.permission === permission).map(({ type }) => type))].toSorted());
  });

  it('prints a custom role with the actions of the calls and the given scopes', async () => {
    const { out, err } = await run(
      'permissions',
      'azure',
      '--custom-role',
      '--subscription',
      SUBSCRIPTION,
      '--management-group',
      'contoso',
    );

    const role = JSON.parse(out) as { readonly Actions: readonly string[] };
    const calls = await restCalls(AZURE_LOADERS);
    expect(role).toMatchObject({
      IsCustom: true,
      Actions: needed(armOf(calls), LOGIN_ACTIONS),
      DataActions: ['Microsoft.KeyVault/vaults/certificates/read'],
      AssignableScopes: [`/subscriptions/${SUBSCRIPTION}`, '/providers/Microsoft.Management/managementGroups/contoso'],
    });
    for (const permission of graphOf(calls)) expect(err).toContain(permission);
    // A session refuses Resource Manager's list of all resources of a type, unless the type's own read is allowed too.
    const byType = calls.filter(({ permission }) => permission === RESOURCES_READ);
    expect(byType).not.toEqual([]);
    for (const { type } of byType) expect(allows([{ actions: role.Actions, notActions: [] }], `${type}/read`)).toBe(true);
  });

  it('tells what Reader does not allow', () => {
    const action = 'Microsoft.Web/sites/config/list/action';
    const needs = azurePermissionsFor([{ type: 'Microsoft.Web/sites', permissions: ['Microsoft.Web/sites/read', action] }]);

    expect(needs.actions_beyond_roles).toEqual([action]);
  });

  it('names no role for the directory alone, and no Graph permission for a service of subscriptions', async () => {
    const directory = await run('permissions', 'azure', '--service', 'entra');
    const storage = await run('permissions', 'azure', '--service', 'storage');

    expect(directory.out).not.toContain('Reader');
    expect(directory.out).toMatch(/^ {2}User\.Read\.All +to read users$/m);
    expect(storage.out).toMatch(/^ {2}Reader$/m);
    expect(storage.out).not.toContain('Graph');
    expect(storage.out).not.toContain('Key Vault Reader');
    expect((await run('permissions', 'azure', '--service', 'keyvault')).out).toContain(
      '  Key Vault Reader (Microsoft.KeyVault/vaults/certificates/read)\n',
    );
  });
});

describe('muster permissions oci', () => {
  const VERBS = ['inspect', 'read', 'use', 'manage'];
  /** https://docs.oracle.com/iaas/Content/Identity/Concepts/policysyntax.htm */
  const STATEMENT =
    /^Allow group muster to (?<verb>[a-z]+) (?<family>[a-z-]+) in tenancy(?<condition> where request\.permission='[A-Z_]+')?$/;
  /** Family and condition, and the verb. */
  const grants = (statements: readonly string[]): readonly (readonly [string, string])[] =>
    statements.map((statement) => {
      const { verb, family, condition = '' } = STATEMENT.exec(statement)!.groups!;
      return [`${family}${condition}`, verb!];
    });

  it('prints for each family the least verb that covers every call, and nothing beyond', async () => {
    const { out, err } = await run('permissions', 'oci');

    const permissions = needed(await restCalls(OCI_LOADERS), FRAME_PERMISSIONS);
    const [roles, policies] = [
      permissions.filter((each) => each.startsWith('domain role ')),
      permissions.filter((each) => !each.startsWith('domain role ')),
    ];
    const least = new Map<string, string>();
    for (const policy of policies) {
      const [, verb, family] = /^(\w+) (.+)$/.exec(policy)!;
      if (VERBS.indexOf(verb!) > VERBS.indexOf(least.get(family!) ?? '')) least.set(family!, verb!);
    }
    const printed = out.trimEnd().split('\n');
    expect(grants(printed)).toEqual([...least].toSorted(([one], [other]) => (one < other ? -1 : 1)));
    expect(out).not.toContain('all-resources');
    expect(roles.length).toBeGreaterThan(0);
    for (const role of roles) expect(err).toContain(role.replace('domain role ', ''));
  });

  it('asks for no verb that changes a resource, but for lists that no lesser verb allows, and then for these lists alone', async () => {
    const { lines } = await run('--json', 'permissions', 'oci');

    for (const [family, verb] of grants(lines[0]!['statements'] as readonly string[]))
      expect(verb).toMatch(/ where request\.permission='\w+_LIST_\w+'$/.test(family) ? /^use$/ : /^(?:inspect|read)$/);
  });

  it('asks for the verbs that the policy reference names for lists that inspect does not cover', async () => {
    const { out } = await run('permissions', 'oci');

    for (const right of [
      'read network-security-groups in tenancy',
      "use network-security-groups in tenancy where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'",
      'read nat-gateways in tenancy',
      'read instances in tenancy',
      'read export-sets in tenancy',
      'read audit-events in tenancy',
    ])
      expect(out).toContain(`Allow group muster to ${right}\n`);
  });

  it('reads in compartments what is in compartments, and in the tenancy what belongs to it', async () => {
    const { out } = await run(
      'permissions',
      'oci',
      '--service',
      'compute,identity',
      '--dynamic-group',
      'Default/workers',
      '--compartment',
      'apps:web,ocid1.compartment.oc1..aaaa',
    );

    expect(out).toContain(`Allow dynamic-group 'Default'/'workers' to read instances in compartment apps:web\n`);
    expect(out).toContain(`to read instances in compartment id ocid1.compartment.oc1..aaaa\n`);
    expect(out).toMatch(/to (?:inspect|read) users in tenancy\n/);
    expect(out).not.toMatch(/instances in tenancy|users in compartment|buckets/);
  });

  it('prints no domain role for services that need none', async () => {
    expect((await run('permissions', 'oci', '--service', 'network')).err).toBe('');
  });

  it('refuses a permission that is no statement', () => {
    expect(() => ociPermissionsFor([{ permissions: ['GET /vcns'], scope: 'regional' }], { subject: 'group a', compartments: [] })).toThrow(
      'neither a verb and a family',
    );
  });
});

it.each(['aws', 'azure', 'oci'])('muster permissions %s prints the same each time', async (provider) => {
  expect(await run('permissions', provider)).toEqual(await run('permissions', provider));
});

it.each([
  ['azure --custom-role', 'give --subscription or --management-group too'],
  [`azure --subscription ${SUBSCRIPTION}`, 'give --custom-role too'],
  ['azure --custom-role --subscription x', '8-4-4-4-12'],
  ['azure --custom-role --management-group contoso --service entra', 'no role of Azure'],
  ['oci --service nope', 'there is no service "nope"'],
  ['oci --group a;b', 'Write the name of a group'],
  ['oci --group a --dynamic-group b', 'cannot be used with'],
  ['oci --compartment a/b', 'Write names of compartments'],
  ['aws --role-name a/b', 'Write the name of a role'],
  ['gcp', 'gcp'],
])('muster permissions %s is refused', async (line, message) => {
  const { code, out, err } = await run('permissions', ...line.split(' '));

  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(message);
});
