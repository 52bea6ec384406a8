import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import { serve, type Served } from '../../support/serve.ts';
import { type Ran, runCommand } from './support/command-line.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY';
const TOKEN = 'IQoJb3JpZ2luX2VjPLANTEDTOKEN';
const ACCOUNT = '111122223333';

const muster = async (...args: readonly string[]): Promise<Ran> => runCommand(args, {}, async () => {});
const oneSentence = /^muster: [^\n]+[.?)']\n$/;

let dir = '';
/** A server that answers instead of AWS. */
let aws: Served;
/** Answer of each operation; an operation without an answer is refused with the error that the test sets. */
let answers: Readonly<Record<string, Response>> = {};
let signedFor: string | undefined;
/** Requested operations, in their order. */
let asked: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-logins-'));
  aws = await serve(async (request) => {
    signedFor ??= /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.get('authorization') ?? '')?.[1];
    const operation = /Action=(\w+)/.exec(await request.text())?.[1] ?? request.headers.get('x-amz-target')?.split('.').at(-1) ?? '';
    asked.push(operation);
    return answers[operation] ?? refusal('AccessDenied');
  });
});
afterAll(async () => {
  await aws.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() => {
  answers = {};
  signedFor = undefined;
  asked = [];
});

const planted = `The secret ${SECRET} with the token ${TOKEN} is not good enough`;
const refusal = (code: string, status = 403): Response =>
  new Response(`<ErrorResponse><Error><Code>${code}</Code><Message>${planted}</Message></Error></ErrorResponse>`, { status });
const identity = (): Response =>
  new Response(
    `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT}:user/eve</Arn><UserId>AIDA</UserId>` +
      `<Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: TOKEN };

/** Runs the program as its own process, because the SDK reads the process environment; this machine's AWS configuration is hidden from it. */
const program = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  await musterProcess(args, dir, { AWS_ENDPOINT_URL: aws.url, ...env });

const config = (content: string): string => {
  const file = join(dir, 'muster.yaml');
  writeFileSync(file, content);
  return file;
};

/** The account of the demo organization that is not in use. */
const SUSPENDED = { account_id: 'aws:998800112233', name: 'legacy-crm' };

describe('a login to the demo estate', () => {
  it('shows its identity', async () => {
    const { code, out } = await muster('validate-auth', '--demo');

    expect(code).toBe(0);
    expect(out).toMatch(/^provider +aws\nlogin +aws\naccount +aws:100200300400\nuser +arn:aws:sts::100200300400:\S+\n$/);
  });

  it('lists its regions, one a line', async () => {
    expect(await muster('list-regions', '--demo')).toMatchObject({ code: 0, out: 'eu-central-1\neu-west-1\nus-east-1\n', err: '' });
  });

  it('lists its accounts by id and name, sorted, one a line', async () => {
    const lines = [...demoAccounts(25), SUSPENDED].map(({ account_id, name }) => `${account_id}\t${name}\n`);

    expect(await muster('list-accounts', '--demo')).toMatchObject({ code: 0, out: lines.toSorted().join(''), err: '' });
  });

  it('lists its accounts as JSON Lines', async () => {
    expect((await muster('list-accounts', '--demo', '--json')).lines).toEqual([
      ...demoAccounts(25),
      expect.objectContaining({ ...SUSPENDED, state: 'SUSPENDED' }),
    ]);
  });

  it('lists its accounts if asked for compartments, and says that it has none', async () => {
    const { code, out, err } = await muster('list-compartments', '--demo');

    expect({ code, out }).toEqual({ code: 0, out: (await muster('list-accounts', '--demo')).out });
    expect(err).toBe('aws has no compartments; these are its accounts.\n');
  });

  it('shows a tenancy of OCI, its regions and its compartments, without any key', async () => {
    const oci = (command: string) => muster(command, '--demo', '--provider', 'oci', '--connection', 'oci-halden');

    expect((await oci('validate-auth')).out).toMatch(/^provider +oci\nlogin +oci-halden\naccount +oci:ocid1\.tenancy\.oc1\.\.\S+\n/);
    expect((await oci('list-regions')).out).toBe('eu-amsterdam-1\neu-frankfurt-1\thome region\n');
    const { out } = await oci('list-compartments');
    const names = out
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[1] ?? '');
    expect(names.toSorted()).toEqual(['acquired', 'network', 'production', 'retired', 'root', 'sandbox', 'security', 'staging']);
  });
});

describe('a command line with contradictory or missing options', () => {
  it.each([
    [['list-regions', '--provider', 'gcp'], /azure/],
    [['list-accounts', '--demo', '--profile', 'x'], /cannot be used with/],
    [['list-accounts', '--connection', 'x', '--profile', 'x'], /cannot be used with/],
    [['list-accounts', '--config', 'x'], /--connection/],
    [['list-accounts', '--config', 'nowhere.yaml', '--connection', 'x'], /nowhere\.yaml/],
  ])('%j is refused', async (args, sentence) => {
    const { code, out, err } = await muster(...args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(oneSentence);
    expect(err).toMatch(sentence);
  });

  it('is refused with the names of the existing connections', async () => {
    const file = config('connections:\n  - name: prod\n  - name: test\n');

    const { code, err } = await muster('validate-auth', '--config', file, '--connection', 'pord');

    expect(code).toBe(2);
    expect(err).toContain('there is no connection "pord" in it; it has prod, test.');
  });

  it('is refused if the connection belongs to another provider', async () => {
    const file = config('connections:\n  - name: prod\n');

    const { code, err } = await muster('validate-auth', '--config', file, '--connection', 'prod', '--provider', 'oci');

    expect({ code, err }).toEqual({
      code: 2,
      err: 'muster: The connection prod is of aws, not of oci; leave --provider out, or name another connection.\n',
    });
  });
});

describe('a login to AWS', () => {
  it('uses the credentials of the environment and prints no secret', async () => {
    answers = { GetCallerIdentity: identity() };

    const { code, out, err } = await program(['validate-auth', '--json'], KEYS);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ provider: 'aws', account_id: `aws:${ACCOUNT}`, user: `arn:aws:iam::${ACCOUNT}:user/eve` });
  });

  it('uses the named profile and its region, whatever the environment has', async () => {
    writeFileSync(
      join(dir, 'profiles'),
      `[profile prod]\nregion = eu-west-3\naws_access_key_id = AKIAPROD\naws_secret_access_key = ${SECRET}\n`,
    );
    const file = config('connections:\n  - name: finance\n    profile: prod\n');
    const env = { ...KEYS, AWS_CONFIG_FILE: join(dir, 'profiles') };
    answers = { GetCallerIdentity: identity() };

    const { code, out, err } = await program(['validate-auth', '--connection', 'finance', '--config', file], env);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/login +finance\naccount +aws:111122223333\n/);
    expect(signedFor).toBe('eu-west-3');
  });

  it('sees its own account if the organization and the alias are denied, and says why', async () => {
    answers = {
      GetCallerIdentity: identity(),
      ListAccounts: Response.json({ __type: 'AccessDeniedException', Message: planted }, { status: 400 }),
    };

    const { code, out, err } = await program(['list-accounts'], KEYS);

    expect({ code, out }).toEqual({ code: 0, out: `aws:${ACCOUNT}\n` });
    expect(err).toMatch(
      /^The login may not call organizations:ListAccounts \(AccessDeniedException\), so it sees only aws:111122223333; [^\n]+\n$/,
    );
    expect(err).not.toMatch(/PLANTED/);
  });

  it('names the missing permission if it may not list regions', async () => {
    answers = { GetCallerIdentity: identity() };

    const { code, out, err } = await program(['list-regions'], KEYS);

    expect({ code, out }).toEqual({ code: 5, out: '' });
    expect(err).toMatch(/^muster: The cloud refuses the login ec2:DescribeRegions \(AccessDenied\); [^\n]+\n$/);
    expect(err).not.toMatch(/PLANTED/);
  });

  it.each(['ExpiredToken', 'InvalidClientTokenId', 'SignatureDoesNotMatch', 'AccessDenied'])(
    'that AWS refuses with %s ends with one sentence and no secret',
    async (code) => {
      answers = { GetCallerIdentity: refusal(code) };

      const ran = await program(['list-accounts'], KEYS);

      expect(ran).toMatchObject({ code: 5, out: '' });
      expect(ran.err).toMatch(/^muster: Not logged in to AWS: [^\n]+\n$/);
      expect(ran.err).toContain(code);
      expect(ran.err).not.toMatch(/PLANTED/);
    },
  );

  it.each([
    ['no credentials at all', [], {}, 5, /there are no credentials; choose a profile/],
    ['a profile that is not there', ['--profile', 'nope'], KEYS, 5, /with the profile nope: .*correct its name/],
    ['a profile of the environment that is not there', [], { AWS_PROFILE: 'nope' }, 5, /with the profile nope: .*correct its name/],
    ['a region that cannot be one', [], { ...KEYS, AWS_REGION: 'no!' }, 5, /there is no region "no!"; correct AWS_REGION/],
    ['no network', [], { ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 4, /AWS cannot be reached at 127\.0\.0\.1:9 \(ECONNREFUSED\)/],
    ['a demo of no such size', ['--demo'], { MUSTER_DEMO: 'accounts=0' }, 2, /MUSTER_DEMO: accounts is "0"/],
  ] as const)('with %s ends with one sentence', async (_what, args, env, code, sentence) => {
    const ran = await program(['validate-auth', ...args], env);

    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(/^muster: [^\n]+\n$/);
    expect(ran.err).toMatch(sentence);
    expect(ran.err).not.toMatch(/PLANTED/);
  });

  it('says how to log in to another cloud, by the words of that cloud', async () => {
    const { code, out, err } = await program(['validate-auth', '--provider', 'azure'], { PATH: dir });

    expect({ code, out }).toEqual({ code: 5, out: '' });
    expect(err).toMatch(/^muster: Not logged in to Azure with the connection azure: [^\n]*run az login[^\n]*\n$/);
  });

  it('says how to start an SSO session that was never started', async () => {
    const file = join(dir, 'sso');
    writeFileSync(
      file,
      '[profile sso]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = Read\n' +
        '[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.example/start\n',
    );

    const { code, err } = await program(['validate-auth', '--profile', 'sso'], { AWS_CONFIG_FILE: file });

    expect(code).toBe(5);
    expect(err).toMatch(/^muster: Not logged in to AWS with the profile sso: [^\n]*run aws sso login --profile sso\.\n$/);
  });
});

describe('several connections of a run', () => {
  const file = 'connections:\n  - name: works\n  - name: broken\n    profile: nowhere\n';

  it('are read without the one that fails, which the run tells', async () => {
    answers = {
      GetCallerIdentity: identity(),
      DescribeRegions: new Response(
        '<DescribeRegionsResponse><regionInfo><item><regionName>us-east-1</regionName></item></regionInfo></DescribeRegionsResponse>',
      ),
      DescribeVpcs: new Response('<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>'),
    };
    const outdir = join(dir, 'out-of-two');
    const args = ['run', '--config', config(file), '--outdir', outdir, '--types', 'AWS::EC2::VPC', '--json'];

    const { code, out, err } = await program(args, KEYS);

    const broken = /with the connection broken and the profile nowhere: that profile does not exist/;
    expect(code).toBe(3);
    expect(err).toMatch(/The connection broken failed, and none of its accounts is read\. Not logged in to AWS/);
    expect(JSON.parse(out)).toMatchObject({
      status: 'completed_with_errors',
      accounts: { total: 1, ok: 1 },
      failed_connections: [{ connection_id: 'broken', provider: 'aws', error: expect.stringMatching(broken) }],
    });
  });

  it('end the run before it reads anything if all of them fail, or if the one that is named does', async () => {
    const outdir = join(dir, 'out-of-none');

    const all = await program(['run', '--config', config(file), '--outdir', outdir], KEYS);
    answers = { GetCallerIdentity: identity() };
    const named = await program(['run', '--config', config(file), '--outdir', outdir, '--connection', 'broken'], KEYS);

    expect([all.code, all.out, named.code, named.out]).toEqual([5, '', 5, '']);
    expect(all.err).toMatch(/AWS refused the login \(AccessDenied\)/);
    expect(named.err).toMatch(/Not logged in to AWS with the connection broken and the profile nowhere: /);
    expect(existsSync(outdir)).toBe(false);
  });

  it.each([
    [
      ['--provider', 'azure', '--connection', 'works'],
      /the connection works is of aws, not of azure \(--provider\); leave one of the two out\./,
    ],
    [['--provider', 'gcp'], /--provider is "gcp"; write aws, azure, oci\./],
  ])('are refused with %j', async (args, sentence) => {
    const { code, err } = await program(['run', '--config', config(file), ...args], KEYS);

    expect(code).toBe(2);
    expect(err).toMatch(sentence);
  });
});
