import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuthorizer, isRefused, LOCAL_USER } from '../../../bin/local/authorizer.ts';
import type { GatewayResponse } from '../../../bin/local/gateway-event.ts';
import { createIssuer, type LocalIssuer } from '../../../bin/local/issuer.ts';
import type { AuthorizerModel } from '../../../bin/local/stack-model.ts';

let issuer: LocalIssuer;
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => void issuer.handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await createIssuer({ origin, customerOf: () => Promise.resolve(undefined) });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const authorize = createAuthorizer({ tokensOnly: false });
const jwt = (audiences: readonly string[] = ['muster']): AuthorizerModel => ({ kind: 'jwt', issuer: issuer.url, audiences });

async function refusalOf(given: ReturnType<typeof authorize>): Promise<GatewayResponse> {
  const answer = await given;
  if (!isRefused(answer)) throw new Error('The caller was let in.');
  return answer;
}

describe('the authorizer of a route', () => {
  it('lets anyone in where there is none, and the user of this machine where IAM is asked for', async () => {
    expect(await authorize({ kind: 'none' }, { headers: {} })).toEqual({});
    expect(await authorize({ kind: 'iam' }, { headers: { authorization: 'Bearer x' } })).toEqual({ iam: { userArn: LOCAL_USER } });
  });

  it('passes the claims of a token on as text', async () => {
    const token = await issuer.ownToken();

    for (const authorization of [`Bearer ${token}`, token, `bearer ${token}`])
      expect(await authorize(jwt(), { headers: { authorization } })).toEqual({
        jwt: {
          scopes: null,
          claims: expect.objectContaining({
            iss: issuer.url,
            aud: 'muster',
            sub: 'admin',
            'muster:accounts': '*',
            exp: expect.stringMatching(/^\d+$/),
          }),
        },
      });
  });

  it('answers as API Gateway does to a caller without a token', async () => {
    const { statusCode, headers, body } = await refusalOf(authorize(jwt(), { headers: {} }));

    expect([statusCode, headers['www-authenticate'], body.toString()]).toEqual([401, 'Bearer', '{"message":"Unauthorized"}']);
  });

  it('answers as API Gateway does to a token that it does not take', async () => {
    const authorization = `Bearer ${await issuer.ownToken()}`;
    const { statusCode, headers, body } = await refusalOf(authorize(jwt(['other']), { headers: { authorization } }));

    expect([statusCode, body.toString()]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(headers['www-authenticate']).toBe(
      `Bearer scope="" error="invalid_token" error_description="The token is for 'muster'; this API takes tokens for 'other'."`,
    );
    const bad = await refusalOf(authorize(jwt(), { headers: { authorization: 'Bearer a.b.c' } }));
    expect(bad.headers['www-authenticate']).toContain('The token is not a well-formed JSON Web Token.');
  });
});

describe('a platform that takes tokens only', () => {
  const strict = createAuthorizer({ tokensOnly: true });

  it('refuses callers without one wherever it is asked who calls', async () => {
    const { statusCode, headers, body } = await refusalOf(strict({ kind: 'iam' }, { headers: {} }));

    expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(JSON.parse(body.toString())).toMatchObject({ status: 401, detail: expect.stringContaining('log in with "muster login"') });
    expect(await strict({ kind: 'none' }, { headers: {} })).toEqual({});
    expect(await strict(jwt(), { headers: { authorization: `Bearer ${await issuer.ownToken()}` } })).toHaveProperty('jwt');
  });
});
