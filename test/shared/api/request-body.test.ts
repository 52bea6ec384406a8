/** Bodies that are not text in UTF-8, as requests and as events of API Gateway. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { lambdaHandler } from '../../../shared/api/lambda-handler.ts';
import { apiFixture } from '../../support/api-fixture.ts';

let fixture = apiFixture();
beforeEach(() => {
  fixture = apiFixture();
});

interface Answer {
  readonly status: number;
  readonly body: { readonly detail?: string; readonly field?: string; readonly reason?: string };
}

async function request(path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Answer> {
  const answer = await fixture.app.request(path, { method: 'POST', body, headers });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

async function event(path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Answer> {
  const given = {
    version: '2.0',
    rawPath: decodeURIComponent(path),
    rawQueryString: '',
    headers,
    requestContext: { domainName: 'x', http: { method: 'POST', path } },
    ...(body.length > 0 && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body.length > 0,
  } as unknown as APIGatewayProxyEventV2;
  const answer = await lambdaHandler(fixture.app)(given, {} as Context);
  return { status: answer.statusCode!, body: JSON.parse(answer.body!) as Answer['body'] };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))));
const rule = (reason: string | readonly number[]): Uint8Array<ArrayBuffer> =>
  bytes('{"scope": {"resource": "website-1"}, "reason": "', reason, '"}');

describe.each([
  ['a request', request],
  ['an event with a body in base64', event],
] as const)('the body of %s', (_of, call) => {
  it.each([
    ['a lone continuation', [0x80]],
    ['a character that is cut off', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['Latin 1', [0xe9]],
  ])('is refused if it is not UTF-8: %s', async (_what, reason) => {
    const { status, body } = await call('/suppressions', rule(reason), JSON_TYPE);

    expect([status, body.field, body.detail]).toEqual([
      400,
      'body',
      'body: it is not valid UTF-8; encode the text as UTF-8 and send it again.',
    ]);
  });

  it('may hold every character, also U+FFFD, and begin with a byte order mark', async () => {
    const reason = 'é\u{1F600}\u{FFFD}';
    const { status, body } = await call('/suppressions', bytes([0xef, 0xbb, 0xbf], rule(reason) as unknown as number[]), JSON_TYPE);

    expect([status, body.reason]).toEqual([201, reason]);
  });

  it.each([
    [{ 'content-type': 'application/json; charset=iso-8859-1' }, /^The body has the charset "iso-8859-1"; send it in UTF-8\.$/],
    [{ 'content-type': 'application/json; charset="utf-16"' }, /charset "utf-16"/],
    [{ ...JSON_TYPE, 'content-encoding': 'gzip' }, /^The body is encoded as "gzip"; send it as it is/],
  ])('is refused with headers %j', async (headers, detail) => {
    const { status, body } = await call('/suppressions', rule('x'), headers);

    expect(status).toBe(415);
    expect(body.detail).toMatch(detail);
  });

  it('may name UTF-8', async () => {
    expect((await call('/suppressions', rule('x'), { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(201);
  });

  it.each([{}, JSON_TYPE])('may be missing where it is optional, with headers %j', async (headers) => {
    const { status, body } = await call(
      '/findings/aws.s3.x%23aws:123456789012%7CAWS::S3::Bucket%7Ceu-west-1%7Clogs/unsuppress',
      bytes(),
      headers,
    );

    expect(status).toBe(404);
    expect(body.detail).toMatch(/^There is no finding/);
  });

  it('must not be missing where it is required', async () => {
    expect((await call('/suppressions', bytes(), JSON_TYPE)).status).toBe(400);
  });
});

describe('a request without a body', () => {
  const routes = fixture.app.openAPIRegistry.definitions.flatMap((each) =>
    each.type === 'route' && each.route.request?.body
      ? [{ method: each.route.method, path: each.route.path, required: each.route.request.body.required === true }]
      : [],
  );

  // Schemathesis leaves out each body that the document calls required, and expects a refusal.
  it.each(
    routes
      .filter(({ required }) => required)
      .flatMap((route) => [
        { ...route, headers: {} },
        { ...route, headers: JSON_TYPE },
      ]),
  )('is refused by $method $path, which requires one, with headers $headers', async ({ method, path, headers }) => {
    const answer = await fixture.app.request(path.replaceAll(/\{\w+\}/g, '123456789012'), { method: method.toUpperCase(), headers });

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});
