import { describe, expect, it } from '@jest/globals';
import {
  allowsAction,
  allowsActionOnAll,
  allowsCrossAccount,
  allowsPublic,
  allowsService,
  allowsWholeAccount,
} from '../../../../../shared/policies/cel/library/access.ts';
import { statementsOf } from '../../../../../shared/policies/cel/library/statements.ts';

const OWN = '111122223333';
const OTHER = '999988887777';
const HOME = { partition: 'aws', account: OWN };
const PULUMI = `arn:aws:iam::${OWN}:oidc-provider/api.pulumi.com/oidc`;
const COGNITO = 'cognito-identity.amazonaws.com';

const document = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (more: object = {}): object => ({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...more });
const when = (operator: string, key: string, value: unknown): { readonly Condition: object } => ({
  Condition: { [operator]: { [key]: value } },
});

describe('statements', () => {
  it('have one shape for every way to write a document', () => {
    const [statement] = statementsOf({
      Statement: {
        Sid: 'Read',
        Effect: 'Allow',
        Principal: { AWS: ['*', `arn:aws:iam::${OTHER}:root`], Service: 'lambda.amazonaws.com' },
        Action: 'S3:GetObject',
        Resource: ['arn:aws:s3:::logs/*'],
        Condition: { StringEquals: { 'aws:SourceAccount': OWN }, Bool: { 'aws:SecureTransport': true } },
      },
    });

    expect(statement).toEqual({
      Sid: 'Read',
      Effect: 'Allow',
      Principals: ['*', `AWS:arn:aws:iam::${OTHER}:root`, 'Service:lambda.amazonaws.com'],
      NotPrincipals: [],
      Actions: ['s3:getobject'],
      NotActions: [],
      Resources: ['arn:aws:s3:::logs/*'],
      NotResources: [],
      Conditions: { StringEquals: { 'aws:sourceaccount': [OWN] }, Bool: { 'aws:securetransport': ['true'] } },
      Demands: [
        { Operator: 'Bool', Key: 'aws:securetransport', Values: ['true'] },
        { Operator: 'StringEquals', Key: 'aws:sourceaccount', Values: [OWN] },
      ],
      FixedKeys: ['aws:sourceaccount'],
      Narrowed: true,
    });
  });

  it('are an empty list if there is no document or it has no statements', () => {
    expect(statementsOf(null)).toEqual([]);
    expect(statementsOf({ Version: '2012-10-17' })).toEqual([]);
  });

  it.each([
    ['{not json'],
    [[]],
    [7],
    [{ Statement: ['Allow'] }],
    [{ Statement: [{ Condition: 'StringEquals' }] }],
    [{ Statement: [{ Condition: { StringEquals: 'aws:SourceAccount' } }] }],
    [{ Statement: [{ Action: [{}] }] }],
    [{ Statement: [{ Principal: { AWS: {} } }] }],
  ])('cannot be read from %j, which throws', (text) => {
    expect(() => statementsOf(text)).toThrow(TypeError);
  });
});

describe('allows_public', () => {
  it.each([
    ['everyone', allow()],
    ['everyone, as an AWS principal', allow({ Principal: { AWS: '*' } })],
    ['everyone, among others', allow({ Principal: { AWS: [OWN, '*'] } })],
    ['everyone but one', allow({ Principal: undefined, NotPrincipal: { AWS: OTHER } })],
    ['everyone from anywhere', allow(when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'))],
    ['everyone from one half of the internet', allow(when('IpAddress', 'aws:SourceIp', ['0.0.0.0/1']))],
    ['everyone in one network or anywhere', allow(when('IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '::/0']))],
    ['everyone outside of a network', allow(when('NotIpAddress', 'aws:SourceIp', '198.51.100.0/24'))],
    ['any source account', allow(when('StringLike', 'aws:SourceAccount', '*'))],
    ['any source ARN of S3', allow(when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'))],
    ['a source ARN of any account', allow(when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:alerts'))],
    ['a source account, if the caller brings one', allow(when('StringEqualsIfExists', 'aws:SourceAccount', OWN))],
    ['all of the organizations it has, maybe none', allow(when('ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-abc'))],
    ['everyone who does not come from an account', allow(when('StringNotEquals', 'aws:SourceAccount', OWN))],
    ['whoever the caller says it is', allow(when('StringEquals', 'aws:PrincipalAccount', '${aws:SourceAccount}'))],
    ['whoever has an id, as all have', allow(when('StringLike', 'aws:userid', ['AROAEXAMPLE:*', 'A*']))],
    ['any bucket whose name begins so', allow(when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::a*'))],
    ['any bucket whose name has two letters', allow(when('ArnEquals', 'aws:SourceArn', 'arn:aws:s3:::??'))],
    ['an ARN with an account somewhere', allow(when('StringLike', 'aws:PrincipalArn', `arn:aws:*:${OWN}:*`))],
    ['an ARN that is only a wildcard', allow(when('ArnLike', 'aws:SourceArn', '*'))],
    ['an account of which one digit is a wildcard', allow(when('StringLike', 'aws:SourceAccount', '11112222333?'))],
    ['a path in any organization', allow(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-1/*'))],
    ['any endpoint', allow(when('StringLike', 'aws:SourceVpce', 'vpce-*'))],
    ['whoever comes from an endpoint', allow(when('Null', 'aws:SourceVpce', 'false'))],
    ['whoever comes from none', allow(when('Null', 'aws:SourceVpce', 'true'))],
    ['private addresses, which every VPC can have', allow(when('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8'))],
    ['the services that call S3', allow(when('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'))],
    ['whoever knows an external id', allow(when('StringEquals', 'sts:ExternalId', 'x'))],
    ['an account or more, by an operator that nobody knows', allow(when('StringResembles', 'aws:SourceAccount', OWN))],
    ['a source account, by another than it', allow(when('StringNotEquals', 'aws:PrincipalAccount', OWN))],
    ['every provider', allow({ Principal: { Federated: '*' } })],
    ['every service', allow({ Principal: { Service: '*' } })],
    [
      'every service account of Google, by an audience that it chooses',
      allow({ Principal: { Federated: 'accounts.google.com' }, ...when('StringEquals', 'accounts.google.com:oaud', 'sts.example.com') }),
    ],
    ['every pool of Cognito', allow({ Principal: { Federated: COGNITO } })],
    ['any pool of Cognito', allow({ Principal: { Federated: COGNITO }, ...when('StringLike', `${COGNITO}:aud`, 'eu-west-1:*') })],
    ['every project on gitlab.com', allow({ Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/gitlab.com` } })],
    [
      'any pool of Cognito, by a variable',
      allow({ Principal: { Federated: COGNITO }, ...when('StringEquals', `${COGNITO}:aud`, `\${${COGNITO}:aud}`) }),
    ],
    ...['pulumi:deploy:org:*', 'pulumi:deploy:*', 'pulumi:deploy:org:*:project:x'].map((sub): [string, object] => [
      `Pulumi: ${sub}`,
      allow({ Principal: { Federated: PULUMI }, ...when('StringLike', 'api.pulumi.com/oidc:sub', sub) }),
    ]),
    [
      'any audience of Pulumi',
      allow({ Principal: { Federated: PULUMI }, ...when('StringLike', 'api.pulumi.com/oidc:aud', 'aws:pulumi:*') }),
    ],
    [
      'the internet in blocks',
      allow(
        when(
          'IpAddress',
          'aws:SourceIp',
          Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`),
        ),
      ),
    ],
    ['the internet, mapped to IPv6', allow(when('IpAddress', 'aws:SourceIp', '::ffff:0:0/96'))],
    ['a block that is none', allow(when('IpAddress', 'aws:SourceIp', ['198.51.100.0/24', 'home']))],
    ['everyone over TLS', allow(when('Bool', 'aws:SecureTransport', 'true'))],
    ['everyone with a referer', allow(when('StringLike', 'aws:Referer', 'https://example.com/*'))],
  ])('is true of an Allow to %s', (_to, statement) => {
    expect(allowsPublic(document(statement))).toBe(true);
  });

  it.each([
    ['a Deny to everyone', allow({ Effect: 'Deny' })],
    ['an account', allow({ Principal: { AWS: OTHER } })],
    ['a service', allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
    ['an organization', allow(when('StringEquals', 'aws:PrincipalOrgID', 'o-abc'))],
    ['a path in an organization', allow(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-abc/r-1/*'))],
    ['a source account', allow(when('StringEquals', 'aws:sourceaccount', OWN))],
    ['the roles of an account', allow(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/*`))],
    ['a bucket', allow(when('ArnEquals', 'aws:SourceArn', 'arn:aws:s3:::logs'))],
    ['an endpoint', allow(when('StringEquals', 'aws:SourceVpce', 'vpce-1'))],
    ['a network', allow(when('IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '10.0.0.0/8', '203.0.113.7']))],
    ['the sessions of a role', allow(when('StringLike', 'aws:userid', 'AROAEXAMPLE:*'))],
    ['a user, by its id', allow(when('StringEquals', 'aws:userid', 'AIDAEXAMPLE'))],
    ['private addresses', allow(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'))],
    ['an ARN of one account, part by part', allow(when('ArnLike', 'aws:SourceArn', `arn:*:sns:*:${OWN}:*`))],
    ['one key of another case', allow(when('stringequals', 'AWS:SOURCEACCOUNT', OWN))],
    ['an account as a number', allow(when('NumericEquals', 'aws:SourceAccount', Number(OWN)))],
    ['the objects of one bucket', allow(when('StringLike', 'aws:SourceArn', 'arn:aws:s3:::logs/*'))],
    [
      'an ARN without an account and without wildcards',
      allow(when('ArnEquals', 'aws:SourceArn', 'arn:aws:apigateway:eu-west-1::/restapis/x')),
    ],
    ['a service by its name', allow(when('StringEquals', 'aws:PrincipalServiceName', 'cloudtrail.amazonaws.com'))],
    [
      'an account, if there is one, and there must be',
      allow({ Condition: { StringEqualsIfExists: { 'aws:SourceAccount': OWN }, Null: { 'aws:SourceAccount': false } } }),
    ],
    [
      'an organization of Pulumi',
      allow({ Principal: { Federated: PULUMI }, ...when('StringLike', 'api.pulumi.com/oidc:sub', 'pulumi:deploy:org:acme:project:*') }),
    ],
    ['an audience of Pulumi', allow({ Principal: { Federated: PULUMI }, ...when('StringEquals', 'api.pulumi.com/oidc:aud', 'aws:acme') })],
    [
      'a group of gitlab.com',
      allow({
        Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/gitlab.com` },
        ...when('StringLike', 'gitlab.com:sub', 'project_path:acme/*'),
      }),
    ],
    [
      'an application of Google',
      allow({ Principal: { Federated: 'accounts.google.com' }, ...when('StringEquals', 'accounts.google.com:aud', 'app') }),
    ],
    [
      'the roles of a permission set',
      allow(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*`)),
    ],
    ['a network mapped to IPv6', allow(when('IpAddress', 'aws:SourceIp', '::ffff:8.0.0.0/104'))],
    ['a pool of Cognito', allow({ Principal: { Federated: COGNITO }, ...when('StringEquals', `${COGNITO}:aud`, 'eu-west-1:1') })],
    [
      'two conditions, one of which narrows',
      allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    ],
  ])('is false of %s', (_to, statement) => {
    expect(allowsPublic(document(statement))).toBe(false);
  });

  const deny = (more: object = {}): object => allow({ Effect: 'Deny', ...more });
  const org = when('StringNotEquals', 'aws:PrincipalOrgID', 'o-abc');

  it.each([
    ['everything', [allow(), deny()]],
    ['everything, before it is allowed', [deny({ Action: '*' }), allow()]],
    [
      'a broader action and resource',
      [allow({ Resource: 'arn:aws:s3:::logs/*' }), deny({ Action: 's3:Get*', Resource: 'arn:aws:s3:::logs*' })],
    ],
    ['two actions in two statements', [allow({ Action: ['s3:GetObject', 's3:PutObject'] }), deny(), deny({ Action: 's3:PutObject' })]],
    ['two resources in two statements', [allow({ Resource: ['a', 'b/*'] }), deny({ Resource: 'a' }), deny({ Resource: '*/*' })]],
    ['all but another action', [allow(), deny({ Action: undefined, NotAction: 's3:PutObject' })]],
    [
      'all but another resource',
      [allow({ Resource: 'arn:aws:s3:::logs/*' }), deny({ Resource: undefined, NotResource: 'arn:aws:s3:::web/*' })],
    ],
    ['everyone but an account', [allow(), deny({ Principal: undefined, NotPrincipal: { AWS: OTHER } })]],
    ['everyone outside of an organization', [allow(), deny(org)]],
    ['everyone outside of an account', [allow(), deny(when('StringNotEqualsIfExists', 'aws:PrincipalAccount', OWN))]],
    ['everyone outside of a network', [allow(), deny(when('NotIpAddress', 'aws:SourceIp', '198.51.100.0/24'))]],
    ['everyone but a role', [allow(), deny(when('ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/*`))]],
    [
      'who is in neither of two',
      [allow(), deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc', 'aws:SourceVpc': 'vpc-1' } } })],
    ],
    ['all but some, all of which is denied', [allow({ Action: undefined, NotAction: 's3:PutObject' }), deny({ Action: '*' })]],
    [
      'a trust, which names no resource',
      [allow({ Resource: undefined, Action: 'sts:AssumeRole' }), deny({ Resource: undefined, Action: 'sts:*' })],
    ],
  ])('is false where the document denies %s', (_what, statements) => {
    expect(allowsPublic(document(...statements))).toBe(false);
    expect(statementsOf(document(...statements)).some((statement) => allowsPublic(statement))).toBe(false);
  });

  it.each([
    ['another action', [allow(), deny({ Action: 's3:PutObject' })]],
    ['a part of the actions', [allow({ Action: 's3:Get*' }), deny({ Action: 's3:GetObject' })]],
    ['another resource', [allow({ Resource: 'arn:aws:s3:::logs/*' }), deny({ Resource: 'arn:aws:s3:::web/*' })]],
    ['a part of the resources', [allow({ Resource: 'arn:aws:s3:::logs/*' }), deny({ Resource: 'arn:aws:s3:::logs/a/*' })]],
    ['one of two resources', [allow({ Resource: ['a', 'b'] }), deny({ Resource: 'a' })]],
    ['all but this action', [allow(), deny({ Action: undefined, NotAction: 's3:Get*' })]],
    ['an account', [allow(), deny({ Principal: { AWS: OTHER } })]],
    ['nobody, by an exception for everyone', [allow(), deny({ Principal: undefined, NotPrincipal: { AWS: '*' } })]],
    ['an organization', [allow(), deny(when('StringEquals', 'aws:PrincipalOrgID', 'o-abc'))]],
    ['its own account', [allow(), deny(when('StringEquals', 'aws:PrincipalAccount', OWN))]],
    ['calls without TLS', [allow(), deny(when('Bool', 'aws:SecureTransport', 'false'))]],
    ['everyone outside of any organization', [allow(), deny(when('StringNotLike', 'aws:PrincipalOrgID', 'o-*'))]],
    ['who brings another organization', [allow(), deny(when('ForAnyValue:StringNotEquals', 'aws:PrincipalOrgID', 'o-abc'))]],
    ['who is in no organization', [allow(), deny(when('Null', 'aws:PrincipalOrgID', 'true'))]],
    ['who is outside and without TLS', [allow(), deny({ Condition: { ...org.Condition, Bool: { 'aws:SecureTransport': 'false' } } })]],
    ['some, where all but others is allowed', [allow({ Action: undefined, NotAction: 's3:PutObject' }), deny({ Action: 's3:*' })]],
  ])('is true where the document denies %s', (_what, statements) => {
    expect(allowsPublic(document(...statements))).toBe(true);
  });

  it('can be called on a single statement', () => {
    const asked = statementsOf(document(allow({ Principal: { AWS: OWN } }), allow())).map((statement) => allowsPublic(statement));

    expect(asked).toEqual([false, true]);
  });

  it('is true if one statement of many is', () => {
    expect(allowsPublic(document(allow({ Effect: 'Deny', Action: 's3:PutObject' }), allow({ Principal: { AWS: OWN } }), allow()))).toBe(
      true,
    );
  });

  it('is false where there is no policy', () => {
    expect(allowsPublic(null)).toBe(false);
  });
});

describe('allows_cross_account', () => {
  it.each([
    ['another account', allow({ Principal: { AWS: OTHER } }), true],
    ['a role of another account', allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/x` } }), true],
    ['everyone', allow(), true],
    ['everyone of an organization', allow(when('StringEquals', 'aws:PrincipalOrgID', 'o-abc')), true],
    ['a canonical user', allow({ Principal: { CanonicalUser: 'abc' } }), true],
    [
      'another account for a source of another',
      allow({ Principal: { AWS: OTHER }, ...when('StringEquals', 'aws:SourceAccount', OTHER) }),
      true,
    ],
    ['its own account', allow({ Principal: { AWS: `arn:aws:iam::${OWN}:root` } }), false],
    ['its own account by number', allow({ Principal: { AWS: OWN } }), false],
    ['everyone of its own account', allow(when('StringEquals', 'aws:PrincipalAccount', OWN)), false],
    ['everyone with an ARN of its own account', allow(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/*`)), false],
    ['a principal that was deleted', allow({ Principal: { AWS: 'AROAEXAMPLE' } }), false],
    ['a service', allow({ Principal: { Service: 'lambda.amazonaws.com' } }), false],
  ])('of an Allow to %s', (_to, statement, expected) => {
    expect(allowsCrossAccount(document(statement), OWN)).toBe(expected);
    expect(allowsCrossAccount(document(statement), `aws:${OWN}`)).toBe(expected);
  });
});

describe('allows_cross_account with denials', () => {
  const outside = (account: string): object =>
    allow({ Effect: 'Deny', Action: '*', ...when('StringNotEquals', 'aws:PrincipalAccount', account) });

  it('is false only if everyone outside of the account itself is denied', () => {
    expect(allowsCrossAccount(document(allow(), outside(OWN)), OWN)).toBe(false);
    expect(allowsCrossAccount(document(allow({ Principal: { AWS: OTHER } }), outside(OWN)), OWN)).toBe(false);
    expect(allowsCrossAccount(document(allow(), outside(OTHER)), OWN)).toBe(true);
    expect(allowsCrossAccount(document(allow(when('StringNotEquals', 'aws:PrincipalAccount', OWN))), OWN)).toBe(true);
  });
});

describe('allows_service', () => {
  const TRAIL = 'cloudtrail.amazonaws.com';
  const trail = `arn:aws:cloudtrail:eu-west-1:${OWN}:trail/all`;

  it.each([
    [{ Principal: { Service: TRAIL } }, true],
    [{ Principal: { Service: ['config.amazonaws.com', TRAIL] } }, true],
    [{ Principal: { Service: '*' } }, true],
    [{ Principal: '*' }, true],
    [{ Principal: { AWS: '*' }, ...when('ArnLike', 'aws:SourceArn', trail) }, true],
    [{ Principal: '*', ...when('StringEquals', 'aws:PrincipalServiceName', TRAIL) }, true],
    [{ Principal: { Service: TRAIL }, ...when('StringEquals', 'aws:SourceAccount', OWN) }, true],
    [{ Principal: undefined, NotPrincipal: { AWS: OTHER } }, true],
    [{ Principal: undefined, NotPrincipal: { Service: TRAIL } }, false],
    [{ Principal: { Service: 'config.amazonaws.com' } }, false],
    [{ Principal: { AWS: OWN } }, false],
    [{ Principal: '*', ...when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::logs') }, false],
    [{ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-abc') }, false],
    [{ Principal: '*', ...when('StringEquals', 'aws:PrincipalServiceName', 'config.amazonaws.com') }, false],
    [{ Effect: 'Deny', Principal: { Service: TRAIL } }, false],
  ])('of %j is %s', (statement, expected) => {
    expect(allowsService(document(allow(statement)), TRAIL)).toBe(expected);
  });
});

describe('a statement whose Effect AWS does not take', () => {
  it.each(['allow', 'ALLOW', 'deny', '', undefined, 'Permit'])('%s is not known', (Effect) => {
    expect(() => allowsPublic(document(allow({ Effect })))).toThrow(/neither 'Allow' nor 'Deny'/);
  });
});

describe('allows_whole_account', () => {
  it.each([
    [{ AWS: OTHER }, true],
    [{ AWS: `arn:aws:iam::${OTHER}:root` }, true],
    ['*', true],
    [{ AWS: [`arn:aws:iam::${OTHER}:role/x`, OTHER] }, true],
    [{ AWS: `arn:aws:iam::${OTHER}:role/*` }, true],
    [{ CanonicalUser: 'abc' }, true],
    [{ AWS: `arn:aws:iam::${OTHER}:role/x` }, false],
    [{ AWS: `arn:aws:iam::${OTHER}:user/path/x` }, false],
    [{ AWS: `arn:aws-cn:sts::${OTHER}:assumed-role/x/y` }, false],
    [{ AWS: OWN }, false],
    [{ Service: 'ec2.amazonaws.com' }, false],
  ])('of %j is %s', (Principal, expected) => {
    expect(allowsWholeAccount(document(allow({ Principal })), OWN)).toBe(expected);
  });
});

describe('allows_action_on_all', () => {
  const KEYS = 'arn:*:kms:?*:*:key/????????-????-????-????-????????????';

  it.each([
    [{ Resource: '*' }, true],
    [{ Resource: 'arn:aws:*:*:*:*' }, true],
    [{ Resource: 'arn:aws-us-gov:kms:*' }, false],
    [{ NotResource: 'arn:aws-us-gov:kms:*' }, true],
    [{ Resource: `arn:aws:kms:*:${OTHER}:key/*` }, false],
    [{ NotResource: `arn:aws:kms:*:${OWN}:key/*` }, false],
    [{ Resource: `arn:aws:kms:*:${OWN}:key/*` }, true],
    [{ Resource: '*:key/*-*' }, true],
    [{ NotResource: 'arn:aws:s3:::logs' }, true],
    [{ NotResource: `arn:aws:kms:eu-west-1:${OWN}:key/1` }, true],
    [{ NotResource: `arn:aws:kms:*:${OTHER}:key/*` }, true],
    [{ NotResource: 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*' }, false],
    [{ Resource: `arn:aws:kms:eu-west-1:${OWN}:key/*` }, false],
    [{ Resource: 'arn:aws:kms:*:*:alias/*' }, false],
    [{ Resource: 'arn:aws:s3:*' }, false],
    [{ NotResource: 'arn:aws:kms:*' }, false],
    [{ NotResource: '*' }, false],
    [{ Resource: '*', Action: 'kms:Encrypt' }, false],
    [{ Resource: '*', NotAction: 'kms:*', Action: undefined }, false],
  ])('of %j is %s', (statement, expected) => {
    expect(allowsActionOnAll(document({ Effect: 'Allow', Action: 'kms:Decrypt', ...statement }), 'kms:decrypt', KEYS, HOME)).toBe(expected);
  });
});

describe('allows_action', () => {
  it.each([
    [{ Action: 's3:GetObject' }, 's3:getobject', true],
    [{ Action: 's3:*' }, 's3:GetObject', true],
    [{ Action: 's3:Get?bject' }, 's3:GetObject', true],
    [{ Action: '*' }, 'iam:PassRole', true],
    [{ Action: 'iam:Pass*' }, 'iam:*Role', true],
    [{ Action: 's3:GetObject' }, 's3:Put*', false],
    [{ Action: 's3:Get' }, 's3:GetObject', false],
    [{ NotAction: 'iam:*' }, 's3:GetObject', true],
    [{ NotAction: 's3:*' }, 's3:GetObject', false],
    [{ NotAction: 's3:GetObject' }, 's3:*', true],
    [{ NotAction: '*' }, 's3:*', false],
    [{ NotAction: 's3:*' }, 's3:Get*', false],
    [{ NotAction: ['s3:Get*', 's3:Put*'] }, 's3:?etObject', true],
    [{ Action: 's3:?etObject' }, 's3:PutBucketPolicy', false],
    [{ Action: 's3:Put*Tag*Acl' }, 's3:PutBucketAcl', false],
    [{ Effect: 'Deny', Action: '*' }, 's3:GetObject', false],
  ])('of %j and %s is %s', (statement, action, expected) => {
    expect(allowsAction(document({ Effect: 'Allow', Resource: '*', ...statement }), action)).toBe(expected);
  });

  it('takes no longer for patterns on which a backtracking matcher would need exponential time', () => {
    const pattern = `${'*a'.repeat(60)}b`;

    expect(allowsAction(document({ Effect: 'Allow', Action: pattern }), 'a'.repeat(200))).toBe(false);
  });
});
