/** The checkpoints in the stack's bucket. */
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { readObject } from '../storage/bucket-object.ts';
import type { Checkpoints } from './checkpoint.ts';

export class CheckpointBucket implements Checkpoints {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async read(key: string): Promise<Buffer | undefined> {
    return await readObject(this.#client, this.#bucket, key);
  }

  async write(key: string, content: Buffer): Promise<void> {
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: content, ContentType: 'application/gzip' }));
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }
}
