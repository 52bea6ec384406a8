/** The policies that users bring without a deployment: objects in the stack's bucket, one a policy. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  type _Object as ListedObject,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { InvalidRequest } from '../errors.ts';
import { POLICY_PREFIX, policyKey } from './policy-key.ts';
import type { PolicyFile, PolicyFiles } from './policy-library.ts';

/** More are told as a problem: as many as one page lists. */
export const MAX_POLICY_FILES = 1000;
export const MAX_POLICY_BYTES = 256 * 1024;
const READ_CONCURRENCY = 16;

const isPolicyFile = (key: string): boolean => /^[^/]+\.ya?ml$/.test(key.slice(POLICY_PREFIX.length));

export class PolicyBucket implements PolicyFiles {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #limit = pLimit(READ_CONCURRENCY);
  /** By key: what has not changed since is not fetched again. */
  #read = new Map<string, { readonly etag: string; readonly text: string }>();

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** Sorted by name. One that is too large, or one too many, comes without its text. @throws Error if the bucket cannot be read */
  async all(): Promise<readonly PolicyFile[]> {
    const { Contents: listed = [], IsTruncated: more } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: POLICY_PREFIX, MaxKeys: MAX_POLICY_FILES }),
    );
    const objects = listed.filter(({ Key }) => isPolicyFile(Key ?? ''));
    const files = await Promise.all(objects.map((object) => this.#limit(() => this.#file(object))));
    const kept = new Set(objects.map(({ Key }) => Key));
    this.#read = new Map([...this.#read].filter(([key]) => kept.has(key)));
    const found = files.filter((file) => file !== undefined);
    if (more !== true) return found;
    const problem = `There are more than ${MAX_POLICY_FILES} files; those that sort after this one are not used. Remove what is not needed.`;
    return [...found, { file: fileOf(listed.at(-1)?.Key ?? ''), problem }];
  }

  /** Text of the policy; undefined if there is none of that id, or none that can be used. */
  async get(id: string): Promise<string | undefined> {
    // Listed, for a key that is not there is `AccessDenied` to who may not list the whole bucket.
    const found = (await this.all()).find(({ file }) => file === fileOf(policyKey(id)));
    return found && 'text' in found ? found.text : undefined;
  }

  /** @throws InvalidRequest if it is too large */
  async put(id: string, text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_POLICY_BYTES) throw new InvalidRequest('policy', `policy: ${tooLarge(bytes)}`);
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: policyKey(id), Body: text, ContentType: 'application/yaml; charset=utf-8' }),
    );
  }

  /** Does nothing if there is none of that id. */
  async remove(id: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: policyKey(id) }));
  }

  /** Undefined if it was removed since it was listed. */
  async #file({ Key: key = '', ETag: etag = '', Size: size = 0 }: ListedObject): Promise<PolicyFile | undefined> {
    const file = fileOf(key);
    if (size > MAX_POLICY_BYTES) return { file, problem: tooLarge(size) };
    const known = this.#read.get(key);
    if (known?.etag === etag) return { file, text: known.text };
    try {
      const { Body: body, ETag: current = etag } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      const text = (await body?.transformToString('utf-8')) ?? '';
      this.#read.set(key, { etag: current, text });
      return { file, text };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }
}

const fileOf = (key: string): string => key.slice(POLICY_PREFIX.length);

const tooLarge = (bytes: number): string => `The file has ${bytes} bytes; a policy may have ${MAX_POLICY_BYTES}.`;
