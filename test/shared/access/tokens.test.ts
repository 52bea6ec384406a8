import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CompactSign, generateKeyPair, UnsecuredJWT } from 'jose';
import { MAX_TOKEN, TokenVerifier, type VerifierOptions } from '../../../shared/access/tokens.ts';
import { Unauthenticated, Unavailable } from '../../../shared/errors.ts';
import { AUDIENCE, ISSUER, NOW, TokenIssuer } from '../../support/token-issuer.ts';

let seconds = NOW;
const clock = { now: () => seconds * 1000, sleep: () => Promise.resolve() };
const verifierOf = (issuer: TokenIssuer, options: Partial<VerifierOptions> = {}): TokenVerifier =>
  new TokenVerifier({ issuer: ISSUER, audiences: ['other', AUDIENCE], clock, fetch: issuer.fetch, ...options });

const issuer = new TokenIssuer();
let verifier: TokenVerifier;
beforeAll(async () => {
  await issuer.addKey('first');
  await issuer.addKey('second', 'ES256');
});
beforeEach(() => {
  seconds = NOW;
  issuer.failure = undefined;
  issuer.asked.length = 0;
  verifier = verifierOf(issuer);
});

describe('a token is taken', () => {
  it.each([
    ['by RSA', {}, { kid: 'first' }],
    ['by an elliptic curve', {}, { kid: 'second' }],
    ['as an access token of RFC 9068', {}, { typ: 'at+jwt' }],
    ['for several audiences', { aud: ['another', AUDIENCE] }, {}],
    ['for its client, where it names no audience', { aud: undefined, client_id: AUDIENCE }, {}],
    ['that expired within the tolerance', { exp: NOW - 20 }, {}],
    ['that begins within the tolerance', { nbf: NOW + 20 }, {}],
  ])('%s', async (_, claims, options) => {
    expect(await verifier.verify(await issuer.sign(claims, options))).toMatchObject({ iss: ISSUER, sub: 'ann' });
  });
});

describe('a token is refused', () => {
  it.each([
    [
      'of another issuer',
      { iss: 'https://evil.example.com' },
      {},
      `The token is of the issuer "https://evil.example.com"; this API takes tokens of ${ISSUER}.`,
    ],
    ['of no issuer', { iss: undefined }, {}, `The token is of the issuer unknown; this API takes tokens of ${ISSUER}.`],
    ['for another audience', { aud: ['billing'] }, {}, 'The token is for "billing"; this API takes tokens for "other", "muster".'],
    [
      'for another audience, whatever its client',
      { aud: 'billing', client_id: AUDIENCE },
      {},
      'The token is for "billing"; this API takes tokens for "other", "muster".',
    ],
    ['for no audience', { aud: undefined }, {}, 'The token is for nobody; this API takes tokens for "other", "muster".'],
    ['that has expired', { exp: NOW - 31 }, {}, 'The token expired 2027-01-15T07:59:29.000Z; log in again.'],
    ['that never expires', { exp: undefined }, {}, `The token has no valid claim "exp"; a token of ${ISSUER} must have it.`],
    ['that is not valid yet', { nbf: NOW + 31 }, {}, "The token is not valid before 2027-01-15T08:00:31.000Z; check the issuer's clock."],
    ['without a subject', { sub: undefined }, {}, `The token has no valid claim "sub"; a token of ${ISSUER} must have it.`],
    [
      'of another type',
      {},
      { typ: 'logout+jwt' },
      'The token has the type "logout+jwt", which does not say who calls; send an access token.',
    ],
  ])('%s', async (_, claims, options, message) => {
    await expect(verifier.verify(await issuer.sign(claims, options))).rejects.toEqual(new Unauthenticated(message));
  });

  it('without a signature', async () => {
    const token = new UnsecuredJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: NOW + 300 }).encode();

    await expect(verifier.verify(token)).rejects.toEqual(
      new Unauthenticated('The token is not signed by an allowed algorithm; allowed are RS256, RS384, RS512, ES256, ES384, ES512.'),
    );
  });

  it('signed by HMAC with the public key as the secret', async () => {
    const secret = new TextEncoder().encode(await issuer.publicPem('first'));
    const payload = JSON.stringify({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: NOW + 300 });
    const token = await new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);

    await expect(verifier.verify(token)).rejects.toThrow('not signed by an allowed algorithm');
  });

  it('signed by an algorithm that the caller of the verifier does not allow', async () => {
    await expect(verifierOf(issuer, { algorithms: ['RS256'] }).verify(await issuer.sign({}, { kid: 'second' }))).rejects.toThrow(
      'The token is not signed by an allowed algorithm; allowed are RS256.',
    );
  });

  it('signed with a key that the issuer does not have', async () => {
    const { privateKey } = await generateKeyPair('RS256');

    await expect(verifier.verify(await issuer.sign({}, { kid: 'unknown', key: privateKey }))).rejects.toEqual(
      new Unauthenticated(`The token is signed with a key that ${ISSUER} does not have; log in again.`),
    );
  });

  it("signed with another key under the id of the issuer's", async () => {
    const { privateKey } = await generateKeyPair('RS256');

    await expect(verifier.verify(await issuer.sign({}, { key: privateKey }))).rejects.toEqual(
      new Unauthenticated(`The signature of the token is not that of ${ISSUER}.`),
    );
  });

  it('with claims that were changed', async () => {
    const [header, , signature] = (await issuer.sign()).split('.');
    const payload = Buffer.from(JSON.stringify({ iss: ISSUER, aud: AUDIENCE, sub: 'eve', exp: NOW + 300 })).toString('base64url');

    await expect(verifier.verify(`${header}.${payload}.${signature}`)).rejects.toThrow('The signature of the token is not');
  });

  it.each(['', 'x', 'a.b.c', 'a.b.c.d.e', '..', `${'e'.repeat(20)}.${'e'.repeat(20)}.`])('that is no token: %j', async (text) => {
    await expect(verifier.verify(text)).rejects.toEqual(new Unauthenticated('The token is not a well-formed JSON Web Token.'));
    expect(issuer.asked).toEqual([]);
  });

  it('that is too long to look at, although its signature is right', async () => {
    const token = await issuer.sign({ padding: 'x'.repeat(MAX_TOKEN) });

    await expect(verifier.verify(token)).rejects.toThrow(`The token has ${token.length} characters; at most ${MAX_TOKEN} are taken.`);
  });
});

describe('the keys of the issuer', () => {
  it('are read once for many tokens, also for bad ones', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const bad = await issuer.sign({}, { kid: 'unknown', key: privateKey });
    const good = await issuer.sign();

    await Promise.all([verifier.verify(good), verifier.verify(good)]);
    for (let count = 0; count < 5; count++) await verifier.verify(bad).catch(() => undefined);

    expect(issuer.asked).toEqual([`${ISSUER}/.well-known/openid-configuration`, `${ISSUER}/keys`]);
  });

  it('that cannot be read are no reason to call a token wrong, and are not asked for again at once', async () => {
    issuer.failure = new TypeError('fetch failed');
    const token = await issuer.sign();
    const refusal = new Unavailable(`The keys of ${ISSUER} cannot be read, so the token cannot be checked; try again in a minute.`);

    for (let count = 0; count < 3; count++) await expect(verifier.verify(token)).rejects.toEqual(refusal);
    expect(issuer.asked).toHaveLength(1);

    issuer.failure = undefined;
    seconds += 31;
    expect(await verifier.verify(token)).toMatchObject({ sub: 'ann' });
  });

  it.each([
    ['is of another issuer', { issuer: 'https://evil.example.com' }],
    ['names keys without encryption', { jwks_uri: 'http://login.example.com/keys' }],
    ['names no keys', { jwks_uri: undefined }],
  ])('are not read if the discovery document %s', async (_, document) => {
    const other = new TokenIssuer(document);
    await other.addKey('first');

    await expect(verifierOf(other).verify(await other.sign())).rejects.toBeInstanceOf(Unavailable);
    expect(other.asked).toHaveLength(1);
  });
});
