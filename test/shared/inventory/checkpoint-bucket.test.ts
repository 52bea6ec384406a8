/** The checkpoints in a real S3 server, and in one that answers as AWS does to a worker that may not list the whole bucket. */
import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CheckpointBucket } from '../../../shared/inventory/checkpoint-bucket.ts';
import { type EmbeddedS3, startS3 } from '../../support/embedded-s3.ts';

const KEY = 'checkpoints/aws:000000000001/job/1-a';

let s3: EmbeddedS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => await s3.close());

it('are read as they were written, and gone once they are removed', async () => {
  const checkpoints = new CheckpointBucket(s3.client, await s3.createBucket());
  const content = Buffer.from([0, 1, 255]);

  await checkpoints.write(KEY, content);
  expect(await checkpoints.read(KEY)).toEqual(content);
  expect(await checkpoints.read(KEY.slice(0, -1))).toBeUndefined();

  await checkpoints.remove(KEY);
  await checkpoints.remove(KEY);
  expect(await checkpoints.read(KEY)).toBeUndefined();
});

it('that are not there are not taken for ones that may not be read', async () => {
  const client = {
    send: async (command: object) => {
      if (command instanceof GetObjectCommand)
        throw new S3ServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {}, message: 'planted' });
      return {};
    },
  } as unknown as S3Client; // Only `send` is used of the client.

  expect(await new CheckpointBucket(client, 'bucket').read(KEY)).toBeUndefined();
});
