import { describe, expect, it } from '@jest/globals';
import { gatewayEvent, gatewayResponse, pathOf, type GatewayRequest } from '../../../bin/local/gateway-event.ts';
import { matchRoute } from '../../../bin/local/routes.ts';

const request = (overrides: Partial<GatewayRequest> = {}): GatewayRequest => ({
  method: 'GET',
  url: '/things',
  headers: { host: '127.0.0.1:4000' },
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  ...overrides,
});

const ROUTES = ['$default', 'ANY /{proxy+}', 'GET /jobs/{id}', 'ANY /jobs/{id}', 'GET /jobs/newest', 'GET /'].map((key) => ({
  key,
  function: 'api',
  timeoutMs: 1000,
  authorizer: { kind: 'iam' } as const,
}));

describe('a route', () => {
  it.each([
    ['GET', '/jobs/newest', 'GET /jobs/newest', {}],
    ['GET', '/jobs/7', 'GET /jobs/{id}', { id: '7' }],
    ['POST', '/jobs/7', 'ANY /jobs/{id}', { id: '7' }],
    ['GET', '/jobs/7/accounts', 'ANY /{proxy+}', { proxy: 'jobs/7/accounts' }],
    ['GET', '/', 'GET /', {}],
    ['POST', '/', '$default', {}],
  ])('for %s %s is %s', (method, path, key, pathParameters) => {
    expect(matchRoute(ROUTES, method, path)).toMatchObject({ route: { key }, pathParameters });
  });

  it('does not exist if none matches', () => {
    expect(
      matchRoute([{ key: 'GET /jobs', function: 'api', timeoutMs: 1, authorizer: { kind: 'iam' } }], 'GET', '/accounts'),
    ).toBeUndefined();
  });
});

describe('the event of a request', () => {
  const route = { key: 'ANY /{proxy+}', function: 'api', timeoutMs: 1, authorizer: { kind: 'iam' } } as const;
  const matched = { route, pathParameters: { proxy: 'things' } };
  const eventOf = (overrides: Partial<GatewayRequest>) =>
    gatewayEvent(request(overrides), pathOf(overrides.url ?? '/things') ?? '', matched, 'api');

  it('has the decoded path and the unchanged query', () => {
    const event = eventOf({ url: '/things/a%7Cb%20c?tag=a%3Db&tag=c&x=' });

    expect(event.rawPath).toBe('/things/a|b c');
    expect(event.rawQueryString).toBe('tag=a%3Db&tag=c&x=');
    expect(event.queryStringParameters).toEqual({ tag: 'a=b,c', x: '' });
    expect(event.requestContext.http).toMatchObject({ method: 'GET', path: '/things/a|b c', sourceIp: '127.0.0.1' });
    expect(event.requestContext.time).toMatch(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/);
  });

  it('says of the caller what the authorizer has found out', () => {
    const authorized = { jwt: { claims: { sub: 'ann' }, scopes: null } };

    expect(gatewayEvent(request(), '/things', matched, 'api', authorized).requestContext.authorizer).toEqual(authorized);
    expect(gatewayEvent(request(), '/things', matched, 'api').requestContext).not.toHaveProperty('authorizer');
  });

  it('has the cookies separate from the headers', () => {
    const event = eventOf({ headers: { host: 'x', cookie: 'a=1; b=2' } });

    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toEqual({ host: 'x' });
  });

  it.each([
    ['application/json', '{"ä":1}', false],
    ['application/problem+json', '{}', false],
    ['text/plain; charset=utf-8', 'text', false],
    ['application/octet-stream', 'AAEC', true],
  ])('has a body of %s as %s', (type, body, isBase64Encoded) => {
    const event = eventOf({ headers: { 'content-type': type }, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') });

    expect(event).toMatchObject({ body, isBase64Encoded });
  });

  it('is not made if the percent-encoding of the path is malformed', () => {
    expect(pathOf('/things/%zz')).toBeUndefined();
  });
});

describe('the response to an answer', () => {
  it('has its status, headers, cookies and body', () => {
    const answer = { statusCode: 201, headers: { 'X-Thing': 'a' }, cookies: ['a=1', 'b=2'], body: 'aGk=', isBase64Encoded: true };

    const response = gatewayResponse(JSON.stringify(answer));

    expect(response).toMatchObject({ statusCode: 201, headers: { 'x-thing': 'a', 'set-cookie': ['a=1', 'b=2'] } });
    expect(response.body.toString()).toBe('hi');
  });

  it('is 200 with the return value as JSON if it has no status', () => {
    const response = gatewayResponse('{"a":1}');

    expect(response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(response.body.toString()).toBe('{"a":1}');
  });

  it.each([[{ statusCode: 'many' }], [{ statusCode: 200, body: { a: 1 } }]])('is 500 if the return value is malformed: %j', (answer) => {
    expect(gatewayResponse(JSON.stringify(answer)).statusCode).toBe(500);
  });
});
