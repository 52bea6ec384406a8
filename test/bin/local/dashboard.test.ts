import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDashboard, type Dashboard } from '../../../bin/local/dashboard.ts';
import { json } from '../../../bin/local/gateway-event.ts';
import { type HttpServer, listen } from '../../../bin/local/http-server.ts';
import { contentSecurityPolicy } from '../../../shared/web/security-headers.ts';

let folder: string;
let server: HttpServer;
let dashboard: Dashboard;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Dashboard</title>');
  await writeFile(join(folder, 'assets', 'index-Ab12.js'), 'export {};');
  server = await listen(0);
  dashboard = createDashboard(server.url);
  server.serve(
    ({ url }) => Promise.resolve(json(200, { api: url })),
    (...call) => dashboard.handle(...call),
  );
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const asked = request({ port: server.port, path, method, headers: { host: new URL(server.url).host, ...headers } });
  asked.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve);
    asked.on('error', reject);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe('a dashboard that is not there yet', () => {
  it('says that it is being built, and loads itself again', async () => {
    const { status, headers, body } = await ask('/ui/findings');

    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '2', 'no-store']);
    expect(body).toContain('The dashboard is being built; this page reloads itself.');
    expect(body).toContain('<meta http-equiv="refresh" content="2">');
  });

  it('says that it could not be built, and which file tells why', async () => {
    const own = createDashboard(server.url);
    own.fail('/data/<logs>/web-build.log');
    const previous = dashboard;
    dashboard = own;
    const { status, body } = await ask('/ui/');
    dashboard = previous;

    expect(status).toBe(503);
    expect(body).toContain('The dashboard could not be built; /data/&lt;logs&gt;/web-build.log says why.');
    expect(body).not.toContain('http-equiv="refresh"');
  });
});

describe('a dashboard that is built', () => {
  beforeAll(async () => {
    await dashboard.show(folder);
  });

  it.each(['/ui/', '/ui/findings', '/ui/findings?severity=high', '/ui/resources/arn:aws:s3:::my.bucket', '/ui/signed-in?code=x&state=y'])(
    'shows the application at %s',
    async (path) => {
      const { status, headers, body } = await ask(path);

      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
      expect(body).toContain('<title>Dashboard</title>');
    },
  );

  it('lets browsers keep what its hash names', async () => {
    const { status, headers } = await ask('/ui/assets/index-Ab12.js');

    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await ask('/ui/assets/index-Ab12.js', { 'if-none-match': headers.etag! })).status).toBe(304);
  });

  it('tells browsers what to refuse', async () => {
    for (const path of ['/ui/', '/ui/assets/index-Ab12.js'])
      expect((await ask(path)).headers).toMatchObject({
        'content-security-policy': contentSecurityPolicy([server.url]),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cross-origin-opener-policy': 'same-origin',
      });
  });

  it.each(['/ui/assets/missing.js', '/ui/missing.png', '/ui/assets/../index.html', '/ui/assets/..%2f..%2fpackage.json', '/ui/.built-from'])(
    'has no file %s',
    async (path) => {
      const { status, body } = await ask(path);

      expect(status).toBe(404);
      expect(body).toContain('There is no such file');
    },
  );

  it('is where a browser gets to from the address of the platform, and a program does not', async () => {
    expect(await ask('/', { accept: 'text/html,*/*' })).toMatchObject({ status: 302, headers: { location: '/ui/' } });
    expect(await ask('/ui?x=1')).toMatchObject({ status: 302, headers: { location: '/ui/?x=1' } });
    expect(JSON.parse((await ask('/', { accept: '*/*' })).body)).toEqual({ api: '/' });
  });

  it('has one name, which the issuer’s cookies know', async () => {
    const host = `localhost:${server.port}`;

    expect((await ask('/ui/findings?a=b', { host })).headers.location).toBe(`${server.url}/ui/findings?a=b`);
    expect((await ask('/', { host, accept: 'text/html' })).headers.location).toBe(`${server.url}/ui/`);
  });

  it('takes HEAD, and nothing that changes anything', async () => {
    expect(await ask('/ui/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await ask('/ui/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it.each([
    { origin: 'https://evil.example.com' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
    { host: 'rebound.example.com' },
  ])('is not for a page with %j', async (headers) => {
    expect((await ask('/ui/', headers)).status).toBe(403);
  });
});
