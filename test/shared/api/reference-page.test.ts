import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { lambdaHandler } from '../../../shared/api/lambda-handler.ts';
import { apiFixture, REDOC } from '../../support/api-fixture.ts';

const { app } = apiFixture();

const script = async (accepted?: string) =>
  await app.request('/docs/redoc.js', accepted === undefined ? {} : { headers: { 'accept-encoding': accepted } });

describe('the page /docs', () => {
  it('loads only what the API itself serves, and its policy allows nothing else', async () => {
    const answer = await app.request('/docs');
    const page = await answer.text();
    const loaded = [...page.matchAll(/(?:src|href|spec-url)="([^"]+)"/g)].map(([, link]) => link!).filter((link) => link !== 'data:,');

    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(loaded.toSorted()).toEqual(['docs/redoc.js', 'openapi.json', 'openapi.json']);
    for (const link of loaded) expect((await app.request(new URL(link, 'http://api/docs').pathname)).status).toBe(200);
    expect(page).not.toMatch(/https?:/);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
  });

  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['br;q=1.0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0, br', null],
    ['identity', null],
    [undefined, null],
  ])('serves the script to a client that accepts %j with the encoding %j', async (accepted, encoding) => {
    const answer = await script(accepted);
    const body = Buffer.from(await answer.arrayBuffer());

    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect((encoding === 'gzip' ? gunzipSync(body) : body).toString()).toBe(REDOC);
  });

  it('passes the compressed script through API Gateway as base64', async () => {
    const event = {
      version: '2.0',
      rawPath: '/docs/redoc.js',
      rawQueryString: '',
      headers: { host: 'api', 'accept-encoding': 'gzip' },
      requestContext: { http: { method: 'GET', path: '/docs/redoc.js' }, domainName: 'api' },
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const answer = await lambdaHandler(app)(event, {} as Context);

    expect(answer.isBase64Encoded).toBe(true);
    expect(gunzipSync(Buffer.from(answer.body!, 'base64')).toString()).toBe(REDOC);
  });

  it('is read only, and is named where a path does not exist', async () => {
    expect((await app.request('/docs', { method: 'POST' })).status).toBe(405);
    expect(await (await app.request('/doc')).json()).toMatchObject({ allowed: expect.arrayContaining(['/docs']) });
  });
});
