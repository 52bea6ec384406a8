/** Reads and writes the objects of the platform's exports in the stack's bucket. */
import { createReadStream } from 'node:fs';
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { readObject } from '../storage/bucket-object.ts';
import { type ExportObjects, URL_SECONDS } from './export-objects.ts';

/** An upload holds this many parts of this size in memory. S3 allows 10,000 parts, which make 80 GB. */
const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 2;

export class ExportBucket implements ExportObjects {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async putFile(key: string, path: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const file = createReadStream(path);
    const params = { Bucket: this.#bucket, Key: key, Body: file };
    // The bucket's lifecycle removes the parts of a failed upload: the worker is not allowed to delete anything.
    const upload = new Upload({ client: this.#client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE, leavePartsOnError: true });
    const abort = (): void => void upload.abort();
    signal?.addEventListener('abort', abort);
    try {
      await upload.done();
    } finally {
      signal?.removeEventListener('abort', abort);
      file.destroy();
    }
  }

  async putText(key: string, text: string): Promise<void> {
    await this.putBytes(key, Buffer.from(text));
  }

  async putBytes(key: string, bytes: Buffer): Promise<void> {
    try {
      await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: bytes, IfNoneMatch: '*' }));
    } catch (error) {
      if (!(error instanceof S3ServiceException) || error.name !== 'PreconditionFailed') throw error;
    }
  }

  async get(key: string): Promise<Buffer | undefined> {
    return await readObject(this.#client, this.#bucket, key);
  }

  async url(key: string): Promise<string> {
    return await getSignedUrl(this.#client, new GetObjectCommand({ Bucket: this.#bucket, Key: key }), { expiresIn: URL_SECONDS });
  }
}
