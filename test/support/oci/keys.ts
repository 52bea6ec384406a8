/** Keys and tokens of logins that tests make. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { LoginFiles } from '../../../shared/clouds/oci/access/profile-keys.ts';
import { fingerprintOf } from '../../../shared/clouds/oci/access/private-key.ts';

export const TENANCY = 'ocid1.tenancy.oc1..aaaaaaaatenancy';
export const USER = 'ocid1.user.oc1..aaaaaaaauser';
export const REGION = 'us-phoenix-1';

export interface ApiKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly pem: string;
  readonly encrypted: string;
  readonly fingerprint: string;
  readonly keyId: string;
}

export const PASSPHRASE = 'open-sesame';

export function makeApiKey(): ApiKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const fingerprint = fingerprintOf(privateKey);
  return {
    privateKey,
    publicKey,
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    encrypted: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE }).toString(),
    fingerprint,
    keyId: `${TENANCY}/${USER}/${fingerprint}`,
  };
}

/** A token as OCI gives it to sessions; `expires`: milliseconds since the epoch. The signature is made up, because only OCI checks it. */
export function makeToken(claims: Readonly<Record<string, unknown>>, expires: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ ...claims, exp: Math.floor(expires / 1000) })}.c2lnbmF0dXJl`;
}

/** Files by their paths; a path that is not among them does not exist. */
export const filesOf = (files: Readonly<Record<string, string>>): LoginFiles => ({ read: async (path) => files[path] });

/** The text of a configuration file with one profile. */
export const configText = (entries: Readonly<Record<string, string>>, profile = 'DEFAULT'): string =>
  [`[${profile}]`, ...Object.entries(entries).map(([name, value]) => `${name}=${value}`), ''].join('\n');
