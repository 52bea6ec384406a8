import { describe, expect, it } from '@jest/globals';
import {
  allowsAction,
  allowsActionOnAll,
  allowsCrossAccount,
  allowsPublic,
  allowsWholeAccount,
  deniesInsecureTransport,
} from '../../../../../shared/policies/cel/library/access.ts';
import { statementsOf } from '../../../../../shared/policies/cel/library/statements.ts';

const OWN = '111122223333';
const OTHER = '999988887777';
const HOME = { partition: 'aws', account: OWN };
const PULUMI = `arn:aws:iam::${OWN}:oidc-provider/api.pulumi.com/oidc`;
const COGNITO = 'cognito-identity.amazonaws.com';

const document = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (more: object = {}): object => ({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...more });
const when = (operator: string, key: string, value: unknown): object => ({ Condition: { [operator]: { [key]: value } } });

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
    ['a network mapped to IPv6', allow(when('IpAddress', 'aws:SourceIp', '::ffff:8.0.0.0/104'))],
    ['a pool of Cognito', allow({ Principal: { Federated: COGNITO }, ...when('StringEquals', `${COGNITO}:aud`, 'eu-west-1:1') })],
    [
      'two conditions, one of which narrows',
      allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    ],
  ])('is false of %s', (_to, statement) => {
    expect(allowsPublic(document(statement))).toBe(false);
  });

  it('can be called on a single statement', () => {
    const asked = statementsOf(document(allow({ Principal: { AWS: OWN } }), allow())).map((statement) => allowsPublic(statement));

    expect(asked).toEqual([false, true]);
  });

  it('is true if one statement of many is', () => {
    expect(allowsPublic(document(allow({ Effect: 'Deny' }), allow({ Principal: { AWS: OWN } }), allow()))).toBe(true);
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

describe('denies_insecure_transport', () => {
  const deny = (more: object = {}): object => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    ...more,
  });

  it.each([
    ['the bucket and its objects', [deny()]],
    ['everything', [deny({ Resource: '*', Principal: { AWS: '*' }, Action: '*' })]],
    ['names that begin with the bucket', [deny({ Resource: 'arn:aws:s3:::logs*' })]],
    ['all buckets', [deny({ Resource: 'arn:aws:s3:::*' })]],
    ['names of one pattern', [deny({ Resource: ['arn:*:s3:::l?gs', 'arn:*:s3:::l?gs/*'] })]],
    ['in two statements', [deny({ Resource: 'arn:aws:s3:::logs' }), deny({ Resource: 'arn:aws:s3:::logs/*' })]],
    ['everything, by two wildcards', [deny({ Action: 's3:**', Resource: '*' })]],
    ['all but another bucket', [deny({ Resource: undefined, NotResource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] })]],
    ['all but IAM', [deny({ Action: undefined, NotAction: 'iam:*' })]],
    ['what is not TLS', [deny({ Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } } })]],
    ['what may be TLS, too', [deny({ Condition: { Bool: { 'aws:SecureTransport': ['false', 'true'] } } })]],
    ['with a boolean for its text', [deny({ Condition: { Bool: { 'aws:SecureTransport': false } } })]],
  ])('is true if it is refused for %s', (_what, statements) => {
    expect(deniesInsecureTransport(document(...statements), 'arn:aws:s3:::logs')).toBe(true);
  });

  it.each([
    ['there is no policy', []],
    ['it is an Allow over TLS', [deny({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]],
    ['one account is refused', [deny({ Principal: { AWS: OTHER } })]],
    ['all but reads are refused', [deny({ Action: undefined, NotAction: 's3:Get*' })]],
    ['all but the bucket itself are refused', [deny({ Resource: undefined, NotResource: 'arn:aws:s3:::logs' })]],
    ['all but a part of the objects are refused', [deny({ Resource: undefined, NotResource: 'arn:aws:s3:::logs/web/*' })]],
    ['all but one account are refused', [deny({ Principal: undefined, NotPrincipal: { AWS: OTHER } })]],
    ['not TLS is what is not refused', [deny({ Condition: { StringNotEquals: { 'aws:SecureTransport': 'false' } } })]],
    ['an old version is refused', [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })]],
    ['reads are refused only', [deny({ Action: 's3:GetObject' })]],
    ['objects are not covered', [deny({ Resource: 'arn:aws:s3:::logs' })]],
    ['a part of the objects is covered', [deny({ Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/web/*'] })]],
    ['objects of another end are not covered', [deny({ Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*.gz'] })]],
    ['another bucket is covered', [deny({ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] })]],
    ['other names are covered', [deny({ Resource: 'arn:aws:s3:::other*' })]],
    ['another bucket and the objects are covered', [deny({ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::logs/*'] })]],
    ['the bucket itself is not covered', [deny({ Resource: 'arn:aws:s3:::logs/*' })]],
    [
      'another condition must hold too',
      [deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })],
    ],
    ['TLS is what is refused', [deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]],
  ])('is false if %s', (_what, statements) => {
    expect(deniesInsecureTransport(document(...statements), 'arn:aws:s3:::logs')).toBe(false);
  });
});
