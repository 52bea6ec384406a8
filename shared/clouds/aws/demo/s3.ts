/** S3's answers. */
import type { GetBucketLocationOutput, GetBucketLocationRequest, ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import { AnsweredError } from '../answerer.ts';
import type { Region } from './blueprint.ts';
import type { AccountEstate } from './estate.ts';
import { operation, type Operation, type Operations } from './operation.ts';
import { pageOf } from './paging.ts';
import type { BucketAnswers, DemoBucket } from './s3-buckets.ts';

/** AWS's own largest page, also where the caller names no size. */
const MOST = 10_000;
const SMALL = 5;

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const NO_POLICY: Refusal = { code: 'NoSuchBucketPolicy', message: 'The bucket policy does not exist' };

/** How S3 says "not set". Reads that answer an empty configuration instead have none. */
const READS: Readonly<Record<keyof BucketAnswers, Refusal | undefined>> = {
  GetBucketPolicy: NO_POLICY,
  GetBucketPolicyStatus: NO_POLICY,
  GetBucketAcl: undefined,
  GetBucketEncryption: {
    code: 'ServerSideEncryptionConfigurationNotFoundError',
    message: 'The server side encryption configuration was not found',
  },
  GetBucketVersioning: undefined,
  GetPublicAccessBlock: {
    code: 'NoSuchPublicAccessBlockConfiguration',
    message: 'The public access block configuration was not found',
  },
  GetBucketLogging: undefined,
  GetBucketLifecycleConfiguration: { code: 'NoSuchLifecycleConfiguration', message: 'The lifecycle configuration does not exist' },
  GetBucketReplication: { code: 'ReplicationConfigurationNotFoundError', message: 'The replication configuration was not found' },
  GetBucketTagging: { code: 'NoSuchTagSet', message: 'The TagSet does not exist' },
  GetBucketWebsite: { code: 'NoSuchWebsiteConfiguration', message: 'The specified bucket does not have a website configuration' },
  GetBucketCors: { code: 'NoSuchCORSConfiguration', message: 'The CORS configuration does not exist' },
  GetBucketOwnershipControls: { code: 'OwnershipControlsNotFoundError', message: 'The bucket ownership controls were not found' },
  GetBucketNotificationConfiguration: undefined,
  GetObjectLockConfiguration: {
    code: 'ObjectLockConfigurationNotFoundError',
    message: 'Object Lock configuration does not exist for this bucket',
  },
  GetBucketAccelerateConfiguration: undefined,
  GetBucketRequestPayment: undefined,
};

const POLICY_READS: ReadonlySet<string> = new Set(['GetBucketPolicy', 'GetBucketPolicyStatus']);

interface OfBucket {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** @throws AnsweredError if the account has no such bucket, or the caller takes it for another account's */
function bucketNamed(estate: AccountEstate, { Bucket = '', ExpectedBucketOwner }: OfBucket): DemoBucket {
  const { blueprint } = estate;
  const bucket = estate.buckets().byName.get(Bucket);
  if (!bucket) throw new AnsweredError('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== blueprint.profile.id) {
    throw new AnsweredError('AccessDenied', 'Access Denied', 403);
  }
  return bucket;
}

function read(name: keyof BucketAnswers, notSet: Refusal | undefined): Operation {
  return operation<OfBucket, object>(['Bucket', 'ExpectedBucketOwner'], (estate, input, region: Region) => {
    const bucket = bucketNamed(estate, input);
    if (bucket.item.BucketRegion !== region) {
      throw new AnsweredError(
        'PermanentRedirect',
        `The bucket you are attempting to access must be addressed using the specified endpoint: ${bucket.item.BucketRegion}.`,
        301,
      );
    }
    const { profile } = estate.blueprint;
    if (profile.trait === 'bucket_policies_denied' && POLICY_READS.has(name)) {
      throw new AnsweredError(
        'AccessDenied',
        `User: arn:aws:sts::${profile.id}:assumed-role/muster/inventory is not authorized to perform: s3:${name} on resource: ` +
          `"arn:aws:s3:::${bucket.item.Name}" because no identity-based policy allows the s3:${name} action`,
        403,
      );
    }
    const answer = bucket.answers[name];
    if (answer !== null) return { ...answer };
    throw new AnsweredError(notSet?.code ?? 'NotImplemented', notSet?.message ?? `${name} is always set.`, 404);
  });
}

export const S3: Operations = {
  ListBuckets: operation<ListBucketsRequest, ListBucketsOutput>(
    ['MaxBuckets', 'ContinuationToken', 'Prefix', 'BucketRegion'],
    (estate, input) => {
      const { blueprint } = estate;
      const { owner, byName } = estate.buckets();
      const wanted = [...byName.values()]
        .map((bucket) => bucket.item)
        .filter((item) => (input.BucketRegion ?? item.BucketRegion) === item.BucketRegion && item.Name.startsWith(input.Prefix ?? ''));
      // A request without any parameter gets every bucket at once, without regions.
      const bare = Object.values(input).every((value) => value === undefined);
      const { items, next } = pageOf(wanted, {
        list: 'ListBuckets',
        size: input.MaxBuckets,
        cap: blueprint.large && !bare ? SMALL : MOST,
        token: input.ContinuationToken,
        refusal: 'InvalidArgument',
      });
      return {
        Buckets: items.map(({ Name, CreationDate, BucketRegion }) => ({ Name, CreationDate, ...(bare ? {} : { BucketRegion }) })),
        Owner: owner,
        ...(next === undefined ? {} : { ContinuationToken: next }),
        ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
      };
    },
  ),

  GetBucketLocation: operation<GetBucketLocationRequest, GetBucketLocationOutput>(['Bucket', 'ExpectedBucketOwner'], (estate, input) => {
    const { BucketRegion } = bucketNamed(estate, input).item;
    // us-east-1 is the region that has no name here.
    return BucketRegion === 'us-east-1' ? {} : { LocationConstraint: BucketRegion };
  }),

  ...Object.fromEntries(Object.entries(READS).map(([name, notSet]) => [name, read(name as keyof BucketAnswers, notSet)])),
};
