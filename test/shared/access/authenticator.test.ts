import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiBindings } from '../../../shared/access/authenticate.ts';
import { authenticator } from '../../../shared/access/authenticator.ts';
import { claimMappingSchema } from '../../../shared/access/claims.ts';
import { parseIamRoles } from '../../../shared/access/iam-roles.ts';
import { EVERYTHING } from '../../../shared/access/principal.ts';
import { TokenVerifier } from '../../../shared/access/tokens.ts';
import { Unauthenticated } from '../../../shared/errors.ts';
import { AUDIENCE, ISSUER, NOW, TokenIssuer } from '../../support/token-issuer.ts';

const issuer = new TokenIssuer();
let token: string;
beforeAll(async () => {
  await issuer.addKey('first');
  token = await issuer.sign({ 'muster:role': 'viewer', 'muster:accounts': '*', email: 'ann@example.com' });
});

const ARN = 'arn:aws:iam::123456789012:user/eve';
const SIGNED: ApiBindings = { event: { requestContext: { authorizer: { iam: { userArn: ARN } } } } };
const clock = { now: () => NOW * 1000, sleep: () => Promise.resolve() };
const verifier = new TokenVerifier({ issuer: ISSUER, audiences: [AUDIENCE], clock, fetch: issuer.fetch });
const scopes = { of: () => Promise.resolve(EVERYTHING) };
const authenticate = authenticator({
  iamRoles: parseIamRoles(undefined),
  tokens: { verifier, claims: claimMappingSchema.parse({}) },
  scopes,
});

const call = (path: string, authorization?: string | readonly string[], bindings?: ApiBindings) => {
  const headers = new Headers();
  for (const each of [authorization ?? []].flat()) headers.append('authorization', each);
  return { url: `https://api.example.com${path}`, headers, bindings };
};

describe('the caller of a request', () => {
  it('is the one of the token below /app', async () => {
    const expected = { id: `${ISSUER}#ann`, name: 'ann@example.com', role: 'viewer', scope: EVERYTHING };

    for (const path of ['/app', '/app/jobs', '/app//jobs', '/%61pp/jobs', '/app/me?x=/jobs'])
      expect(await authenticate(call(path, `Bearer ${token}`))).toEqual(expected);
    expect(await authenticate(call('/app/jobs', `bearer  ${token} `))).toEqual(expected);
  });

  it('is the one that signed anywhere else', async () => {
    for (const path of ['/', '/jobs', '/apps', '/application/app', '//app/jobs', '/APP/jobs'])
      expect(await authenticate(call(path, undefined, SIGNED))).toEqual({ id: ARN, name: ARN, role: 'admin', scope: EVERYTHING });
  });

  it('is never the one that signed below /app, nor the one of a token elsewhere', async () => {
    await expect(authenticate(call('/app/jobs', undefined, SIGNED))).rejects.toEqual(
      new Unauthenticated('There is no token; send one in the header Authorization, after the word Bearer.'),
    );
    await expect(authenticate(call('/jobs', `Bearer ${token}`))).rejects.toEqual(
      new Unauthenticated('The request is not signed with IAM; callers with a token send it to the same path below /app.'),
    );
  });

  it.each([
    ['twice the header', ['Bearer TOKEN', 'Bearer TOKEN']],
    ['a second token after a comma', ['Bearer TOKEN,Bearer TOKEN']],
    ['another scheme', ['Basic TOKEN']],
    ['no scheme', ['TOKEN']],
    ['no token', ['Bearer ']],
    ['two tokens', ['Bearer TOKEN TOKEN']],
  ])('is not known from %s', async (_, values) => {
    const headers = values.map((value) => value.replaceAll('TOKEN', token));

    await expect(authenticate(call('/app/jobs', headers))).rejects.toEqual(
      new Unauthenticated('The header Authorization is not understood; send the word Bearer and one token.'),
    );
  });

  it('is not known by a token where the deployment takes none', async () => {
    const without = authenticator({ iamRoles: parseIamRoles(undefined), scopes });

    await expect(without(call('/app/jobs', `Bearer ${token}`, SIGNED))).rejects.toEqual(
      new Unauthenticated('This deployment takes no tokens; sign requests with IAM, and leave /app out of the path.'),
    );
  });
});
