import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../shared/clouds/aws/answerer.ts';
import { demoAccounts } from '../../../../shared/clouds/aws/demo/accounts.ts';
import { withDemo } from '../../../../shared/clouds/aws/demo/environment.ts';
import type { AwsLoginOptions } from '../../../../shared/clouds/aws/aws-login.ts';
import { aws as provider } from '../../../../shared/clouds/aws/provider.ts';
import type { Connection } from '../../../../shared/clouds/connection.ts';
import type { OpenLogin } from '../../../../shared/clouds/login.ts';
import { ACCOUNT, account, connection, failure, FakeAws, fakeLogin } from './support.ts';

const OTHER = '444455556666';
const MEMBERS = {
  Accounts: [
    { Id: OTHER, Name: 'payments', State: 'ACTIVE' },
    { Id: '999988887777', Name: 'left long ago', State: 'CLOSED' },
    { Id: '777788889999', Name: 'suspended', Status: 'SUSPENDED' },
    { Id: ACCOUNT, Name: 'management', Status: 'ACTIVE' },
  ],
};
const denied = (operation: string): AnsweredError =>
  new AnsweredError('AccessDeniedException', `is not authorized to perform: organizations:${operation} planted-secret`, 400);

/** A login that has said who it is. */
async function open(aws: FakeAws, more: Partial<AwsLoginOptions> = {}): Promise<OpenLogin> {
  const login = fakeLogin(aws, { homeAccount: undefined, externalId: undefined, ...more });
  await login.directory.identity();
  return login;
}

const openIn = async (environment: NodeJS.ProcessEnv, more: Partial<Connection> = {}): Promise<OpenLogin> =>
  await provider.open(connection(more), { environment, readSecret: () => Promise.reject(new Error('No secret is expected.')) });

describe('an AWS login', () => {
  it.each([{}, { State: 'RESTING' }])('does not take %j for the state of an account that is not in use', async (state) => {
    const aws = new FakeAws({
      ListAccounts: {
        Accounts: [
          { Id: OTHER, Name: 'payments', ...state },
          { Id: ACCOUNT, Name: 'management', State: 'ACTIVE' },
        ],
      },
    });

    const { accounts, others } = await (await open(aws)).directory.accounts();

    expect(others).toEqual([]);
    expect(accounts).toMatchObject([
      { account_id: `aws:${ACCOUNT}`, name: 'management' },
      { account_id: `aws:${OTHER}`, name: 'payments', state_known: false },
    ]);
    expect(accounts[0]).not.toHaveProperty('state_known');
  });

  it('says which account it belongs to and who it is', async () => {
    const aws = new FakeAws({ GetCallerIdentity: { Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/eve` } });

    const { directory } = await open(aws);

    expect(await directory.identity()).toEqual({ provider: 'aws', account_id: `aws:${ACCOUNT}`, user: `arn:aws:iam::${ACCOUNT}:user/eve` });
    expect(aws.called('GetCallerIdentity')).toHaveLength(1);
  });

  it('lists the regions that its account has enabled, by id', async () => {
    const aws = new FakeAws({ DescribeRegions: { Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-west-1' }] } });

    const { directory } = await open(aws);

    expect(await directory.regions()).toEqual([
      { id: 'eu-west-1', name: null },
      { id: 'us-east-1', name: null },
    ]);
  });

  it('reads its own account with its own credentials, and others with the role', async () => {
    const aws = new FakeAws();
    const login = await open(aws, { externalId: 'muster-4f2a' });

    (await login.session(account(ACCOUNT), Infinity, [])).close();
    expect(aws.called('AssumeRole')).toHaveLength(0);
    expect(aws.called('GetCallerIdentity')).toHaveLength(1);

    (await login.session(account(OTHER), Infinity, [])).close();
    expect(aws.called('AssumeRole').map(({ input }) => [input['RoleArn'], input['ExternalId']])).toEqual([
      [`arn:aws:iam::${OTHER}:role/MusterRead`, 'muster-4f2a'],
    ]);
  });

  it('is refused in one sentence that holds nothing of what AWS said', async () => {
    const aws = new FakeAws({ GetCallerIdentity: new AnsweredError('ExpiredToken', 'The token planted-token has expired', 403) });

    const refused = await failure(open(aws, { profile: 'prod' }));

    expect(refused).toMatchObject({
      name: 'NotLoggedIn',
      message: expect.stringMatching(/with the connection main and the profile prod: /),
    });
    expect(String(refused)).not.toContain('planted');
  });

  it('gives up on an AWS that takes a call and never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const endpoint = `http://127.0.0.1:${(silent.address() as { port: number }).port}`;
    const before = process.env['AWS_ENDPOINT_URL_STS'];
    process.env['AWS_ENDPOINT_URL_STS'] = endpoint;
    try {
      const gaveUp = await failure(
        open(new FakeAws(), {
          exchange: async (_call, send) => await send(),
          endpoint,
          retryLimits: { attempts: 2, connectionTimeout: 1_000, requestTimeout: 100 },
        }),
      );

      expect(gaveUp).toMatchObject({
        name: 'NotLoggedIn',
        unreachable: true,
        message: expect.stringMatching(/^AWS cannot be reached at 127/),
      });
      expect(sockets).toHaveLength(2);
    } finally {
      if (before === undefined) delete process.env['AWS_ENDPOINT_URL_STS'];
      else process.env['AWS_ENDPOINT_URL_STS'] = before;
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });
});

describe('the accounts of an AWS login', () => {
  it('are the active ones of its organization, page after page, by id; those that are not in use are told apart', async () => {
    const aws = new FakeAws({
      ListAccounts: ({ input }) =>
        input['NextToken'] === undefined
          ? { Accounts: MEMBERS.Accounts.slice(0, 2), NextToken: '2' }
          : { Accounts: MEMBERS.Accounts.slice(2) },
    });

    const { directory } = await open(aws);

    expect(await directory.accounts()).toEqual({
      accounts: [
        { account_id: `aws:${ACCOUNT}`, name: 'management', organizational_unit: null },
        { account_id: `aws:${OTHER}`, name: 'payments', organizational_unit: null },
      ],
      others: [
        {
          account_id: 'aws:777788889999',
          name: 'suspended',
          organizational_unit: null,
          state: 'SUSPENDED',
          reason: 'the account is SUSPENDED',
        },
        {
          account_id: 'aws:999988887777',
          name: 'left long ago',
          organizational_unit: null,
          state: 'CLOSED',
          reason: 'the account is CLOSED',
        },
      ],
    });
    expect(aws.called('ListAccounts').map(({ region, service }) => [region, service])).toEqual([
      ['us-east-1', 'organizations'],
      ['us-east-1', 'organizations'],
    ]);
  });

  it('are asked for in the own partition', async () => {
    const aws = new FakeAws({ ListAccounts: MEMBERS });

    await (await open(aws, { homeRegion: 'cn-north-1' })).directory.accounts();

    expect(aws.called('ListAccounts')[0]?.region).toBe('cn-northwest-1');
  });

  it('say where in the organization they are, asking for each unit once', async () => {
    const names: Readonly<Record<string, string>> = { 'ou-1-a': 'Workloads', 'ou-1-b': 'Production' };
    const aws = new FakeAws({
      ListAccounts: {
        Accounts: ['111111111111', '222222222222'].map((Id) => ({ Id, State: 'ACTIVE', Paths: [`o-1/r-1/ou-1-a/ou-1-b/${Id}/`] })),
      },
      DescribeOrganizationalUnit: ({ input }) => ({ OrganizationalUnit: { Name: names[String(input['OrganizationalUnitId'])] } }),
    });

    const { accounts } = await (await open(aws)).directory.accounts();

    expect(accounts.map(({ organizational_unit }) => organizational_unit)).toEqual(['Workloads/Production', 'Workloads/Production']);
    expect(aws.called('DescribeOrganizationalUnit')).toHaveLength(2);
  });

  it('have no place in the organization for a login that may not ask for it, which asks once', async () => {
    const aws = new FakeAws({
      ListAccounts: { Accounts: ['111111111111', '222222222222'].map((Id) => ({ Id, State: 'ACTIVE', Paths: ['o-1/r-1/ou-1-a/'] })) },
      DescribeOrganizationalUnit: denied('DescribeOrganizationalUnit'),
    });

    const { accounts, missing } = await (await open(aws)).directory.accounts();

    expect(accounts.map(({ organizational_unit }) => organizational_unit)).toEqual([null, null]);
    expect(missing).toEqual(['organizations:DescribeOrganizationalUnit']);
    expect(aws.called('DescribeOrganizationalUnit')).toHaveLength(1);
  });

  it('are at the root, or in units whose names may hold a slash', async () => {
    const aws = new FakeAws({
      ListAccounts: {
        Accounts: [
          { Id: '111111111111', State: 'ACTIVE', Paths: ['o-1/r-1/111111111111/'] },
          { Id: '222222222222', State: 'ACTIVE', Paths: ['o-1/r-1/ou-1-a/222222222222/'] },
        ],
      },
      DescribeOrganizationalUnit: { OrganizationalUnit: { Name: 'R/D 100%' } },
    });

    const { accounts } = await (await open(aws)).directory.accounts();

    expect(accounts.map(({ organizational_unit }) => organizational_unit)).toEqual(['', 'R%2FD 100%25']);
  });

  it('have tags, which are asked for one account at a time, page after page', async () => {
    const aws = new FakeAws({
      ListTagsForResource: ({ input }) =>
        input['NextToken'] === undefined
          ? { Tags: [{ Key: 'env', Value: 'prod' }], NextToken: '2' }
          : { Tags: [{ Key: '__proto__', Value: '' }] },
    });

    const tags = await (await open(aws)).directory.tags?.(account(OTHER));

    expect(Object.entries(tags ?? {})).toEqual([
      ['env', 'prod'],
      ['__proto__', ''],
    ]);
    expect(aws.called('ListTagsForResource')[0]?.input).toMatchObject({ ResourceId: OTHER });
  });

  it('have no tags for a login that may not read them', async () => {
    const aws = new FakeAws({ ListTagsForResource: denied('ListTagsForResource') });

    expect(await (await open(aws)).directory.tags?.(account(OTHER))).toBeUndefined();
  });

  it.each([
    ['whole', MEMBERS, {}, undefined],
    ['refused', denied('ListAccounts'), {}, 'refused'],
    ['no organization', new AnsweredError('AWSOrganizationsNotInUseException', 'no', 400), {}, 'granted'],
    ['an empty list', { Accounts: [] }, {}, 'granted'],
    ['one account', MEMBERS, { account: OTHER }, 'granted'],
  ])('tell how much an absence means: %s', async (_, answer, more, listing) => {
    const { directory } = await open(new FakeAws({ ListAccounts: answer }), more);

    expect((await directory.accounts()).listing).toBe(listing);
  });

  it('are its own one alone without a role to take; the others are told apart, with what to do', async () => {
    const aws = new FakeAws({ ListAccounts: MEMBERS });

    const seen = await (await open(aws, { roleName: undefined })).directory.accounts();

    expect(seen.accounts.map(({ account_id }) => account_id)).toEqual([`aws:${ACCOUNT}`]);
    expect(seen.others.filter(({ state }) => state === undefined).map(({ account_id }) => account_id)).toEqual([`aws:${OTHER}`]);
    expect(seen.others[0]?.reason).toMatch(/^the connection names no role to assume there: .*role_name.*MUSTER_ROLE_NAME$/);
    expect(seen.note).toMatch(/names no role to assume.*MUSTER_ROLE_NAME/);
  });

  it.each([
    ['belongs to no organization', new AnsweredError('AWSOrganizationsNotInUseException', 'no', 400)],
    ['belongs to no organization', { Accounts: [] }],
    ['may not call organizations:ListAccounts (AccessDeniedException)', denied('ListAccounts')],
  ])('are its own one under its alias where it %s', async (why, answer) => {
    const aws = new FakeAws({ ListAccounts: answer, ListAccountAliases: { AccountAliases: ['halden'] } });

    const seen = await (await open(aws)).directory.accounts();

    expect(seen.accounts).toEqual([{ account_id: `aws:${ACCOUNT}`, name: 'halden', organizational_unit: null }]);
    expect(seen.note).toContain(why);
    expect(seen.note).not.toContain('planted');
    expect(seen.missing).toEqual(why.startsWith('may not') ? ['organizations:ListAccounts'] : undefined);
  });

  it('need no alias', async () => {
    const aws = new FakeAws({ ListAccounts: denied('ListAccounts'), ListAccountAliases: new AnsweredError('AccessDenied', 'no', 403) });

    const { accounts } = await (await open(aws)).directory.accounts();

    expect(accounts).toEqual([{ account_id: `aws:${ACCOUNT}`, name: null, organizational_unit: null }]);
  });

  it('are not told without an alias that could not be asked for', async () => {
    const aws = new FakeAws({ ListAccounts: denied('ListAccounts'), ListAccountAliases: new AnsweredError('ValidationError', 'no', 400) });
    const { directory } = await open(aws);

    expect(await failure(directory.accounts())).toMatchObject({ name: 'CloudError', details: { error_code: 'ValidationError' } });
  });

  it('are not taken for all of them when the list breaks off', async () => {
    const aws = new FakeAws({
      ListAccounts: ({ input }) => {
        if (input['NextToken'] !== undefined) throw new AnsweredError('InvalidInputException', 'no such token', 400);
        return { Accounts: MEMBERS.Accounts, NextToken: '2' };
      },
    });
    const { directory } = await open(aws);

    expect(await failure(directory.accounts())).toMatchObject({ name: 'CloudError', details: { error_code: 'InvalidInputException' } });
  });
});

describe('a connection to one account', () => {
  const alone = { accounts: [{ account_id: `aws:${OTHER}`, name: null, organizational_unit: null }], others: [], listing: 'granted' };

  it('sees that account alone, and asks no organization', async () => {
    const aws = new FakeAws({ ListAccounts: MEMBERS });

    expect(await (await open(aws, { account: OTHER })).directory.accounts()).toEqual(alone);
    expect(aws.called('ListAccounts')).toEqual([]);
  });

  it('sees its own one under its alias', async () => {
    const aws = new FakeAws({ ListAccountAliases: { AccountAliases: ['halden'] } });

    expect(await (await open(aws, { account: ACCOUNT })).directory.accounts()).toMatchObject({
      accounts: [{ account_id: `aws:${ACCOUNT}`, name: 'halden' }],
    });
  });

  it('cannot read another one without a role', async () => {
    const seen = await (await open(new FakeAws(), { account: OTHER, roleName: undefined })).directory.accounts();

    expect(seen).toMatchObject({ accounts: [], others: [{ account_id: `aws:${OTHER}`, reason: expect.stringContaining('role_name') }] });
  });
});

describe('a connection whose organization another role lists', () => {
  const organizationRole = `arn:aws:iam::${OTHER}:role/MusterOrganization`;

  it('takes that role, narrowed to listing, and lists by it', async () => {
    const aws = new FakeAws({ ListAccounts: MEMBERS });

    const seen = await (await open(aws, { organizationRole, externalId: 'muster-4f2a' })).directory.accounts();

    expect(seen.accounts.map(({ account_id }) => account_id)).toEqual([`aws:${ACCOUNT}`, `aws:${OTHER}`]);
    const [taken] = aws.called('AssumeRole');
    expect(taken).toMatchObject({ account: OTHER, input: { RoleArn: organizationRole, ExternalId: 'muster-4f2a' } });
    expect(JSON.parse(String(taken?.input['Policy']))).toMatchObject({
      Statement: [
        {
          Action: [
            'iam:ListAccountAliases',
            'organizations:DescribeOrganizationalUnit',
            'organizations:ListAccounts',
            'organizations:ListTagsForResource',
          ],
        },
      ],
    });
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity', 'AssumeRole', 'ListAccounts']);
  });

  it('fails if the role is refused, and says how to make it', async () => {
    const aws = new FakeAws({ AssumeRole: new AnsweredError('AccessDenied', 'planted', 403) });

    const refused = await failure((await open(aws, { organizationRole })).directory.accounts());

    expect(refused).toMatchObject({
      name: 'CloudError',
      message: expect.stringMatching(
        /^The role arn:.*MusterOrganization could not be assumed \(AccessDenied\): create it in account 444455556666 with the permissions iam:.*organizations:ListAccounts, organizations:ListTagsForResource, and check/,
      ),
      details: { class: 'denied', permission: 'sts:AssumeRole' },
    });
    expect(aws.called('ListAccounts')).toEqual([]);
  });
});

describe('a login that the environment answers', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'muster-login-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  it('sees the accounts of the demo estate as they are registered there, and can read them', async () => {
    const login = await openIn(withDemo({ MUSTER_DEMO: 'accounts=45' }));
    const { directory } = login;

    const { accounts, others, note } = await directory.accounts();
    const session = await login.session(accounts[0]!.account_id, Infinity, []);

    expect(accounts).toEqual(demoAccounts(45));
    expect(others).toMatchObject([{ name: 'legacy-crm', organizational_unit: 'Suspended', state: 'SUSPENDED' }]);
    expect(note).toBeUndefined();
    expect(await session.regions()).toEqual((await directory.regions()).map(({ id }) => id));
    session.close();
  });

  it('can be recorded, and replayed without the cloud', async () => {
    const see = async (environment: NodeJS.ProcessEnv): Promise<unknown> => {
      const { directory } = await openIn(environment, { connection_id: 'a/../b', settings: { role_name: 'r' } });
      return [await directory.identity(), await directory.regions(), await directory.accounts()];
    };

    const recorded = await see({ ...withDemo({ MUSTER_DEMO: 'accounts=5' }), MUSTER_RECORD: dir });

    expect(await see({ MUSTER_REPLAY: dir, AWS_REGION: 'us-east-1' })).toEqual(recorded);
    expect(readdirSync(dir).toSorted()).toEqual(['100200300400', 'login-a%2F..%2Fb']);
    expect(readFileSync(join(dir, 'login-a%2F..%2Fb', 'sts.global.jsonl'), 'utf8')).toContain('GetCallerIdentity');
  });

  it('takes role and external id of the connection, and those of the environment where the connection has none', async () => {
    const asked = join(dir, 'asked.jsonl');
    const answerer = join(dir, 'answerer.mjs');
    writeFileSync(
      answerer,
      `import { appendFileSync } from 'node:fs';
       export const createAnswerer = () => ({ answer: async ({ input }) => {
         appendFileSync(${JSON.stringify(asked)}, JSON.stringify(input) + '\\n');
         return { Credentials: { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' } };
       } });`,
    );
    const role = async (settings: object, environment: NodeJS.ProcessEnv): Promise<unknown> => {
      const variables = { MUSTER_ANSWERER: pathToFileURL(answerer).href, MUSTER_HOME_ACCOUNT: ACCOUNT, ...environment };
      (await (await openIn(variables, { settings: { ...settings } })).session(account(OTHER), Infinity, [])).close();
      return JSON.parse(readFileSync(asked, 'utf8').trim().split('\n').at(-1) ?? '');
    };
    const deployment = { MUSTER_ROLE_NAME: 'Default', MUSTER_EXTERNAL_ID: 'deployment-1' };

    expect(await role({}, deployment)).toMatchObject({ RoleArn: expect.stringMatching(/role\/Default$/), ExternalId: 'deployment-1' });
    expect(await role({ role_name: 'Own', external_id: 'own-1' }, deployment)).toMatchObject({
      RoleArn: expect.stringMatching(/role\/Own$/),
      ExternalId: 'own-1',
    });
  });

  it('refuses the settings of another cloud', async () => {
    await expect(openIn(withDemo({}), { settings: { tenant_id: 't' } })).rejects.toMatchObject({
      message:
        'The settings of the connection main are not those of an AWS login; give it account, role_name, external_id, organization_role only.',
      details: { class: 'invalid', error_code: 'BadConnection' },
    });
  });
});
