import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ExportBucket } from '../../../shared/exports/export-bucket.ts';
import type { ExportObjects } from '../../../shared/exports/export-objects.ts';
import { type EmbeddedS3, startS3 } from '../../support/embedded-s3.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

let s3: EmbeddedS3;
let folder: string;
beforeAll(async () => {
  s3 = await startS3();
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const OBJECTS: readonly (readonly [string, () => Promise<ExportObjects>])[] = [
  ['in S3', async () => new ExportBucket(s3.client, await s3.createBucket())],
  ['in memory', async () => new MemoryObjects()],
];

describe.each(OBJECTS)('the objects of exports %s', (_, create) => {
  let objects: ExportObjects;
  beforeEach(async () => {
    objects = await create();
  });
  it.each([0, 10, 20 * 2 ** 20])('keep a file of %i bytes as it is', async (bytes) => {
    const content = Buffer.alloc(bytes, 'muster');
    await writeFile(join(folder, 'file'), content);

    await objects.putFile('exports/a=1/b', join(folder, 'file'));

    expect((await objects.get('exports/a=1/b'))?.equals(content)).toBe(true);
  });

  it('keep a text as it is', async () => {
    await objects.putText('exports/x', 'sécond');

    expect((await objects.get('exports/x'))?.toString()).toBe('sécond');
  });

  it('answer with nothing for a key that only begins like another', async () => {
    await objects.putText('exports/x-longer', 'y');

    expect(await objects.get('exports/x')).toBeUndefined();
  });
});

describe('a text in S3', () => {
  const bucketThatAnswers = (error: Error | undefined) => {
    const inputs: unknown[] = [];
    const client = {
      send: async ({ input }: { readonly input: unknown }) => {
        inputs.push(input);
        if (error) throw error;
        return {};
      },
    } as unknown as S3Client;
    return { inputs, objects: new ExportBucket(client, 'bucket') };
  };
  const refusal = (name: string) => new S3ServiceException({ name, $fault: 'client', $metadata: {}, message: name });

  it('is written only where there is none', async () => {
    const { inputs, objects } = bucketThatAnswers(undefined);
    await objects.putText('exports/x', 'text');

    expect(inputs).toEqual([{ Bucket: 'bucket', Key: 'exports/x', Body: Buffer.from('text'), IfNoneMatch: '*' }]);
  });

  it('may be written again, which changes nothing; any other refusal is an error', async () => {
    await expect(bucketThatAnswers(refusal('PreconditionFailed')).objects.putText('exports/x', 'text')).resolves.toBeUndefined();
    await expect(bucketThatAnswers(refusal('AccessDenied')).objects.putText('exports/x', 'text')).rejects.toThrow('AccessDenied');
  });
});

describe('an upload to S3', () => {
  it('is ended by its signal, and leaves no object', async () => {
    const objects = new ExportBucket(s3.client, await s3.createBucket());
    await writeFile(join(folder, 'large'), Buffer.alloc(40 * 2 ** 20, 'muster'));
    const abort = new AbortController();

    const upload = objects.putFile('exports/large', join(folder, 'large'), abort.signal);
    abort.abort(new Error('There is no time left.'));

    await expect(upload).rejects.toThrow(/abort/i);
    expect(await objects.get('exports/large')).toBeUndefined();
    await expect(objects.putFile('exports/large', join(folder, 'large'), abort.signal)).rejects.toThrow('no time left');
  });
});

describe('a link to an object in S3', () => {
  it('reads it without any other credential, and says until when', async () => {
    const objects = new ExportBucket(s3.client, await s3.createBucket());
    await objects.putText('exports/date=2026-11-21/x', 'muster');

    const url = await objects.url('exports/date=2026-11-21/x');

    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900');
    expect(await (await fetch(url)).text()).toBe('muster');
  });
});
