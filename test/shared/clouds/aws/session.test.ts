import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../shared/clouds/aws/answerer.ts';
import type { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import ec2 from '../../../../shared/clouds/aws/services/ec2/service.ts';
import { withHeadroom } from '../../../../shared/clouds/rate-limiter.ts';
import { NETWORK } from '../../../support/fake-cloud.ts';
import { ACCOUNT, account, assumedRole, failure, fakeLogin, FakeAws, FakeClock, fetchAll, openSession } from './support.ts';
import { typeNamed } from '../../../../shared/registry.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';

const vpc = typeNamed('AWS::EC2::VPC') as ResourceType;
const role = typeNamed('AWS::IAM::Role') as ResourceType;

const denied = (message = 'No.'): AnsweredError => new AnsweredError('AccessDenied', message, 403);
const unknownLogin = new AnsweredError('AuthFailure', 'AWS was not able to validate the credentials', 401);
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/MusterRead`;

describe('AwsLogin', () => {
  it('takes the role with the ExternalId and a policy that narrows the session to what is read', async () => {
    const aws = new FakeAws();

    await openSession(aws, {}, [vpc]);

    expect(aws.calls).toEqual([
      expect.objectContaining({ account: ACCOUNT, service: 'sts', operation: 'AssumeRole', region: 'eu-west-1' }) as unknown,
    ]);
    expect(aws.calls[0]?.input).toMatchObject({ RoleArn: ROLE_ARN, ExternalId: 'muster-4f2a', DurationSeconds: 3600 });
    expect(JSON.parse(aws.calls[0]?.input['Policy'] as string)).toMatchObject({
      Statement: [{ Action: ['ec2:DescribeRegions', ...vpc.permissions].toSorted() }],
    });
  });

  it('takes the role in the partition of its region', async () => {
    const aws = new FakeAws();
    const login = fakeLogin(aws, { roleName: 'Default', externalId: 'deployment', homeRegion: 'us-gov-west-1' });

    await login.session(account(), Infinity, []);

    expect(aws.calls[0]?.input).toMatchObject({ RoleArn: `arn:aws-us-gov:iam::${ACCOUNT}:role/Default`, ExternalId: 'deployment' });
  });

  it('says which role it could not take and what to do', async () => {
    const error = (await failure(openSession(new FakeAws({ AssumeRole: denied() })))) as CloudError;

    expect(error.details).toEqual({ class: 'denied', error_code: 'AccessDenied', permission: 'sts:AssumeRole' });
    expect(error.message).toBe(
      `The role ${ROLE_ARN} could not be assumed (AccessDenied): deploy Muster's member stack in account ${ACCOUNT}, and check that the role's trust policy names Muster's account and this deployment's ExternalId.`,
    );
  });

  it('says how many requests a login sent that failed', async () => {
    const slowDown = new AnsweredError('Throttling', 'Slow down.', 400);
    const attempts = new FakeAws({ AssumeRole: slowDown });

    expect(await failure(openSession(new FakeAws({ AssumeRole: denied() })))).toMatchObject({ apiCalls: 1 });
    expect(await failure(openSession(attempts))).toMatchObject({ apiCalls: attempts.calls.length });
    expect(attempts.calls.length).toBeGreaterThan(1);
  });

  it('refuses another account without a role', async () => {
    await expect(openSession(new FakeAws(), { roleName: undefined })).rejects.toMatchObject({
      message: expect.stringContaining('The connection main names no role') as unknown,
      details: { class: 'invalid', error_code: 'NoRoleName' },
    });
  });

  it('asks AWS which account is its own where nothing says so, and once', async () => {
    const aws = new FakeAws({ GetCallerIdentity: { Account: ACCOUNT } });
    const login = fakeLogin(aws, { homeAccount: undefined });

    await login.session(account(), Infinity, []);
    await login.session(account('444455556666'), Infinity, []);

    expect(aws.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity', 'AssumeRole']);
  });

  it.each([
    ['ExpiredToken', 403, 'denied'],
    ['ServiceUnavailable', 503, 'transient'],
  ] as const)('fails the account and not the process if it cannot ask which account is its own (%s)', async (code, status, errorClass) => {
    const aws = new FakeAws({ GetCallerIdentity: new AnsweredError(code, 'planted-secret', status) });

    const error = (await failure(openSession(aws, { homeAccount: undefined }))) as CloudError;

    expect(error).toMatchObject({ name: 'CloudError', details: { class: errorClass, error_code: 'NotLoggedIn' } });
    expect(error.message).not.toContain('planted');
  });

  it('reads its home account without a role, after a check that its credentials belong to it', async () => {
    const aws = new FakeAws();

    await openSession(aws, { homeAccount: ACCOUNT });

    expect(aws.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  });

  it('refuses a home account that its credentials do not belong to', async () => {
    const aws = new FakeAws({ GetCallerIdentity: { Account: '999988887777' } });

    await expect(openSession(aws, { homeAccount: ACCOUNT })).rejects.toMatchObject({
      message: expect.stringContaining('999988887777') as unknown,
      details: { class: 'denied', error_code: 'WrongAccount' },
    });
  });

  it('says it in one sentence when there are no credentials at all', async () => {
    const base = async (): Promise<never> => {
      throw Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' });
    };

    await expect(openSession(new FakeAws(), { base })).rejects.toMatchObject({
      message: expect.stringContaining('no AWS credentials were found') as unknown,
      details: { class: 'denied', error_code: 'CredentialsProviderError' },
    });
  });

  it('renews the credentials of the role before they end', async () => {
    const clock = new FakeClock();
    const aws = new FakeAws({ AssumeRole: () => assumedRole(new Date(Date.now() + 3_600_000)) });
    clock.time = Date.now();
    const session = await openSession(aws, { clock });
    await session.regions();
    const before = aws.called('AssumeRole').length;

    clock.time += 56 * 60_000;
    for await (const _page of session.fetch(vpc, 'us-east-1')) expect(_page).toEqual([]);

    expect([before, aws.called('AssumeRole').length]).toEqual([1, 2]);
  });
});

describe('AwsSession', () => {
  const regions = { Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-west-1' }] };

  it('asks for the enabled regions once', async () => {
    const aws = new FakeAws({ DescribeRegions: regions });
    const session = await openSession(aws);

    expect(await session.regions()).toEqual(['eu-west-1', 'us-east-1']);
    await session.regions();
    expect(aws.called('DescribeRegions')).toHaveLength(1);
  });

  it('asks for the enabled regions elsewhere where a policy closes the home region', async () => {
    const aws = new FakeAws({
      DescribeRegions: ({ region }: { region: string }) =>
        region === 'eu-west-1' ? new AnsweredError('UnauthorizedOperation', 'SCP', 403) : regions,
    });

    expect(await (await openSession(aws)).regions()).toEqual(['eu-west-1', 'us-east-1']);
    expect(aws.called('DescribeRegions').map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('names the permission when no region tells, and asks again the next time', async () => {
    const aws = new FakeAws({ DescribeRegions: new AnsweredError('UnauthorizedOperation', 'No.', 403) });
    const session = await openSession(aws);

    await expect(session.regions()).rejects.toMatchObject({ details: { class: 'denied', permission: 'ec2:DescribeRegions' } });
    aws.set('DescribeRegions', regions);
    expect(await session.regions()).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('pages a slice to its end', async () => {
    const pages: Record<string, object> = {
      first: { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'second' },
      second: { Vpcs: [{ VpcId: 'vpc-2' }] },
    };
    const aws = new FakeAws({
      DescribeVpcs: ({ input }: { input: Record<string, unknown> }) => pages[(input['NextToken'] as string) ?? 'first'] ?? {},
    });

    const found = await fetchAll(vpc, aws);

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['vpc-1', 'vpc-2']);
    expect(aws.called('DescribeVpcs').every(({ input }) => typeof input['MaxResults'] === 'number')).toBe(true);
  });

  it('throws what keeps it from the end of a slice, after the pages before it', async () => {
    const aws = new FakeAws({
      DescribeVpcs: ({ input }: { input: Record<string, unknown> }) =>
        input['NextToken'] ? denied() : { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'more' },
    });
    const session = await openSession(aws);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const page of session.fetch(vpc, 'eu-west-1')) seen.push(...page.map(({ resource_id }) => resource_id));
    })();

    await expect(reading).rejects.toMatchObject({ details: { class: 'denied', permission: 'ec2:DescribeVpcs' } });
    expect(seen).toEqual(['vpc-1']);
  });

  it('retries a throttled call, and counts every attempt and the login', async () => {
    let refusals = 1;
    const aws = new FakeAws({
      DescribeVpcs: () => (refusals-- > 0 ? new AnsweredError('RequestLimitExceeded', 'Slow down.', 503) : { Vpcs: [{ VpcId: 'vpc-1' }] }),
    });
    const session = await openSession(aws);

    for await (const page of session.fetch(vpc, 'eu-west-1')) expect(page).toHaveLength(1);

    expect(session.apiCalls()).toBe(3);
  });

  it('takes a token for each call, from the bucket of its service and region', async () => {
    const clock = new FakeClock();
    const started = clock.time;
    const limit = withHeadroom(ec2.limit);
    const session = await openSession(new FakeAws(), { clock, offline: false });

    for (let call = 0; call < limit.burst; call += 1) for await (const _page of session.fetch(vpc, 'eu-west-1')) expect(_page).toEqual([]);
    const afterBurst = clock.time;
    for await (const _page of session.fetch(vpc, 'eu-west-1')) expect(_page).toEqual([]);

    expect(afterBurst).toBe(started);
    expect(clock.time - started).toBe(1000 / limit.perSecond);
  });

  it('takes no token where no call reaches a cloud', async () => {
    const clock = new FakeClock();
    const started = clock.time;
    const session = await openSession(new FakeAws(), { clock, offline: true });

    for (let call = 0; call <= withHeadroom(ec2.limit).burst; call += 1)
      for await (const _page of session.fetch(vpc, 'eu-west-1')) expect(_page).toEqual([]);

    expect(clock.time).toBe(started);
  });

  it('reads global types in the region that the partition has for them', async () => {
    const aws = new FakeAws();
    const session = await openSession(aws, { homeRegion: 'ap-southeast-2' });

    for await (const _page of session.fetch(role, 'global')) expect(_page).toEqual([]);

    expect(aws.called('GetAccountAuthorizationDetails')[0]?.region).toBe('us-east-1');
  });

  it('takes a region that does not know the login for one that the account has not enabled', async () => {
    const aws = new FakeAws({ DescribeRegions: regions, DescribeVpcs: unknownLogin });

    await expect(fetchAll(vpc, aws, 'me-south-1')).rejects.toMatchObject({ details: { class: 'unsupported', error_code: 'AuthFailure' } });
  });

  it('takes an enabled region that no longer knows the login for revoked credentials, which is no success', async () => {
    const aws = new FakeAws({ DescribeRegions: regions, DescribeVpcs: unknownLogin });

    await expect(fetchAll(vpc, aws, 'eu-west-1')).rejects.toMatchObject({ details: { class: 'transient', error_code: 'AuthFailure' } });
  });

  it.each([
    ['knows the login either', unknownLogin],
    ['may list regions: not to know is not to know that it is not there', denied()],
  ])('takes an unknown login for no missing region where no region %s', async (_why, answer) => {
    const aws = new FakeAws({ DescribeRegions: answer, DescribeVpcs: unknownLogin });

    await expect(fetchAll(vpc, aws, 'me-south-1')).rejects.toMatchObject({ details: { class: 'transient', error_code: 'AuthFailure' } });
  });

  it('takes a global service that does not know the login for revoked credentials', async () => {
    const aws = new FakeAws({ GetAccountAuthorizationDetails: new AnsweredError('InvalidClientTokenId', 'Invalid.', 403) });

    await expect(fetchAll(role, aws, 'global')).rejects.toMatchObject({ details: { class: 'transient' } });
  });

  it('keeps an explicit opt-out of an enabled region as such', async () => {
    const aws = new FakeAws({ DescribeRegions: regions, DescribeVpcs: new AnsweredError('OptInRequired', 'Subscribe.', 403) });

    await expect(fetchAll(vpc, aws, 'eu-west-1')).rejects.toMatchObject({ details: { class: 'unsupported' } });
  });

  it('refuses a type that is not of AWS', async () => {
    const azure = { ...NETWORK, provider: 'azure' as const };

    await expect(fetchAll(azure, new FakeAws())).rejects.toMatchObject({ details: { class: 'invalid' } });
  });
});

describe("an error of Muster's own before a call is sent", () => {
  /** A clock that breaks the rate limiter, once the session is open. */
  class BrokenClock extends FakeClock {
    isBroken = false;
    override now(): number {
      if (this.isBroken) throw new TypeError('It broke.');
      return super.now();
    }
  }

  it.each([['AWS::EC2::VPC'], ['AWS::S3::Bucket']])('is thrown as it is, and not classed as an answer of AWS: %s', async (name) => {
    const type = typeNamed(name) as ResourceType;
    const clock = new BrokenClock();
    const aws = new FakeAws();
    const session = await openSession(aws, { clock, offline: false, homeAccount: ACCOUNT }, [type]);
    const before = aws.calls.length;
    clock.isBroken = true;
    const read = async (): Promise<void> => {
      for await (const _page of session.fetch(type, 'eu-west-1'));
    };

    expect(await failure(read())).toEqual(new TypeError('It broke.'));
    expect(aws.calls).toHaveLength(before);
    session.close();
  });
});
