/** Opens a connection to AWS with a profile of this machine or with the credentials of its environment. */
import { STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
// oxlint-disable-next-line no-restricted-imports -- `openAwsLogin` puts the parts together
import { interruptibleClock, systemClock } from '../../real-seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { Connection } from '../connection.ts';
import type { OpenLogin } from '../login.ts';
import type { LoginContext } from '../provider.ts';
import { ANSWERED_CREDENTIALS, exchangeFromEnvironment } from './answering.ts';
import { AwsLogin } from './aws-login.ts';
import { INTERACTIVE, type CredentialProvider } from './clients.ts';
import { type AwsConnectionSettings, awsConnectionSettings } from './connection-settings.ts';
import { abortedBy } from './exchange.ts';
import { cachedCredentials } from './login.ts';

const DEFAULT_REGION = 'us-east-1';

/**
 * AWS as the environment configures it: with the usual credential chain and `AWS_ENDPOINT_URL`, or with an answerer that `MUSTER_ANSWERER`
 * or `MUSTER_REPLAY` names, recorded if `MUSTER_RECORD` is set.
 * @throws InvalidRequest that names the unusable variable
 * @throws CloudError if the connection's settings are not those of an AWS login
 */
export async function openAwsLogin(connection: Connection, { environment, sessions = {} }: LoginContext): Promise<OpenLogin> {
  const { exchange, offline } = exchangeFromEnvironment(environment);
  const { signal, detailConcurrency } = sessions;
  const set = (name: string): string | undefined => environment[name] || undefined;
  const { account, role_name, external_id, organization_role } = settingsOf(connection);
  const named = set('AWS_REGION') ?? set('AWS_DEFAULT_REGION');
  // An answerer needs no credentials, so this machine's are not read.
  const profile = offline ? undefined : (connection.profile ?? set('AWS_PROFILE'));
  const homeRegion = named ?? (offline ? undefined : await profileRegion(profile)) ?? DEFAULT_REGION;
  return new AwsLogin({
    connection,
    exchange: signal ? abortedBy(signal, exchange) : exchange,
    offline,
    profile,
    endpoint: set('AWS_ENDPOINT_URL_STS') ?? set('AWS_ENDPOINT_URL'),
    homeRegion,
    base: offline ? async () => ANSWERED_CREDENTIALS : machineCredentials(profile, homeRegion),
    homeAccount: set('MUSTER_HOME_ACCOUNT')?.replace(/^aws:/, ''),
    roleName: role_name ?? set('MUSTER_ROLE_NAME'),
    externalId: external_id ?? set('MUSTER_EXTERNAL_ID'),
    account,
    organizationRole: organization_role,
    clock: signal ? interruptibleClock(signal) : systemClock,
    signal,
    detailConcurrency,
  });
}

/** @throws CloudError if the connection's settings are not those of an AWS login */
function settingsOf({ connection_id, settings }: Connection): AwsConnectionSettings {
  const { success, data } = awsConnectionSettings.safeParse(settings);
  if (success) return data;
  throw new CloudError(
    `The settings of the connection ${connection_id} are not those of an AWS login; give it ${Object.keys(awsConnectionSettings.shape).join(', ')} only.`,
    { class: 'invalid', error_code: 'BadConnection' },
  );
}

/** The region that the profile configures; undefined if it configures none. */
async function profileRegion(profile: string | undefined): Promise<string | undefined> {
  const sts = new STSClient(profile === undefined ? {} : { profile });
  try {
    return await sts.config.region();
  } catch {
    return undefined;
  } finally {
    sts.destroy();
  }
}

/**
 * If a profile is named, no other source is tried: the chain would fall back to the machine's role and might read another
 * organization than the user asked for.
 */
function machineCredentials(profile: string | undefined, region: string): CredentialProvider {
  const { attempts: maxAttempts, ...timeouts } = INTERACTIVE;
  const clientConfig = { maxAttempts, requestHandler: { ...timeouts, throwOnRequestTimeout: true } };
  if (profile === undefined) return fromNodeProviderChain({ clientConfig });
  const ofProfile = fromIni({ profile, clientConfig });
  return cachedCredentials(async () => await ofProfile({ callerClientConfig: { region: async () => region } }), systemClock);
}
