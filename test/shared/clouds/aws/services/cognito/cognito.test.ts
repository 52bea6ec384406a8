import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Cognito::UserPool',
    id: 'us-east-1_[0-9a-f]{9}',
    arn: 'cognito-idp:<region>:<account>:userpool/us-east-1_[0-9a-f]{9}',
    relations: ['uses AWS::IAM::Role', 'uses AWS::Lambda::Function'],
  },
  { type: 'AWS::Cognito::UserPoolClient', id: '[0-9a-f]{26}', arn: null, relations: ['in AWS::Cognito::UserPool'] },
  {
    type: 'AWS::Cognito::IdentityPool',
    id: 'us-east-1:[0-9a-f-]{36}',
    arn: 'cognito-identity:<region>:<account>:identitypool/us-east-1:[0-9a-f-]{36}',
    relations: ['uses AWS::Cognito::UserPoolClient', 'uses AWS::IAM::OIDCProvider'],
  },
  {
    type: 'AWS::Cognito::UserPoolGroup',
    id: 'us-east-1_[0-9a-f]{9}/administrators',
    arn: null,
    relations: ['in AWS::Cognito::UserPool', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('stores no secret of a client, and no address of a sender', async () => {
  const found = [
    ...(await fetchAll(typeCalled('AWS::Cognito::UserPoolClient'))),
    ...(await fetchAll(typeCalled('AWS::Cognito::UserPool'))),
  ];

  expect(found.map(({ name }) => name)).toEqual(['website', expect.stringContaining('customers')]);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('knows the keys and the functions of a user pool', async () => {
  const key = 'arn:aws:kms:us-east-1:1:key/k';
  const sender = 'arn:aws:lambda:us-east-1:1:function:sender';
  const UserPool = { Id: 'us-east-1_a', Name: 'a', LambdaConfig: { KMSKeyID: key, CustomEmailSender: { LambdaArn: sender } } };
  const aws = new SampledAws({ ListUserPools: { UserPools: [{ Id: 'us-east-1_a', Name: 'a' }] }, DescribeUserPool: { UserPool } });

  expect((await fetchAll(typeCalled('AWS::Cognito::UserPool'), aws))[0]?.relationships).toEqual([
    { relation: 'uses', type: 'AWS::KMS::Key', id: key },
    { relation: 'uses', type: 'AWS::Lambda::Function', id: sender },
  ]);
});

it('has no clients of a user pool that is deleted while they are listed', async () => {
  const gone = new AnsweredError('ResourceNotFoundException', 'User pool does not exist.', 400);

  expect(await fetchAll(typeCalled('AWS::Cognito::UserPoolClient'), new SampledAws({ ListUserPoolClients: gone }))).toEqual([]);
});
