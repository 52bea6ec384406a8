import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodingFor, StaticFiles } from '../../../bin/local/static-files.ts';

const SCRIPT = 'console.log("x");\n'.repeat(200);

let folder: string;
let files: StaticFiles;
const server = createServer((received, response) => {
  const answer = async (): Promise<void> => {
    const known = await files.answer(received.url?.slice(1) ?? '', received, response, { 'x-always': 'yes' });
    if (!known) response.writeHead(404).end();
  };
  answer().catch(() => response.destroy());
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'not to be served');
  await writeFile(join(folder, 'dist', '.built-from'), '{}');
  await writeFile(join(folder, 'dist', 'logo.png'), 'png');
  await writeFile(join(folder, 'dist', 'assets', 'a.js'), SCRIPT);
  await symlink(join(folder, 'secret.txt'), join(folder, 'dist', 'link.txt'));
  files = await StaticFiles.of(join(folder, 'dist'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Asks by the path as it is written: `fetch` would take the dots out of it. */
async function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const asked = request({ port: (server.address() as AddressInfo).port, path, method, headers });
  asked.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve);
    asked.on('error', reject);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

describe('a file of the folder', () => {
  it('has its type, its length, and the headers of all', async () => {
    const answer = await get('/assets/a.js');

    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': String(SCRIPT.length),
        'x-always': 'yes',
        vary: 'Accept-Encoding',
      },
    });
    expect(answer.body.toString()).toBe(SCRIPT);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is compressed by %s for a client that takes it', async (encoding, decompress) => {
    const answer = await get('/assets/a.js', { 'accept-encoding': encoding });

    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.body.length).toBeLessThan(SCRIPT.length / 10);
    expect(decompress(answer.body).toString()).toBe(SCRIPT);
  });

  it('is not compressed if it is compressed by itself', async () => {
    expect((await get('/logo.png', { 'accept-encoding': 'br, gzip' })).headers).not.toHaveProperty('content-encoding');
  });

  it('has no body for HEAD, but its length', async () => {
    const answer = await get('/assets/a.js', {}, 'HEAD');

    expect(answer.headers['content-length']).toBe(String(SCRIPT.length));
    expect(answer.body).toHaveLength(0);
  });

  it('is not sent again to who has it in the same encoding', async () => {
    const { etag = '' } = (await get('/assets/a.js', { 'accept-encoding': 'br' })).headers;
    const again = async (header: string, encoding: string) =>
      (await get('/assets/a.js', { 'if-none-match': header, 'accept-encoding': encoding })).status;

    expect(etag).toMatch(/^"[^"]+"$/);
    expect(await again(etag, 'br')).toBe(304);
    expect(await again(`"other", W/${etag}`, 'br')).toBe(304);
    expect(await again(etag, 'gzip')).toBe(200);
    expect(await again('"other"', 'br')).toBe(200);
  });
});

describe('what is not a file of the folder', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/link.txt',
    '/.built-from',
    '/assets',
    '/assets/',
    '/',
    '/assets/a.js%00',
    '/__proto__',
  ])('is not served: %s', async (path) => {
    const answer = await get(path);

    expect(answer.status).toBe(404);
    expect(answer.body).toHaveLength(0);
  });
});

describe('the encoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['br;q=nonsense', 'identity'],
    ['deflate', 'identity'],
  ])('for %j is %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });
});
