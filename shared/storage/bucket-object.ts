/** Reads objects of the stack's bucket. */
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';

/** Undefined if the bucket has no such object. @throws the SDK's error, also where the object may not be read */
export async function readObject(client: S3Client, bucket: string, key: string): Promise<Buffer | undefined> {
  // S3 answers AccessDenied for a missing key to a caller that may not list the whole bucket. So list this key first.
  const { Contents: [first] = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }));
  if (first?.Key !== key) return undefined;
  try {
    const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return body && Buffer.from(await body.transformToByteArray());
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
