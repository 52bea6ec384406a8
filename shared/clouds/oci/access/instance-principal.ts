/**
 * Logs in as the compute instance that this process runs on: the certificate of the instance, which its metadata service hands out, is exchanged
 * for a token of a session key.
 */
// oxlint-disable-next-line no-restricted-imports -- a session key is made here, and nothing that is stored depends on it
import { generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DOMAIN_NAME, domainOf, domainOfRegion, hostOf, quoted, regionNamed, REGION_NAME } from '../realms.ts';
import { type KeySource, LoginProblem } from './key-source.ts';
import { CLOCK_SKEW, failureOf, OciFailure } from './oci-failure.ts';
import { readPrivateKey } from './private-key.ts';
import { RENEW_BEFORE_MS } from './profile-keys.ts';
import { signedHeaders, type SigningKey } from './signing.ts';
import { claimsOf, expiryOf } from './token.ts';
import type { Send } from './transport.ts';

/** Reads a path of the metadata service; undefined if this machine has none that answers as OCI's does. */
export type Metadata = (path: string) => Promise<string | undefined>;

export const METADATA_BASE = 'http://169.254.169.254/opc/v2';
const AUTH_HOST = 'auth.{region}.{domain}';
const KEY_BITS = 2048;

const regionInfoSchema = z.object({ regionIdentifier: z.string(), realmDomainComponent: z.string() });
const tokenSchema = z.object({ token: z.string() });

export interface InstanceLogin {
  readonly metadata: Metadata;
  readonly send: Send;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The key source throws the same errors when it renews its session. @throws LoginProblem; OciFailure if OCI is too busy to log in or if the
 * clock is wrong, WireFailure if OCI does not answer: then a later attempt may succeed
 */
export async function instancePrincipal(login: InstanceLogin): Promise<KeySource> {
  const { metadata, now } = login;
  const named = await metadata('instance/region');
  if (named === undefined) {
    throw new LoginProblem('this machine is no instance of OCI: its metadata service does not answer; log in with --auth config.');
  }
  const region = regionNamed(named);
  if (!REGION_NAME.test(region)) {
    throw new LoginProblem(
      `the metadata service of this machine names the region ${quoted(region)}, which no region is called; log in with --auth config.`,
    );
  }
  const { data: info } = regionInfoSchema.safeParse(jsonOf(await metadata('instance/regionInfo')));
  // The installed list decides where it can: the metadata service only tells of realms that the list does not have.
  const domain = domainOfRegion(region) ?? info?.realmDomainComponent;
  let current = await federate(login, region, domain);
  let renewing: Promise<Session> | undefined;
  const exchange = async (): Promise<Session> => {
    try {
      current = await federate(login, region, domain);
      return current;
    } finally {
      renewing = undefined;
    }
  };
  /** Calls that need another session at the same time share one exchange. */
  const renewed = async (old: Session): Promise<Session> => {
    if (current !== old) return current;
    renewing ??= exchange();
    return await renewing;
  };
  return {
    tenancy: current.tenancy,
    user: claimsOf(current.token)?.sub ?? 'instance principal',
    region,
    key: async () => {
      const session = current;
      return (expiryOf(session.token) - RENEW_BEFORE_MS <= now() ? await renewed(session) : session).key;
    },
    renew: async ({ keyId }) => {
      const session = current;
      return (session.key.keyId === keyId ? await renewed(session) : session).key.keyId !== keyId;
    },
  };
}

interface Session {
  readonly tenancy: string;
  readonly token: string;
  readonly key: SigningKey;
}

/** Exchanges the instance's certificate, which OCI renews several times a day, for a token of a new session key. */
async function federate({ metadata, send, now, signal }: InstanceLogin, region: string, realmDomain: string | undefined): Promise<Session> {
  const [leaf, leafKey, intermediate] = await Promise.all(
    ['cert.pem', 'key.pem', 'intermediate.pem'].map((file) => metadata(`identity/${file}`)),
  );
  if (leaf === undefined || leafKey === undefined || intermediate === undefined) {
    throw new LoginProblem(
      'the metadata service of this instance gives no certificate; check that the instance may use instance principals.',
    );
  }
  const certificate = certificateOf(leaf);
  const tenancy = /opc-(?:tenant|identity):(ocid1\.tenancy\.[^\s,+]+)/.exec(certificate.subject)?.[1];
  const domain = domainOf(tenancy ?? '') ?? realmDomain;
  if (tenancy === undefined || domain === undefined)
    throw new LoginProblem('the certificate of this instance names no tenancy that Muster knows the realm of.');
  if (!DOMAIN_NAME.test(domain)) {
    throw new LoginProblem(
      `the metadata service of this machine names ${quoted(domain)} as the domain of its realm, which is no domain; log in with --auth config.`,
    );
  }
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS });
  const body = JSON.stringify({
    certificate: bare(leaf),
    purpose: 'DEFAULT',
    publicKey: bare(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    intermediateCertificates: [bare(intermediate)],
  });
  const request = { method: 'POST', url: new URL(`https://${hostOf(AUTH_HOST, region, domain)}/v1/x509`), body } as const;
  const signer = {
    keyId: `${tenancy}/fed-x509/${certificate.fingerprint.replaceAll(':', '').toLowerCase()}`,
    privateKey: instanceKey(leafKey),
  };
  const answer = await send(request, signedHeaders(request, signer, now()), signal);
  const { status, text } = answer;
  if (status === 429 || status >= 500) throw failureOf(answer);
  if (status !== 200)
    throw new LoginProblem(`OCI gives this instance no session (HTTP ${status}); check its clock, and that it is in a dynamic group.`);
  const { success, data } = tokenSchema.safeParse(jsonOf(text));
  if (!success) throw new LoginProblem('OCI answered to the certificate of this instance without a token; try again.');
  // A token that is over at once would be exchanged again before every request.
  if (expiryOf(data.token) <= now()) throw new OciFailure(401, CLOCK_SKEW, 'The token of the instance was over when it arrived.');
  return { tenancy, token: data.token, key: { keyId: `ST$${data.token}`, privateKey } };
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new LoginProblem(
      'the metadata service of this machine gives no certificate, so it is not that of OCI; log in with --auth config.',
      { cause: error },
    );
  }
}

const instanceKey = (pem: string): KeyObject => readPrivateKey(pem, undefined, "the instance's key");

/** The text between the marks of a PEM, on one line. */
const bare = (pem: string): string => pem.replaceAll(/-----[A-Z ]+-----/g, '').replaceAll(/\s/g, '');

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
