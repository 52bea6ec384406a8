import { describe, expect, it } from '@jest/globals';
import {
  allowsAction,
  allowsAllActions,
  allowsCrossAccount,
  allowsPublic,
  deniesInsecureTransport,
} from '../../../../../shared/policies/cel/library/access.ts';
import { statementsOf } from '../../../../../shared/policies/cel/library/statements.ts';

const OWN = '111122223333';
const OTHER = '999988887777';

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
      Narrowed: true,
    });
  });

  it('are an empty list if there is no document or it has no statements', () => {
    expect(statementsOf(null)).toEqual([]);
    expect(statementsOf({ Version: '2012-10-17' })).toEqual([]);
  });

  it.each([['{not json'], [[]], [7], [{ Statement: ['Allow'] }]])('cannot be read from %j, which throws', (text) => {
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
    ['private addresses, however many', allow(when('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8'))],
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

describe('allows_all_actions', () => {
  it.each([
    [{ Action: '*', Resource: '*' }, true],
    [{ Action: ['s3:Get*', '*:*'], Resource: ['*'] }, true],
    [{ Action: '*', Resource: 'arn:aws:s3:::logs' }, false],
    [{ Action: 's3:*', Resource: '*' }, false],
    [{ NotAction: 'iam:*', Resource: '*' }, false],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }, false],
  ])('of %j is %s', (statement, expected) => {
    expect(allowsAllActions(document({ Effect: 'Allow', ...statement }))).toBe(expected);
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
    ['with a boolean for its text', [deny({ Condition: { Bool: { 'aws:SecureTransport': false } } })]],
  ])('is true if it is refused for %s', (_what, statements) => {
    expect(deniesInsecureTransport(document(...statements), 'arn:aws:s3:::logs')).toBe(true);
  });

  it.each([
    ['there is no policy', []],
    ['it is an Allow over TLS', [deny({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]],
    ['one account is refused', [deny({ Principal: { AWS: OTHER } })]],
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
