import { createHash, verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DefaultRequestSigner, SimpleAuthenticationDetailsProvider } from 'oci-common';
import { signedHeaders, type WireRequest } from '../../../../../shared/clouds/oci/access/signing.ts';
import { makeApiKey, TENANCY, USER } from '../../../../support/oci/keys.ts';

const KEY = makeApiKey();
const SIGNER = { keyId: KEY.keyId, privateKey: KEY.privateKey };
const NOW = Date.parse('2026-11-28T10:00:00Z');

const GET: WireRequest = {
  method: 'GET',
  url: new URL('https://iaas.us-phoenix-1.oraclecloud.com/20160918/instances?compartmentId=ocid1.compartment.oc1..a%2Fb&limit=100'),
};
const POST: WireRequest = {
  method: 'POST',
  url: new URL('https://query.us-phoenix-1.oci.oraclecloud.com/20180409/resources?limit=1000'),
  body: JSON.stringify({ type: 'Structured', query: 'query all resources where displayName = "ä"' }),
};

/** The headers that Oracle's own SDK would send. */
async function signedByOracle({ method, url, body }: WireRequest): Promise<Headers> {
  const provider = new SimpleAuthenticationDetailsProvider(TENANCY, USER, KEY.fingerprint, KEY.pem, null);
  const headers = new Headers({ 'x-date': new Date(NOW).toUTCString() });
  await new DefaultRequestSigner(provider).signHttpRequest({ method, uri: url.href, headers, ...(body !== undefined && { body }) });
  return headers;
}

test.each([
  ['GET', GET],
  ['POST', POST],
])("a %s is signed exactly as Oracle's SDK signs it", async (_name, request) => {
  const oracles = await signedByOracle(request);

  const headers = signedHeaders(request, SIGNER, NOW);

  // The SDK writes two of the names with capitals; the text that is signed has them in lower case.
  expect(headers['authorization']).toBe(
    oracles.get('authorization')?.replace('Content-Type Content-Length', 'content-type content-length'),
  );
  for (const name of ['x-date', 'x-content-sha256', 'content-type', 'host']) {
    expect([name, headers[name] ?? null]).toEqual([name, oracles.get(name)]);
  }
});

test('the signature covers date, target and host, and of a POST its type, length and digest', () => {
  const headers = signedHeaders(POST, SIGNER, NOW);

  const [, names = '', signature = ''] = /headers="([^"]+)",signature="([^"]+)"/.exec(headers['authorization'] ?? '') ?? [];
  expect(names).toBe('x-date (request-target) host content-type content-length x-content-sha256');
  const text = [
    'x-date: Sat, 28 Nov 2026 10:00:00 GMT',
    '(request-target): post /20180409/resources?limit=1000',
    'host: query.us-phoenix-1.oci.oraclecloud.com',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(POST.body ?? '')}`,
    `x-content-sha256: ${createHash('sha256')
      .update(POST.body ?? '')
      .digest('base64')}`,
  ].join('\n');
  expect(verify('sha256', Buffer.from(text), KEY.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
});

test('a POST without a body has the digest of the empty text', () => {
  expect(signedHeaders({ method: 'POST', url: POST.url }, SIGNER, NOW)).toMatchObject({
    'content-length': '0',
    'x-content-sha256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  });
});
