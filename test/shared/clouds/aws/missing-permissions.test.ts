import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../shared/clouds/aws/answerer.ts';
import { principalOf } from '../../../../shared/clouds/aws/missing-permissions.ts';
import { SURVEY_PERMISSIONS } from '../../../../shared/clouds/aws/survey/explorer-api.ts';
import { TYPES } from '../../../support/fake-cloud.ts';
import { ACCOUNT, account, failure, FakeAws, fakeLogin } from './support.ts';

const USER = `arn:aws:sts::${ACCOUNT}:assumed-role/Muster/1`;
const OTHER = '444455556666';
/** Of a login that reads several services: it also counts the resources of types that Muster does not read. */
const NEEDED = ['ec2:DescribeRegions', 'ec2:DescribeVpcs', ...SURVEY_PERMISSIONS];

/** IAM as it answers where these permissions are allowed. */
const iamAllowing = (...allowed: readonly string[]) =>
  new FakeAws({
    GetCallerIdentity: { Account: ACCOUNT, Arn: USER },
    SimulatePrincipalPolicy: ({ input }: CloudCall) => ({
      EvaluationResults: (input['ActionNames'] as readonly string[]).map((action) => ({
        EvalActionName: action,
        EvalDecision: allowed.includes(action) ? 'allowed' : 'implicitDeny',
      })),
    }),
  });

describe('the permissions that a login to AWS lacks', () => {
  it('are those of the role in the account that IAM does not find allowed, asked with that role, narrowed to the question', async () => {
    const aws = iamAllowing('ec2:DescribeRegions');

    expect(await fakeLogin(aws).missing(account(OTHER), TYPES)).toEqual({ missing: NEEDED.slice(1), unknown: [] });

    expect(aws.called('SimulatePrincipalPolicy').map(({ account: asked, input }) => [asked, input])).toEqual([
      [OTHER, { PolicySourceArn: `arn:aws:iam::${OTHER}:role/MusterRead`, ActionNames: NEEDED }],
    ]);
    expect(JSON.parse(String(aws.called('AssumeRole')[0]?.input['Policy']))).toMatchObject({
      Statement: [{ Action: ['iam:SimulatePrincipalPolicy'] }],
    });
  });

  it('are those of the login itself in its own account', async () => {
    const aws = iamAllowing(...NEEDED);

    expect(await fakeLogin(aws).missing(account(ACCOUNT), TYPES)).toEqual({ missing: [], unknown: [] });
    expect(aws.called('SimulatePrincipalPolicy')[0]?.input).toMatchObject({ PolicySourceArn: `arn:aws:iam::${ACCOUNT}:role/Muster` });
    expect(aws.called('AssumeRole')).toEqual([]);
  });

  it('are asked for a hundred at a time', async () => {
    const aws = iamAllowing();
    const permissions = Array.from({ length: 250 }, (_, number) => `ec2:Describe${number}`);

    const told = await fakeLogin(aws).missing(account(OTHER), [{ ...TYPES[0]!, permissions }]);

    expect(told?.missing).toHaveLength(251);
    expect(aws.called('SimulatePrincipalPolicy').map(({ input }) => (input['ActionNames'] as readonly string[]).length)).toEqual([
      100, 100, 51,
    ]);
  });

  it.each([
    ['may not ask', new AnsweredError('AccessDenied', 'planted', 403)],
    ['is a role whose path its ARN does not have', new AnsweredError('NoSuchEntity', 'planted', 404)],
    ['gets an answer that leaves actions out', { EvaluationResults: [{ EvalActionName: 'ec2:DescribeVpcs', EvalDecision: 'allowed' }] }],
  ])('are not known to a login that %s', async (_, answer) => {
    const aws = iamAllowing();
    aws.set('SimulatePrincipalPolicy', answer);

    expect(await fakeLogin(aws).missing(account(OTHER), TYPES)).toBeUndefined();
  });

  it('are not taken for none when IAM does not answer', async () => {
    const aws = iamAllowing();
    aws.set('SimulatePrincipalPolicy', new AnsweredError('ServiceFailure', 'planted', 500));

    expect(await failure(fakeLogin(aws).missing(account(OTHER), TYPES))).toMatchObject({ details: { class: 'transient' } });
  });

  it('are those of the user or role that the ARN of a session names', () => {
    expect(principalOf(USER)).toBe(`arn:aws:iam::${ACCOUNT}:role/Muster`);
    expect(principalOf(`arn:aws:iam::${ACCOUNT}:user/eve`)).toBe(`arn:aws:iam::${ACCOUNT}:user/eve`);
  });
});
