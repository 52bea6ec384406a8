import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../shared/clouds/aws/answerer.ts';
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { typeNamed } from '../../../../../shared/registry.ts';
import { DETAILS_OF_POLICIES } from '../../../../../shared/policies/details-of-policies.generated.ts';
import { sessionOf } from '../demo/read-account.ts';
import { ACCOUNT, fetchAll, SampledAws, typeCalled } from './sampled-aws.ts';

const plain = typeNamed('AWS::S3::Bucket') as ResourceType;
const bucket = typeCalled('AWS::S3::Bucket');

const notSet = (code: string): AnsweredError => new AnsweredError(code, 'It is not set.', 404);

/** A bucket with only the settings that S3 always sets. */
const BARE_BUCKET = {
  GetBucketPolicy: notSet('NoSuchBucketPolicy'),
  GetBucketPolicyStatus: notSet('NoSuchBucketPolicy'),
  GetBucketAcl: { Owner: { ID: 'me' }, Grants: [] },
  GetBucketEncryption: notSet('ServerSideEncryptionConfigurationNotFoundError'),
  GetBucketVersioning: {},
  GetPublicAccessBlock: notSet('NoSuchPublicAccessBlockConfiguration'),
  GetBucketLogging: {},
  GetBucketLifecycleConfiguration: notSet('NoSuchLifecycleConfiguration'),
  GetBucketReplication: notSet('ReplicationConfigurationNotFoundError'),
  GetBucketTagging: notSet('NoSuchTagSet'),
  GetBucketWebsite: notSet('NoSuchWebsiteConfiguration'),
  GetBucketCors: notSet('NoSuchCORSConfiguration'),
  GetBucketOwnershipControls: notSet('OwnershipControlsNotFoundError'),
  GetBucketNotificationConfiguration: {},
  GetObjectLockConfiguration: notSet('ObjectLockConfigurationNotFoundError'),
  GetBucketAccelerateConfiguration: {},
} as const;

const ONE_BUCKET = { ListBuckets: { Buckets: [{ Name: 'logs', BucketRegion: 'us-east-1' }] } };

/** Buckets without settings. */
const bare = (others: Readonly<Record<string, object>> = {}): SampledAws => new SampledAws({ ...BARE_BUCKET, ...ONE_BUCKET, ...others });

const names = async (aws: SampledAws, region: string): Promise<string[]> =>
  (await fetchAll(bucket, aws, region)).map(({ resource_id }) => resource_id);

describe('buckets of a region', () => {
  it('are listed with a filter for that region', async () => {
    const aws = bare();

    await fetchAll(bucket, aws, 'eu-west-1');

    expect(aws.called('ListBuckets').map(({ region, input }) => [region, input['BucketRegion']])).toEqual([['eu-west-1', 'eu-west-1']]);
  });

  it('are filtered by Muster too, because emulators send all buckets', async () => {
    const aws = bare({
      ListBuckets: {
        Buckets: [
          { Name: 'here', BucketRegion: 'eu-west-1' },
          { Name: 'there', BucketRegion: 'us-east-1' },
        ],
      },
    });

    expect(await names(aws, 'eu-west-1')).toEqual(['here']);
    expect(await names(aws, 'us-east-1')).toEqual(['there']);
  });

  it('are found by their location if no region is sent, also by its old names', async () => {
    const locations: Record<string, object> = {
      dublin: { LocationConstraint: 'EU' },
      virginia: {},
      frankfurt: { LocationConstraint: 'eu-central-1' },
      gone: new AnsweredError('NoSuchBucket', 'No.', 404),
    };
    const aws = bare({
      ListBuckets: { Buckets: Object.keys(locations).map((Name) => ({ Name })) },
      GetBucketLocation: ({ input }: { input: Record<string, unknown> }) => locations[input['Bucket'] as string] ?? {},
    });

    expect(await names(aws, 'eu-west-1')).toEqual(['dublin']);
    expect(await names(aws, 'us-east-1')).toEqual(['virginia']);
    expect(await names(aws, 'eu-central-1')).toEqual(['frankfurt']);
  });

  describe('of which one has a location that may not be read', () => {
    const aws = () =>
      bare({
        ListBuckets: { Buckets: [{ Name: 'before' }, { Name: 'secret' }, { Name: 'after' }] },
        GetBucketLocation: ({ input }: { input: Record<string, unknown> }) =>
          input['Bucket'] === 'secret' ? new AnsweredError('AccessDenied', 'Access Denied', 403) : { LocationConstraint: 'eu-west-1' },
      });
    const UNREAD = { '*': { permission: 's3:GetBucketLocation', error_code: 'AccessDenied' } };

    it('are read, and that one is listed with its settings unread, in the first region', async () => {
      expect(await fetchAll(bucket, aws(), 'us-east-1')).toMatchObject([
        { resource_id: 'secret', config: { Name: 'secret' }, unread: UNREAD },
      ]);
      const home = await fetchAll(bucket, aws(), 'eu-west-1');
      expect(home.map(({ resource_id, unread }) => [resource_id, unread])).toEqual([
        ['before', {}],
        ['after', {}],
      ]);
    });

    it('are read, and that one stays in the slice where it is stored', async () => {
      const session = sessionOf(aws(), ACCOUNT);
      const found = [];
      const stored = { isStored: (id: string) => id === 'secret', isCurrent: () => false };
      for await (const page of session.fetch(bucket, 'eu-west-1', stored)) found.push(...page);
      session.close();

      expect(found).toMatchObject([{ resource_id: 'before' }, { resource_id: 'secret', unread: UNREAD }, { resource_id: 'after' }]);
    });

    it('fail the slice if the error is transient', async () => {
      const failing = bare({
        ListBuckets: { Buckets: [{ Name: 'secret' }] },
        GetBucketLocation: new AnsweredError('ExpiredToken', 'The token has expired.', 400),
      });
      await expect(fetchAll(bucket, failing, 'us-east-1')).rejects.toMatchObject({ details: { class: 'transient' } });
    });
  });
});

describe('optional settings of a bucket', () => {
  const OPTIONAL = bucket.optional ?? [];

  it('are not read unless they are asked for: a bucket takes at most ten calls', async () => {
    const aws = bare();
    const [found] = await fetchAll(plain, aws);

    expect(aws.calls.filter(({ operation }) => operation !== 'ListBuckets').length).toBeLessThanOrEqual(10);
    expect(found?.unread).toEqual(Object.fromEntries(OPTIONAL.map((field) => [field, { error_code: 'NotAsked' }])));
    for (const field of OPTIONAL) expect(found?.config).not.toHaveProperty(field);
  });

  it('are read where a policy names them', async () => {
    const [asked] = asking([plain], { 'AWS::S3::Bucket': ['CORSRules', 'Policy'] });
    const [found] = await fetchAll(asked as ResourceType, bare());

    expect(found?.config['CORSRules']).toBeNull();
    expect(Object.keys(found?.unread ?? {}).toSorted()).toEqual(OPTIONAL.filter((field) => field !== 'CORSRules').toSorted());
  });

  const callsOf = async (others: Readonly<Record<string, object>>): Promise<number> => {
    const aws = bare(others);
    const [asked] = asking([plain], DETAILS_OF_POLICIES);
    await fetchAll(asked as ResourceType, aws);
    return aws.calls.filter(({ operation }) => operation !== 'ListBuckets').length;
  };
  const POLICY = { GetBucketPolicy: { Policy: '{"Statement":[]}' }, GetBucketPolicyStatus: { PolicyStatus: { IsPublic: false } } };
  const VERSIONS = { GetBucketVersioning: { Status: 'Enabled' } };

  it.each([
    ['nothing set', {}, 9],
    ['suspended versioning', { GetBucketVersioning: { Status: 'Suspended' } }, 9],
    ['a policy', POLICY, 10],
    ['versioning', VERSIONS, 11],
    ['a policy and versioning', { ...POLICY, ...VERSIONS }, 12],
  ])('with all policies in use, a bucket with %s takes so many calls', async (_what, others, calls) => {
    expect(await callsOf(others)).toBe(calls);
  });

  it('are read where it is unknown whether they can be set', async () => {
    const denied = new AnsweredError('AccessDenied', 'Access Denied', 403);
    const aws = bare({
      GetBucketPolicy: denied,
      GetBucketVersioning: denied,
      GetBucketPolicyStatus: { PolicyStatus: { IsPublic: true } },
      GetBucketReplication: { ReplicationConfiguration: { Role: 'r', Rules: [] } },
    });
    const [found] = await fetchAll(bucket, aws);

    expect(found?.config).toMatchObject({ PolicyStatus: { IsPublic: true }, ReplicationConfiguration: { Role: 'r' } });
    expect(aws.called('GetObjectLockConfiguration')).toHaveLength(1);
  });

  it('are those that built-in policies name, on the platform', () => {
    expect(asking([plain], DETAILS_OF_POLICIES)[0]?.asked).toEqual([
      'PolicyStatus',
      'NotificationConfiguration',
      'ObjectLockConfiguration',
    ]);
  });
});

describe('settings of a bucket', () => {
  it('are null if they are not set', async () => {
    const [found] = await fetchAll(bucket, bare());

    const { Name: _name, CreationDate: _date, BucketRegion: _region, Acl, ...settings } = found?.config ?? {};
    expect(Acl).toEqual({ Owner: { ID: 'me' }, Grants: [] });
    expect(Object.keys(settings)).toHaveLength(15);
    expect(Object.values(settings).every((setting) => setting === null)).toBe(true);
    expect(found?.unread).toEqual({});
    expect(found?.tags).toEqual({});
  });

  it('hold no mail address of those who are granted access', async () => {
    const grant = { Grantee: { Type: 'AmazonCustomerByEmail', EmailAddress: 'not-stored@halden.example' }, Permission: 'READ' };
    const [found] = await fetchAll(
      bucket,
      bare({
        GetBucketAcl: { Grants: [grant] },
        GetBucketLogging: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '', TargetGrants: [grant] } },
      }),
    );

    const stored = [{ Grantee: { Type: 'AmazonCustomerByEmail' }, Permission: 'READ' }];
    expect(found?.config).toMatchObject({ Acl: { Grants: stored }, LoggingEnabled: { TargetGrants: stored } });
    expect(JSON.stringify(found)).not.toContain('not-stored');
  });

  it('are unread if they are denied, with the missing permission, and the others are read', async () => {
    const [found] = await fetchAll(
      bucket,
      bare({ GetBucketVersioning: { Status: 'Enabled' }, GetBucketPolicy: new AnsweredError('AccessDenied', 'Access Denied', 403) }),
    );

    expect(found?.unread).toEqual({ Policy: { permission: 's3:GetBucketPolicy', error_code: 'AccessDenied' } });
    expect(found?.config).not.toHaveProperty('Policy');
    expect(found?.config['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
  });

  it('are unread without a permission if the service does not know them', async () => {
    const [found] = await fetchAll(bucket, bare({ GetBucketAccelerateConfiguration: new AnsweredError('MethodNotAllowed', 'No.', 501) }));

    expect(found?.unread).toEqual({ AccelerateConfiguration: { error_code: 'MethodNotAllowed' } });
  });

  it('fail the slice on a transient error, so that it never looks like a change', async () => {
    const aws = bare({ GetBucketAcl: new AnsweredError('ExpiredToken', 'The token has expired.', 400) });

    await expect(fetchAll(bucket, aws)).rejects.toMatchObject({ details: { class: 'transient', error_code: 'ExpiredToken' } });
  });

  it('drop a bucket that was deleted after it was listed', async () => {
    expect(await fetchAll(bucket, bare({ GetBucketAcl: new AnsweredError('NoSuchBucket', 'No.', 404) }))).toEqual([]);
  });
});
