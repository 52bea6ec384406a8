import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { download, type DownloadOptions, type ExpectedFile } from '../../../../bin/commands/exports/download.ts';

const TEXT = 'a line\nanother\n';

let folder: string;
let server: Server;
let url: string;
/** How the server answers each request in turn; the last answer is repeated. */
let answers: ((response: ServerResponse) => void)[];
let asked: (string | undefined)[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url);
    (answers.length > 1 ? answers.shift() : answers[0])!(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const whole = (response: ServerResponse) => response.end(TEXT);
const half = (response: ServerResponse) => response.write(TEXT.slice(0, 4));
const refused = (status: number) => (response: ServerResponse) => response.writeHead(status).end();
const fileAt = (path: string): ExpectedFile => ({
  url: `${url}/${path}`,
  bytes: TEXT.length,
  sha256: createHash('sha256').update(TEXT).digest('hex'),
});
const fetchIt = async (options: Partial<DownloadOptions> = {}) =>
  await download(join(folder, 'file'), fileAt('old'), {
    sleep: () => Promise.resolve(),
    signal: new AbortController().signal,
    renew: () => Promise.resolve(fileAt('new')),
    ...options,
  });

describe('a download', () => {
  it('is tried again from its start where nothing comes any more', async () => {
    answers = [half, whole];

    expect(await fetchIt({ stallMs: 100 })).toBe(true);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(TEXT);
    expect(asked).toEqual(['/old', '/old']);
  });

  it('says so in the end where nothing ever comes', async () => {
    answers = [() => undefined];

    // The waits between attempts are counted: on a busy machine, an attempt may time out before its request has arrived.
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);

    await expect(fetchIt({ stallMs: 20, sleep })).rejects.toThrow(/cannot be fetched from 127\.0\.0\.1:\d+ \(nothing came for 0\.02 s\)/);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it.each([403, 400])('goes on with a new link where the old one is answered %i', async (status) => {
    answers = [refused(status), whole];

    expect(await fetchIt()).toBe(true);
    expect(asked).toEqual(['/old', '/new']);
  });

  it('keeps its link where the store is away for a moment', async () => {
    answers = [refused(503), whole];

    expect(await fetchIt()).toBe(true);
    expect(asked).toEqual(['/old', '/old']);
  });

  it('ends with what the new link could not be had for', async () => {
    answers = [refused(403)];

    await expect(fetchIt({ renew: () => Promise.reject(new Error('It is being replaced.')) })).rejects.toThrow('It is being replaced.');
    expect(asked).toHaveLength(1);
  });
});
