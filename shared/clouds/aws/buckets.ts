/** Which buckets belong to a region, and how their settings are read. */
import { type Bucket, GetBucketLocationCommand, paginateListBuckets, type S3Client } from '@aws-sdk/client-s3';
import type { Detail } from './aws-type.ts';

export type NamedBucket = Bucket & { readonly Name: string };

/** Small pages: each bucket takes a dozen reads more before the next page is asked for. */
const PAGE_SIZE = 100;

/**
 * Buckets of the region that the client speaks to, page by page. S3 picks them by `BucketRegion`; emulators that do not
 * send every bucket of the account, so their region is checked here too, and asked for where it was not sent.
 */
export async function* bucketsIn(client: S3Client, region: string): AsyncGenerator<readonly NamedBucket[]> {
  for await (const page of paginateListBuckets({ client, pageSize: PAGE_SIZE }, { BucketRegion: region })) {
    const inRegion: NamedBucket[] = [];
    for (const bucket of page.Buckets ?? []) {
      const { Name, BucketRegion } = bucket;
      if (Name && (BucketRegion ?? (await locationOf(client, Name))) === region) inRegion.push({ ...bucket, Name, BucketRegion: region });
    }
    yield inRegion;
  }
}

/** Undefined if the bucket is gone. */
async function locationOf(client: S3Client, name: string): Promise<string | undefined> {
  try {
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: name }));
    return LEGACY_LOCATIONS[LocationConstraint ?? ''] ?? LocationConstraint;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
    throw error;
  }
}

/** Names older than the regions they mean: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const LEGACY_LOCATIONS: Readonly<Record<string, string>> = { '': 'us-east-1', EU: 'eu-west-1' };

type Read = (client: S3Client, of: { readonly Bucket: string }) => Promise<unknown>;

/** `absent` is the error code that says "not set"; without one, the service answers with nothing in it. */
export const setting = (action: string, absent: string | undefined, read: Read): Detail<S3Client, NamedBucket> => ({
  permissions: [`s3:${action}`],
  ...(absent === undefined ? {} : { absent: [absent] }),
  read: async ({ client }, { Name }) => await read(client, { Bucket: Name }),
});
