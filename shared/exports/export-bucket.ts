/** The platform's exports in the stack's bucket. */
import { createReadStream } from 'node:fs';
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type ExportObjects, URL_SECONDS } from './export-objects.ts';

/** Held in memory of each file: parts of this size, so many at once. 10,000 parts make 80 GB. */
const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 2;
/** As many as one request takes. */
const REMOVED_AT_ONCE = 1000;

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
    const client = signal ? endedBy(this.#client, signal) : this.#client;
    try {
      await new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
    } finally {
      file.destroy();
    }
  }

  async putText(key: string, text: string): Promise<void> {
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: text }));
  }

  async get(key: string): Promise<Buffer | undefined> {
    // Listed first, for a key that is not there is `AccessDenied` to who may not list the whole bucket.
    const { Contents: [first] = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: key, MaxKeys: 1 }));
    return first?.Key === key ? await this.getListed(key) : undefined;
  }

  async getListed(key: string): Promise<Buffer | undefined> {
    try {
      const { Body: body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      return body && Buffer.from(await body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async *list(prefix: string): AsyncGenerator<string> {
    for await (const { Contents: contents = [] } of paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.#bucket, Prefix: prefix },
    )) {
      for (const { Key: key } of contents) if (key !== undefined) yield key;
    }
  }

  /** @throws Error naming the first that could not be removed */
  async remove(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
      const Objects = keys.slice(from, from + REMOVED_AT_ONCE).map((Key) => ({ Key }));
      const { Errors: [failed] = [] } = await this.#client.send(
        new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
      );
      if (failed) throw new Error(`The object ${failed.Key} could not be removed: ${failed.Code}.`);
    }
  }

  async url(key: string): Promise<string> {
    return await getSignedUrl(this.#client, new GetObjectCommand({ Bucket: this.#bucket, Key: key }), { expiresIn: URL_SECONDS });
  }
}

/**
 * Its requests end with `signal`, repeats of the SDK too. `Upload.abort` would leave them under way, to be carried out when
 * another export has the account. Only what takes back the parts of an upload is still sent.
 */
function endedBy(client: S3Client, abortSignal: AbortSignal): S3Client {
  const ended = Object.create(client) as S3Client;
  const send = async (command: Parameters<S3Client['send']>[0]) =>
    await client.send(command, command instanceof AbortMultipartUploadCommand ? {} : { abortSignal });
  ended.send = send as S3Client['send'];
  return ended;
}
