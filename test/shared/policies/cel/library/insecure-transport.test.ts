import { describe, expect, it } from '@jest/globals';
import { deniesInsecureTransport } from '../../../../../shared/policies/cel/library/insecure-transport.ts';

const OTHER = '999988887777';

const document = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });

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
    [
      'reads by one statement, and for the rest by another',
      [deny({ Action: 's3:Get*' }), deny({ Action: undefined, NotAction: 's3:Get*' })],
    ],
    [
      'all but reads, and all but writes',
      [deny({ Action: undefined, NotAction: 's3:Get*' }), deny({ Action: undefined, NotAction: 's3:Put*' })],
    ],
    [
      'every first letter',
      ['a', 'b', 'c', 'd', 'g', 'i', 'l', 'o', 'p', 'r'].concat('efhjkmnqstuvwxyz'.split('')).map((a) => deny({ Action: `s3:${a}*` })),
    ],
    [
      'reads of objects by one statement, and for the rest by another',
      [deny({ Action: 's3:GetObject*', Resource: 'arn:aws:s3:::logs/*' }), deny({ Action: undefined, NotAction: 's3:GetObject*' })],
    ],
    [
      'what concerns the bucket on it, and the rest on its objects',
      [
        deny({ Action: undefined, NotAction: ['s3:GetObject*', 's3:PutObject'], Resource: 'arn:aws:s3:::logs' }),
        deny({ Action: undefined, NotAction: ['s3:ListBucket*', 's3:GetBucketPolicy'], Resource: 'arn:aws:s3:::logs/*' }),
      ],
    ],
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
    ['a part is refused, by its first letter', [deny({ Action: ['s3:f*', 's3:G*', 's3:p*'] })]],
    [
      'reads by one statement, and the rest on the bucket only',
      [deny({ Action: 's3:Get*' }), deny({ Action: undefined, NotAction: 's3:Get*', Resource: 'arn:aws:s3:::logs' })],
    ],
    [
      'two statements leave the same',
      [deny({ Action: undefined, NotAction: 's3:Get*' }), deny({ Action: undefined, NotAction: ['s3:GetObject', 's3:Put*'] })],
    ],
    ['what concerns objects is left out for them', [deny({ Action: undefined, NotAction: 's3:PutObject' })]],
    ['what concerns the bucket is left out for it', [deny({ Action: undefined, NotAction: 's3:ListBucket' })]],
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
