/** Users' policy files: objects in the stack's bucket, one per policy, which users change without a deployment. */
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
import { utf8Of } from '../validation/utf8.ts';
import { POLICY_PREFIX, policyKey } from './policy-key.ts';
import type { PolicyFile, PolicyFiles } from './policy-library.ts';

/** Files that are used, the first by name; one page of S3's list holds as many. More files are reported as a problem. */
const MAX_POLICY_FILES = 1000;
export const MAX_POLICY_BYTES = 256 * 1024;
const READ_CONCURRENCY = 16;

const isPolicyFile = (key: string): boolean => /^[^/]+\.ya?ml$/.test(key.slice(POLICY_PREFIX.length));

export class PolicyBucket implements PolicyFiles {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #limit = pLimit(READ_CONCURRENCY);
  /** Texts by object key: a file whose ETag has not changed is not fetched again. */
  #cache = new Map<string, { readonly etag: string; readonly text: string }>();

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** Sorted by name. A file that is too large or no text has a problem instead of its text, and so has the list's end if files are left out. @throws Error if the bucket cannot be read */
  async all(): Promise<readonly PolicyFile[]> {
    const { Contents: listed = [], IsTruncated: more } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: POLICY_PREFIX, MaxKeys: MAX_POLICY_FILES }),
    );
    const objects = listed.filter(({ Key }) => isPolicyFile(Key ?? ''));
    const files = await Promise.all(objects.map((object) => this.#limit(() => this.#file(object))));
    const kept = new Set(objects.map(({ Key }) => Key));
    this.#cache = new Map([...this.#cache].filter(([key]) => kept.has(key)));
    const found = files.filter((file) => file !== undefined);
    if (more !== true) return found;
    const problem = `There are more than ${MAX_POLICY_FILES} files; those that sort after this one are not used. Remove the files that are not needed.`;
    return [...found, { file: fileOf(listed.at(-1)?.Key ?? ''), problem }];
  }

  /** The text of the policy's file; undefined if there is no file of that id or it is too large. */
  async get(id: string): Promise<string | undefined> {
    // The bucket is listed because S3 answers AccessDenied for a missing key if the caller may not list the whole bucket.
    const found = (await this.all()).find(({ file }) => file === fileOf(policyKey(id)));
    return found && 'text' in found ? found.text : undefined;
  }

  /** Creates or replaces the policy's file. @throws InvalidRequest if the text is too large */
  async put(id: string, text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_POLICY_BYTES) throw new InvalidRequest('policy', `policy: ${tooLarge(bytes)}`);
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: policyKey(id), Body: text, ContentType: 'application/yaml; charset=utf-8' }),
    );
  }

  /** Does nothing if there is no file of that id. */
  async remove(id: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: policyKey(id) }));
  }

  /** Undefined if the file was removed after it was listed. */
  async #file({ Key: key = '', ETag: etag = '', Size: size = 0 }: ListedObject): Promise<PolicyFile | undefined> {
    const file = fileOf(key);
    if (size > MAX_POLICY_BYTES) return { file, problem: tooLarge(size) };
    const known = this.#cache.get(key);
    if (known?.etag === etag) return { file, text: known.text };
    try {
      const { Body: body, ETag: current = etag } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      const read = utf8Of((await body?.transformToByteArray()) ?? new Uint8Array());
      if ('problem' in read) return { file, problem: `The file is no text: ${read.problem}` };
      this.#cache.set(key, { etag: current, text: read.text });
      return { file, text: read.text };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }
}

const fileOf = (key: string): string => key.slice(POLICY_PREFIX.length);

const tooLarge = (bytes: number): string => `The file has ${bytes} bytes; a policy may have at most ${MAX_POLICY_BYTES}.`;
