/** Logins of every kind to the test's Azure. */
import { createPublicKey, sign } from 'node:crypto';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { createCredential } from '../../../../../shared/clouds/azure/access/credentials.ts';
import { TokenSource } from '../../../../../shared/clouds/azure/access/tokens.ts';
import type { AzureConnectionSettings } from '../../../../../shared/clouds/azure/connection-settings.ts';
import { systemClock } from '../../../../../shared/real-seams.ts';
import type { Clock } from '../../../../../shared/seams.ts';
import { makeCertificate, type MadeCertificate } from '../../../../support/certificate.ts';
import type { AzureServer } from './azure-server.ts';

export const TENANT = '11111111-aaaa-4bbb-8ccc-111111111111';
export const CLIENT = '22222222-aaaa-4bbb-8ccc-222222222222';
export const SUBSCRIPTION = '33333333-aaaa-4bbb-8ccc-333333333333';
export const SECRET = 'Planted~8Q.secret-of-the-application-000';
export const ROLE = 'arn:aws:iam::111122223333:role/MusterWorker';
export const ISSUER = 'https://0d6e0d2b-0000-4000-8000-000000000000.tokens.sts.global.api.aws';

/** The SDK's client, which trusts the test's Azure. */
export function trusting(server: AzureServer): HttpClient {
  const client = createDefaultHttpClient();
  const tlsSettings = { ca: server.authority };
  return {
    sendRequest: async (request) => {
      request.tlsSettings ??= tlsSettings;
      return await client.sendRequest(request);
    },
  };
}

let key: MadeCertificate | undefined;
const awsKey = (): MadeCertificate => (key ??= makeCertificate({ commonName: 'sts' }));
/** The key that Entra ID would fetch from the issuer of AWS's tokens. */
export const awsPublicKey = (): string => createPublicKey(awsKey().privateKey).export({ type: 'spki', format: 'pem' }).toString();

/** A token as STS signs it for a role. */
export function awsToken(audience: string, { subject = ROLE, issuer = ISSUER, lifeSeconds = 300 } = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: '1' })}.${part({ iss: issuer, sub: subject, aud: [audience], iat: now, exp: now + lifeSeconds })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), awsKey().privateKey).toString('base64url')}`;
}

export interface TestLogin {
  readonly settings?: AzureConnectionSettings;
  readonly readSecret?: (reference: string) => Promise<string>;
  readonly webIdentity?: (audience: string) => Promise<string>;
  readonly clock?: Clock;
}

/** The tokens of a login to the server; by its secret unless the settings say otherwise. */
export function tokensOf(server: AzureServer, { settings, readSecret, webIdentity, clock = systemClock }: TestLogin = {}): TokenSource {
  const parts = {
    settings: settings ?? { tenant_id: TENANT, client_id: CLIENT, client_secret: 'env:AZURE_SECRET' },
    hosts: server.hosts,
    client: trusting(server),
    readSecret: readSecret ?? (async () => SECRET),
    webIdentity: webIdentity ?? (async (audience: string) => awsToken(audience)),
    environment: process.env,
    now: () => clock.now(),
  };
  return new TokenSource(async () => await createCredential(parts), clock);
}
