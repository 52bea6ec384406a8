import { describe, expect, it } from '@jest/globals';
import { guardedContent } from '../../../shared/exports/guarded-content.ts';
import { uploadFiles } from '../../../shared/exports/upload-files.ts';

const files = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, path: `path-${index}` }));
const goOn = () => Promise.resolve();
const clock = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };

/** Uploads that end only when their signal aborts them. */
function endlessUploads() {
  const begun: string[] = [];
  const ended: string[] = [];
  const putFile = async (key: string, _path: string, signal?: AbortSignal): Promise<void> => {
    begun.push(key);
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    ended.push(key);
    throw new Error('aborted');
  };
  return { begun, ended, putFile };
}

describe('uploads', () => {
  it('put each file under its key', async () => {
    const put: string[] = [];

    await uploadFiles({ putFile: async (key, path) => void put.push(`${key} ${path}`) }, files(9), { goOn, clock });

    expect(put).toEqual(files(9).map(({ key, path }) => `${key} ${path}`));
  });

  it('are ended by the first that fails, and have all ended when that is told', async () => {
    const { begun, ended, putFile } = endlessUploads();
    const objects = {
      putFile: async (key: string, path: string, signal?: AbortSignal) => {
        if (key === 'key-2') throw new Error('The bucket is away.');
        await putFile(key, path, signal);
      },
    };

    await expect(uploadFiles(objects, files(9), { goOn, clock })).rejects.toThrow('The bucket is away.');

    expect(begun.length).toBeGreaterThan(0);
    expect(begun.length).toBeLessThan(8);
    expect(ended).toEqual(begun);
  });

  it('are ended while they are under way by a reason to stop', async () => {
    const { begun, ended, putFile } = endlessUploads();
    const stopOnceBegun = async () => {
      if (begun.length >= 2) throw new Error('There is no time left.');
    };

    await expect(uploadFiles({ putFile }, files(2), { goOn: stopOnceBegun, clock })).rejects.toThrow('no time left');

    expect(ended).toEqual(begun);
  });
});

describe('the content of an export', () => {
  it('is stopped between records, whichever dataset they are of', async () => {
    let asked = 0;
    const stop = async () => {
      asked += 1;
      if (asked > 2) throw new Error('There is no time left.');
    };
    const numbers = Array.from({ length: 5000 }, (_, index) => index) as never[];
    const { resources } = guardedContent({ resources: numbers, coverage: [], accounts: [] }, stop);
    const read: unknown[] = [];

    const reading = (async () => {
      for await (const record of resources) read.push(record);
    })();

    await expect(reading).rejects.toThrow('no time left');
    expect(read.length).toBe(2999);
  });
});
