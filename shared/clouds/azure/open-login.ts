/** Opens a connection to an Azure tenant. */
import { InvalidRequest } from '../../errors.ts';
// oxlint-disable-next-line no-restricted-imports -- `openAzureLogin` puts the parts together
import { interruptibleClock, systemClock, systemRandom } from '../../real-seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { Connection } from '../connection.ts';
import type { OpenLogin } from '../login.ts';
import type { LoginContext } from '../provider.ts';
import { createCredential } from './access/credentials.ts';
import { AZURE_CLOUDS, type AzureHosts } from './hosts.ts';
import { httpClient, type SendHttp, sendThrough } from './access/http.ts';
import { TokenSource } from './access/tokens.ts';
import { webIdentityFrom } from './access/web-identity.ts';
import { type AzureAnswerer, answererOf } from './answering.ts';
import { AzureLogin, type AzureLoginOptions } from './azure-login.ts';
import { type AzureConnectionSettings, azureConnectionSettings } from './connection-settings.ts';
import { problemText } from '../../validation/invalid-request.ts';

/**
 * Azure as the environment configures it: `MUSTER_AZURE_ENDPOINT_URL` (https) answers in the place of Entra ID, Resource Manager, Microsoft
 * Graph and key vaults; a module that `MUSTER_AZURE_ANSWERER` names needs no login at all.
 * @throws InvalidRequest that names the unusable variable
 * @throws CloudError if the connection's settings are not those of a login to Azure
 */
export async function openAzureLogin(connection: Connection, { environment, readSecret, sessions = {} }: LoginContext): Promise<OpenLogin> {
  const settings = settingsOf(connection);
  const { signal, detailConcurrency } = sessions;
  const hosts = hostsOf(settings, environment);
  const clock = signal ? interruptibleClock(signal) : systemClock;
  const answerer = answererOf(environment);
  const parts = { connection, tenant: settings.tenant_id, hosts, clock, random: systemRandom, signal, detailConcurrency };
  if (answerer) return new AzureLogin({ ...parts, ...answeredBy(answerer, settings) });
  const client = httpClient();
  const webIdentity = webIdentityFrom({});
  return new AzureLogin({
    ...parts,
    send: sendThrough(client),
    tokens: new TokenSource(
      async () => await createCredential({ settings, hosts, client, readSecret, webIdentity, environment, now: () => clock.now() }),
      clock,
    ),
    offline: false,
  });
}

/** @throws CloudError */
function settingsOf({ connection_id, profile, settings }: Connection): AzureConnectionSettings {
  const { success, data, error } = azureConnectionSettings.safeParse(settings);
  const bad = (why: string): CloudError =>
    new CloudError(`The connection ${connection_id} cannot be used: ${why}.`, { class: 'invalid', error_code: 'BadConnection' });
  if (profile !== undefined)
    throw bad('logins to Azure have no profile; leave it out, and choose the login with az login or AZURE_CLIENT_ID');
  if (success) return data;
  throw bad(problemText(error, settings).replace(/\.$/, ''));
}

/** @throws InvalidRequest for an endpoint that is no https URL */
function hostsOf({ cloud = 'public' }: AzureConnectionSettings, environment: NodeJS.ProcessEnv): AzureHosts {
  const hosts = AZURE_CLOUDS[cloud];
  const endpoint = environment['MUSTER_AZURE_ENDPOINT_URL'];
  if (!endpoint) return hosts;
  const url = URL.parse(endpoint);
  if (url?.protocol !== 'https:') {
    throw new InvalidRequest(
      'MUSTER_AZURE_ENDPOINT_URL',
      'MUSTER_AZURE_ENDPOINT_URL: write a URL that begins with https://, such as https://localhost:8443.',
    );
  }
  return { ...hosts, authority: url.origin, management: url.origin, graph: url.origin, vaultEndpoint: `${url.origin}/vaults` };
}

/** The tenant of an answered login that names none. */
const ANY_TENANT = '00000000-0000-0000-0000-000000000000';

/** Stands where people read who the login is: an answered login that names nobody needs no credentials. */
const NO_USER = 'no-login';

/** A login whose requests the answerer answers. Its token says which tenant and which application it is for, and what that may read in the directory. */
function answeredBy(
  answerer: AzureAnswerer,
  { tenant_id = ANY_TENANT, client_id = NO_USER }: AzureConnectionSettings,
): Pick<AzureLoginOptions, 'send' | 'tokens' | 'offline'> {
  const token = async (): Promise<string> => {
    const claims = { tid: tenant_id, appid: client_id, roles: await answerer.graphPermissions(tenant_id) };
    return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
  };
  const send: SendHttp = async (request, signal) => {
    signal?.throwIfAborted();
    return await answerer.answer({ ...request, tenant: tenant_id });
  };
  return { send, tokens: { token, renewed: token }, offline: true };
}
