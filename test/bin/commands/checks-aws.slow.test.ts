/** `muster connections check` for logins to AWS, as a process of its own, against a server that speaks AWS's protocols. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckedConnection } from '../../../shared/connections/check-connection.ts';
import { serve, type Served } from '../../support/serve.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const CLOSED_TO_US = '333333333333';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const EXTERNAL_ID = 'muster-4f2a';
const ROLE = 'muster-read';

interface Asked {
  readonly action: string;
  readonly form: URLSearchParams;
  /** The access key id that has signed the request. */
  readonly key: string;
}

const xml = (text: string, status = 200): Response => new Response(text, { status, headers: { 'content-type': 'text/xml' } });
const refused = (code: string, message: string, status = 403): Response =>
  xml(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`, status);
const result = (action: string, text: string): Response =>
  xml(`<${action}Response><${action}Result>${text}</${action}Result></${action}Response>`);

/** The account of a session, by the access key id that AssumeRole gave. */
const accountOf = (key: string): string => /^ASIA(\d{12})/.exec(key)?.[1] ?? MANAGEMENT;

/** The permissions that the roles lack. */
let denied: ReadonlySet<string>;
/** The actions that the server refuses, with the code of the error. */
let refusals: ReadonlyMap<string, string>;
let assumed: URLSearchParams[];
let served: Served;
let dir: string;

function answered({ action, form, key }: Asked): Response {
  const code = refusals.get(action);
  if (code !== undefined && action === 'ListAccounts') return Response.json({ __type: code, Message: 'No.' }, { status: 400 });
  if (code !== undefined) return refused(code, `not authorized to perform ${action}`);
  const account = accountOf(key);
  if (action === 'GetCallerIdentity') {
    const arn = account === MANAGEMENT ? `arn:aws:iam::${account}:user/auditor` : `arn:aws:sts::${account}:assumed-role/${ROLE}/muster`;
    return result(action, `<Arn>${arn}</Arn><UserId>U</UserId><Account>${account}</Account>`);
  }
  if (action === 'AssumeRole') {
    assumed.push(form);
    const of = /iam::(\d{12}):role\/muster-read$/.exec(form.get('RoleArn') ?? '')?.[1];
    if (of === undefined || of === CLOSED_TO_US || form.get('ExternalId') !== EXTERNAL_ID)
      return refused('AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${form.get('RoleArn') ?? ''}`);
    const credentials = `<AccessKeyId>ASIA${of}</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>`;
    const user = `<Arn>arn:aws:sts::${of}:assumed-role/${ROLE}/muster</Arn><AssumedRoleId>R:muster</AssumedRoleId>`;
    return result(action, `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`);
  }
  if (action === 'SimulatePrincipalPolicy') {
    const names = [...form].flatMap(([name, value]) => (name.startsWith('ActionNames.member.') ? [value] : []));
    const members = names.map(
      (name) =>
        `<member><EvalActionName>${name}</EvalActionName><EvalDecision>${denied.has(name) ? 'implicitDeny' : 'allowed'}</EvalDecision></member>`,
    );
    return result(action, `<EvaluationResults>${members.join('')}</EvaluationResults><IsTruncated>false</IsTruncated>`);
  }
  if (action === 'ListAccountAliases') return result(action, '<AccountAliases/><IsTruncated>false</IsTruncated>');
  if (action === 'DescribeRegions') {
    const region = '<item><regionName>eu-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>';
    return xml(`<DescribeRegionsResponse><regionInfo>${region}</regionInfo></DescribeRegionsResponse>`);
  }
  if (action === 'ListAccounts') {
    const accounts = [MANAGEMENT, MEMBER, CLOSED_TO_US].map((Id) => ({ Id, Name: `account ${Id[0]!}`, State: 'ACTIVE', Status: 'ACTIVE' }));
    return Response.json({ Accounts: accounts }, { headers: { 'content-type': 'application/x-amz-json-1.1' } });
  }
  return refused('InvalidAction', `${action} is not answered`, 400);
}

beforeEach(async () => {
  denied = new Set();
  refusals = new Map();
  assumed = [];
  dir = mkdtempSync(join(tmpdir(), 'muster-checks-'));
  served = await serve(async (request) => {
    const form = new URLSearchParams(await request.text());
    const action = request.headers.get('x-amz-target')?.split('.')[1] ?? form.get('Action') ?? '';
    return answered({ action, form, key: /Credential=([^/]+)/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '' });
  });
});

afterEach(async () => {
  await served.close();
  rmSync(dir, { recursive: true });
});

interface Checked extends Ended {
  readonly check: CheckedConnection;
}

/** Checks a connection of a configuration file with these settings. */
async function checked(settings: object, env: NodeJS.ProcessEnv = {}): Promise<Checked> {
  const config = join(dir, 'muster.yaml');
  writeFileSync(config, JSON.stringify({ connections: [{ name: 'acme', provider: 'aws', settings }] }));
  const ended = await musterProcess(['connections', 'check', 'acme', '--config', config, '--json'], dir, {
    PATH: dir,
    HOME: dir,
    AWS_ENDPOINT_URL: served.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: SECRET,
    ...env,
  });
  for (const text of [ended.out, ended.err]) expect(text).not.toContain(SECRET);
  // The command prints the check as JSON.
  return { ...ended, check: JSON.parse(ended.out) as CheckedConnection };
}

const ORGANIZATION = { role_name: ROLE, external_id: EXTERNAL_ID };
const ONE = { ...ORGANIZATION, account: MEMBER };

describe('the check of a connection to one account', () => {
  it('takes the role there, and finds nothing wrong', async () => {
    const { code, check } = await checked(ONE);

    expect(check).toMatchObject({
      status: 'ok',
      account_id: `aws:${MANAGEMENT}`,
      accounts: 1,
      tried: 1,
      missing_permissions: [],
      problems: [],
    });
    expect(code).toBe(0);
    expect(new Set(assumed.map((form) => form.get('RoleArn')))).toEqual(new Set([`arn:aws:iam::${MEMBER}:role/${ROLE}`]));
  });

  it('names the permissions that the role lacks', async () => {
    denied = new Set(['s3:GetBucketPolicy', 'kms:ListKeys']);
    const { code, check } = await checked(ONE);

    expect(check).toMatchObject({ status: 'incomplete', missing_permissions: ['kms:ListKeys', 's3:GetBucketPolicy'] });
    expect(code).toBe(3);
  });

  it('says that it is not known which permissions the role lacks if IAM may not be asked', async () => {
    refusals = new Map([['SimulatePrincipalPolicy', 'AccessDenied']]);
    const { check } = await checked(ONE);

    expect(check.missing_permissions).toEqual([]);
    expect(check.notes.join(' ')).toMatch(/permissions/);
  });

  it('says what to do if the role cannot be taken', async () => {
    const { code, check } = await checked({ ...ONE, external_id: 'another' });

    expect(check).toMatchObject({ status: 'incomplete', accounts: 1 });
    expect(check.problems).toMatchObject([
      { account_id: `aws:${MEMBER}`, message: expect.stringMatching(/could not be assumed.*ExternalId/) },
    ]);
    expect(code).toBe(3);
  });
});

describe('the check of a connection to an organization', () => {
  it('tells the accounts that it sees, the one whose role it may not take, and the permissions that the roles lack', async () => {
    denied = new Set(['ec2:DescribeVpcs']);
    const { code, check } = await checked(ORGANIZATION);

    expect(check).toMatchObject({ status: 'incomplete', user: `arn:aws:iam::${MANAGEMENT}:user/auditor`, accounts: 3 });
    expect(check.missing_permissions).toContain('ec2:DescribeVpcs');
    expect(check.problems).toMatchObject([
      { account_id: `aws:${MANAGEMENT}`, message: expect.stringContaining('lacks permissions') },
      { account_id: `aws:${MEMBER}`, message: expect.stringContaining('lacks permissions') },
      { account_id: `aws:${CLOSED_TO_US}`, permission: 'sts:AssumeRole' },
    ]);
    expect(code).toBe(3);
  });

  it('names the permission of the organization that the login lacks', async () => {
    refusals = new Map([['ListAccounts', 'AccessDeniedException']]);
    const { code, check } = await checked(ORGANIZATION);

    expect(check.missing_permissions).toContain('organizations:ListAccounts');
    expect(check).toMatchObject({ status: 'incomplete', accounts: 1 });
    expect(code).toBe(3);
  });

  it('ends with 5 if AWS does not know the credentials, and with 4 if nothing answers', async () => {
    refusals = new Map([['GetCallerIdentity', 'InvalidClientTokenId']]);
    const unknown = await checked(ORGANIZATION);
    const nobody = await checked(ORGANIZATION, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });

    expect([unknown.code, unknown.check.status]).toEqual([5, 'failed']);
    expect([nobody.code, nobody.check.status]).toEqual([4, 'unreachable']);
  });
});
