/** Makes the credential that a connection's settings describe. The SDK is loaded when the first one is made. */
// oxlint-disable-next-line no-restricted-imports -- reading a key has no chance in it
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import type { AzureConnectionSettings } from '../connection-settings.ts';
import { AzureError } from './azure-error.ts';
import { entraRefusal, loginError } from './entra-error.ts';
import type { AzureHosts } from '../hosts.ts';

export interface CredentialParts {
  readonly settings: AzureConnectionSettings;
  readonly hosts: AzureHosts;
  readonly client: HttpClient;
  /** Reads the secret that a reference names. @throws CloudError */
  readonly readSecret: (reference: string) => Promise<string>;
  /** A token of AWS for the audience, by which Entra ID knows the role that Muster runs as. @throws CloudError */
  readonly webIdentity: (audience: string) => Promise<string>;
  /** The variables that Azure's own tools read: `AZURE_CLIENT_ID`, …. */
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Milliseconds for one request to Entra ID; the SDK itself would wait for ever. */
const LOGIN_TIMEOUT = 20_000;

/** A credential whose `getToken` throws an `AzureError` with Entra ID's own code, or the CloudError of a secret that could not be read. @throws CloudError @throws AzureError if the certificate cannot be used */
export async function createCredential(parts: CredentialParts): Promise<TokenCredential> {
  const watch = new Watch(parts.client);
  const credential = await credentialOf(parts, watch);
  return {
    getToken: async (...asked) => {
      watch.begin();
      try {
        return await credential.getToken(...asked);
      } catch (error) {
        throw watch.failure ?? loginError(error);
      }
    },
  };
}

/** Remembers why the newest request of a login failed: the SDK often hides it. */
class Watch {
  readonly #client: HttpClient;
  #assertion: Promise<string> | undefined;
  failure: unknown;

  constructor(client: HttpClient) {
    this.#client = client;
  }

  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    request.timeout = LOGIN_TIMEOUT;
    try {
      const answer = await this.#client.sendRequest(request);
      this.failure = answer.status < 400 ? undefined : entraRefusal(answer.status, answer.bodyAsText ?? '');
      return answer;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** A new login: nothing has failed yet. */
  begin(): void {
    this.failure = undefined;
    this.#assertion = undefined;
  }

  /** Calls `get` once for each login, because the SDK asks for the assertion several times, and remembers its error. */
  async assertion(get: () => Promise<string>): Promise<string> {
    try {
      return await (this.#assertion ??= get());
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

async function credentialOf(
  { settings, hosts, readSecret, webIdentity, environment, now }: CredentialParts,
  watch: Watch,
): Promise<TokenCredential> {
  const identity = await import('./identity-parts.ts');
  const { tenant_id: tenant, client_id: application, client_secret: secret, client_certificate: certificate } = settings;
  const options = {
    authorityHost: hosts.authority,
    // The hosts come from Muster's own table, so that nobody needs to be asked whether they are Microsoft's.
    disableInstanceDiscovery: true,
    httpClient: watch,
    retryOptions: { maxRetries: 2, maxRetryDelayInMs: 4000 },
  };
  if (tenant === undefined || application === undefined) {
    const own = tenant === undefined ? {} : { tenantId: tenant };
    const isWorkload = Boolean(
      environment['AZURE_FEDERATED_TOKEN_FILE'] && environment['AZURE_CLIENT_ID'] && (tenant ?? environment['AZURE_TENANT_ID']),
    );
    return new identity.ChainedTokenCredential(
      new identity.EnvironmentCredential(options),
      ...(isWorkload ? [new identity.WorkloadIdentityCredential({ ...options, ...own })] : []),
      new identity.AzureCliCredential(own),
    );
  }
  if (secret !== undefined) return new identity.ClientSecretCredential(tenant, application, await readSecret(secret), options);
  if (certificate !== undefined) {
    const pem = usablePem(await readSecret(certificate), now());
    return new identity.ClientCertificateCredential(tenant, application, { certificate: pem }, options);
  }
  const assertion = async (): Promise<string> => await watch.assertion(async () => await webIdentity(hosts.exchangeAudience));
  return new identity.ClientAssertionCredential(tenant, application, assertion, options);
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;
const PRIVATE_KEY = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END (?:RSA |EC )?PRIVATE KEY-----/;

/** The text, if a login can be made with it at `now` (milliseconds since the epoch). @throws AzureError without any part of the text */
function usablePem(text: string, now: number): string {
  const unusable = (code: string, cause?: unknown): AzureError => new AzureError('entra', code, '', { cause });
  const [key = ''] = PRIVATE_KEY.exec(text) ?? [];
  const [first = ''] = CERTIFICATE.exec(text) ?? [];
  let certificate: X509Certificate;
  let isPair: boolean;
  try {
    certificate = new X509Certificate(first);
    isPair = certificate.checkPrivateKey(createPrivateKey(key));
  } catch (error) {
    throw unusable('BadCertificate', error);
  }
  if (!isPair) throw unusable('ForeignKey');
  if (Date.parse(certificate.validTo) <= now) throw unusable('CertificateExpired');
  return text;
}
