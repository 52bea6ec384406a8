/** Runs the commands about logins against moto: they print what the SDK returns. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateAccountAliasCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateAccountCommand, CreateOrganizationCommand, ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, startMoto } from './processes.ts';

/** The account to which every key belongs in moto. */
const OWN = '123456789012';
const KEYS = { accessKeyId: 'conformance', secretAccessKey: 'planted-secret' };

let moto: Running | undefined;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(async () => moto?.stop());

const config = () => ({ endpoint: moto!.url, region: 'us-east-1', credentials: KEYS });

async function muster(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, ['bin/muster.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      AWS_ENDPOINT_URL: moto!.url,
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_REGION: 'us-east-1',
      ...env,
    },
  });
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? -1));
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

describe('a login to an account that is in no organization', () => {
  it('has the identity that STS returns', async () => {
    const { code, out, err } = await muster(['validate-auth', '--json']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ provider: 'aws', account_id: `aws:${OWN}` });
    expect(out).not.toContain(KEYS.secretAccessKey);
  });

  it('has the regions that EC2 lists', async () => {
    const { Regions: regions = [] } = await new EC2Client(config()).send(new DescribeRegionsCommand({}));
    const names = regions.map(({ RegionName = '' }) => RegionName).toSorted();

    expect(await muster(['list-regions'])).toEqual({ code: 0, out: `${names.join('\n')}\n`, err: '' });
    expect(names).toContain('eu-west-1');
  });

  it('sees its own account, by its alias', async () => {
    await new IAMClient(config()).send(new CreateAccountAliasCommand({ AccountAlias: 'conformance' }));

    expect(await muster(['list-accounts'])).toEqual({
      code: 0,
      out: `aws:${OWN}\tconformance\n`,
      err: `aws:${OWN} belongs to no organization.\n`,
    });
  });
});

describe('a login to the management account of an organization', () => {
  beforeAll(async () => {
    const organizations = new OrganizationsClient(config());
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    // More accounts than one page holds.
    for (let index = 0; index < 23; index += 1) {
      const AccountName = `workload-${index}`;
      await organizations.send(new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }));
    }
  });

  const listed = async (): Promise<string> => {
    const organizations = new OrganizationsClient(config());
    const lines: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await organizations.send(new ListAccountsCommand({ NextToken }));
      lines.push(...(page.Accounts ?? []).map(({ Id, Name }) => `aws:${Id}\t${Name}\n`));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(lines).toHaveLength(24);
    return lines.toSorted().join('');
  };

  it.each(['list-accounts', 'list-compartments'])('lists every account of the organization: %s', async (command) => {
    const { code, out } = await muster([command], { MUSTER_ROLE_NAME: 'MusterRead' });

    expect({ code, out }).toEqual({ code: 0, out: await listed() });
  });

  it('gets the message that it needs a role to read the other accounts', async () => {
    const { code, out, err } = await muster(['list-accounts']);

    expect({ code, out }).toEqual({ code: 0, out: await listed() });
    expect(err).toMatch(/^The login names no role to assume[^\n]+\n$/);
  });
});
