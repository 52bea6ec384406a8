/** A checkpoint is what a run keeps of a slice that it has read in part, so that the next attempt of its task reads on: one object in the stack's bucket. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ListPlace } from '../clouds/bookmark.ts';

/** The keys of checkpoints begin with it. */
export const CHECKPOINT_PREFIX = 'checkpoints/';

export interface Checkpoint {
  /** The page that comes next. */
  readonly place: ListPlace;
  /** The digests of the ids of every resource that was seen on the pages before, one after the other. */
  readonly seen: Buffer;
  /** The rows that were added and restored since the list began. */
  readonly added: number;
  readonly unchanged: number;
  /** The number of resources with a field that could not be read, and the permissions that they lacked. */
  readonly unread: number;
  readonly missing_permissions: readonly string[];
  /** The ids of the resources that could not be stored. */
  readonly too_large: readonly string[];
}

/** Where checkpoints are stored. */
export interface Checkpoints {
  /** Undefined if there is no such object. */
  read(key: string): Promise<Buffer | undefined>;
  write(key: string, content: Buffer): Promise<void>;
  /** Does nothing if there is no such object. */
  remove(key: string): Promise<void>;
}

const count = z.number().int().nonnegative();
const token = z.record(z.string(), z.union([z.string(), z.number()]));
const headSchema = z.object({
  place: z.object({
    token: token.optional(),
    parts: z.object({ done: z.array(z.string()), tokens: z.record(z.string(), token) }).optional(),
    counted: count,
  }),
  added: count,
  unchanged: count,
  unread: count,
  missing_permissions: z.array(z.string()),
  too_large: z.array(z.string()),
});

const LENGTH_BYTES = 4;
/** Digests cannot be compressed, so more effort would gain nothing. */
const GZIP_LEVEL = 1;

/** The length of the JSON, the JSON, and the digests; compressed. */
export function encodeCheckpoint({ seen, ...head }: Checkpoint): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  return gzipSync(Buffer.concat([length, json, seen]), { level: GZIP_LEVEL });
}

/** @throws Error if the content is no checkpoint of this version */
export function decodeCheckpoint(content: Buffer): Checkpoint {
  const bytes = gunzipSync(content);
  const end = LENGTH_BYTES + bytes.readUInt32LE();
  return { ...headSchema.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, end))), seen: bytes.subarray(end) };
}
