import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceObjectsAtomically } from '../../../bin/local/fauxqs-storage.ts';
import { temporaryFolder } from './support/assembly.ts';

interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  readonly etag: string;
  readonly contentLength: number;
  readonly lastModified: Pick<Date, 'toISOString'>;
}

interface Persistence {
  insertBucket(name: string, createdAt: Date, type: string): void;
  upsertObject(bucket: string, object: StoredObject): void;
  readBody(bucket: string, key: string): Buffer;
  loadObjects(store: { restoreObject(bucket: string, object: StoredObject): void }): void;
}

let Persistence: new (folder: string) => Persistence;
beforeAll(async () => {
  await replaceObjectsAtomically();
  const module = new URL('./s3/fileS3Persistence.js', import.meta.resolve('fauxqs')).href;
  ({ FileS3Persistence: Persistence } = (await import(module)) as { FileS3Persistence: typeof Persistence });
});

const object = (text: string, lastModified: StoredObject['lastModified'] = new Date(0)): StoredObject => ({
  key: 'policies/s3.mine.yaml',
  body: Buffer.from(text),
  etag: `"${text}"`,
  contentLength: text.length,
  lastModified,
});

/** Fails after the object's body was written and before its metadata are. */
const brokenDate = {
  toISOString: () => {
    throw new Error('no room');
  },
};

/** Text and ETag of each object, as fauxqs reads them when it starts. */
function found(folder: string): readonly (readonly [key: string, text: string, etag: string])[] {
  const persistence = new Persistence(folder);
  const objects: StoredObject[] = [];
  persistence.loadObjects({ restoreObject: (_, restored) => objects.push(restored) });
  return objects.map(({ key, etag }) => [key, persistence.readBody('exports', key).toString(), etag]);
}

async function withBucket() {
  const folder = await temporaryFolder();
  const persistence = new Persistence(folder);
  persistence.insertBucket('exports', new Date(0), 'general-purpose');
  return { folder, persistence };
}

describe('objects on disk', () => {
  it('are those that were written last', async () => {
    const { folder, persistence } = await withBucket();

    persistence.upsertObject('exports', object('first'));
    persistence.upsertObject('exports', object('second'));

    expect(found(folder)).toEqual([['policies/s3.mine.yaml', 'second', '"second"']]);
    expect(await readdir(join(folder, 'buckets', 'exports', 'objects', 'policies'))).toHaveLength(2);
  });

  it('are unchanged if a write fails', async () => {
    const { folder, persistence } = await withBucket();
    persistence.upsertObject('exports', object('first'));

    expect(() => persistence.upsertObject('exports', object('second', brokenDate))).toThrow('no room');

    expect(found(folder)).toEqual([['policies/s3.mine.yaml', 'first', '"first"']]);
    persistence.upsertObject('exports', object('third'));
    expect(found(folder)).toEqual([['policies/s3.mine.yaml', 'third', '"third"']]);
  });
});
