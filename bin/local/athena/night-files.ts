/** Finds the newest nightly export in the local bucket and copies its Parquet files, as Athena's views select them. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { FilesOfDatasets } from '../../commands/query/export-tables.ts';
import { DATASET_NAMES } from '../../../shared/exports/datasets.ts';
import { datasetPrefix, POINTERS_PREFIX } from '../../../shared/exports/night-layout.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';

/** The part that is read here of an object that `publish-export.ts` writes. */
const pointerSchema = z.object({ date: z.string(), job_id: z.string(), folders: z.array(z.string()) });
export type NightPointer = z.infer<typeof pointerSchema>;

export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

const COPIES_AT_ONCE = 8;

/** Undefined if no export was published. The keys of pointers sort by date, and within a date by the time of the request. */
export async function newestNight(bucket: Bucket): Promise<NightPointer | undefined> {
  const newest = (await keysOf(bucket, POINTERS_PREFIX)).toSorted().at(-1);
  if (newest === undefined) return undefined;
  const { Body: body } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key: newest }));
  return pointerSchema.parse(JSON.parse((await body?.transformToString()) ?? ''));
}

/** Copies the files of the attempts that the pointer lists, under plain names. */
export async function copyNight(bucket: Bucket, { date, job_id, folders }: NightPointer, folder: string): Promise<FilesOfDatasets> {
  const limit = pLimit(COPIES_AT_ONCE);
  const files = new Map<DatasetName, readonly string[]>();
  for (const dataset of DATASET_NAMES) {
    const prefix = `${datasetPrefix(dataset, 'parquet')}date=${date}`;
    const keys = (await keysOf(bucket, `${prefix}/job=${job_id}/`)).filter((key) =>
      folders.some((attempt) => key.startsWith(`${prefix}${attempt}`)),
    );
    const copies = keys.map((key, at) => limit(async () => await copy(bucket, key, join(folder, `${dataset}-${at}.parquet`))));
    if (copies.length > 0) files.set(dataset, await Promise.all(copies));
  }
  return files;
}

async function keysOf({ client, name }: Bucket, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix }))
    keys.push(...objects.flatMap(({ Key: key }) => (key === undefined ? [] : [key])));
  return keys;
}

async function copy({ client, name }: Bucket, key: string, path: string): Promise<string> {
  const { Body: body } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
  if (!(body instanceof Readable)) throw new Error(`The object ${key} has no content.`);
  await pipeline(body, createWriteStream(path, { mode: 0o600 }));
  return path;
}
