/**
 * Signs requests as OCI asks for it: HTTP Signatures, version 1, `rsa-sha256`.
 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm
 */
// oxlint-disable-next-line no-restricted-imports -- an RSA signature (PKCS #1 v1.5) has no chance in it
import { hash, sign, type KeyObject } from 'node:crypto';

/** A private key, and the name under which OCI knows its public half. */
export interface SigningKey {
  /** `<tenancy>/<user>/<fingerprint>` for an API key, `ST$<token>` for a session. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** JSON. A GET has none. */
  readonly body?: string;
}

/** The headers of the request, the signature among them. `now`: milliseconds since the epoch. */
export function signedHeaders(
  { method, url, body = '' }: WireRequest,
  { keyId, privateKey }: SigningKey,
  now: number,
): Record<string, string> {
  const signed: Record<string, string> = {
    'x-date': new Date(now).toUTCString(),
    '(request-target)': `${method.toLowerCase()} ${url.pathname}${url.search}`,
    host: url.host,
    ...(method === 'POST' && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-content-sha256': hash('sha256', body, 'base64'),
    }),
  };
  const text = Object.entries(signed)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const signature = sign('sha256', Buffer.from(text), privateKey).toString('base64');
  const { '(request-target)': _target, ...headers } = signed;
  const names = Object.keys(signed).join(' ');
  return {
    ...headers,
    accept: 'application/json',
    authorization: `Signature version="1",keyId="${keyId}",algorithm="rsa-sha256",headers="${names}",signature="${signature}"`,
  };
}
