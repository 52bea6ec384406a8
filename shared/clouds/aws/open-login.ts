/** Logs in to AWS with a profile of this machine or with the credentials of its environment. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { nativeId, parseAccountId } from '../../ids.ts';
// oxlint-disable-next-line no-restricted-imports -- `openAwsLogin` puts the parts together
import { interruptibleClock, systemClock } from '../../real-seams.ts';
import { isoTime } from '../../seams.ts';
import type { SessionSettings } from '../cloud.ts';
import type { Identity, Login, OpenLogin } from '../login.ts';
import { ANSWERED_CREDENTIALS, type AnsweringCloud, exchangeFromEnvironment } from './answering.ts';
import { AwsCloud } from './aws-cloud.ts';
import { INTERACTIVE, createTargetClient, type CredentialProvider, type RetryLimits } from './clients.ts';
import { type AwsConnectionSettings, awsSettingsOf } from './connection-settings.ts';
import { AwsDirectory } from './directory.ts';
import { abortedBy } from './exchange.ts';
import { cachedCredentials } from './login.ts';
import { loginFailure } from './login-failure.ts';

const DEFAULT_REGION = 'us-east-1';

/** @throws NotLoggedIn @throws InvalidRequest that names the unusable variable */
export async function openAwsLogin(login: Login, environment: NodeJS.ProcessEnv, settings: SessionSettings): Promise<OpenLogin> {
  const answering = exchangeFromEnvironment(environment);
  const set = (name: string): string | undefined => environment[name] || undefined;
  const named = set('AWS_REGION') ?? set('AWS_DEFAULT_REGION');
  const { role_name, external_id } = login.settings as AwsConnectionSettings;
  const parts = {
    ...answering,
    endpoint: set('AWS_ENDPOINT_URL_STS') ?? set('AWS_ENDPOINT_URL'),
    roleName: role_name ?? set('MUSTER_ROLE_NAME'),
    externalId: external_id ?? set('MUSTER_EXTERNAL_ID'),
    settings,
  };
  // An answerer needs no credentials, so this machine's are not read.
  if (answering.offline)
    return await openThrough(login, { ...parts, region: named ?? DEFAULT_REGION, base: async () => ANSWERED_CREDENTIALS });
  const profile = login.profile ?? set('AWS_PROFILE');
  const region = named ?? (await profileRegion(profile)) ?? DEFAULT_REGION;
  return await openThrough(login, { ...parts, profile, region, base: machineCredentials(profile, region) });
}

export interface LoginParts extends AnsweringCloud {
  /** The profile that the credentials come from, if they come from one. */
  readonly profile?: string | undefined;
  readonly region: string;
  /** The value of `AWS_ENDPOINT_URL_STS` or `AWS_ENDPOINT_URL`, if it is set. */
  readonly endpoint?: string | undefined;
  readonly base: CredentialProvider;
  readonly roleName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly settings: SessionSettings;
  /** The timeouts of the call that asks for the login's identity. */
  readonly retryLimits?: RetryLimits;
}

/** @throws NotLoggedIn */
export async function openThrough(login: Login, parts: LoginParts): Promise<OpenLogin> {
  const { offline, region: homeRegion, base, roleName, externalId, settings } = parts;
  const { detailConcurrency, signal } = settings;
  const exchange = signal ? abortedBy(signal, parts.exchange) : parts.exchange;
  const clock = signal ? interruptibleClock(signal) : systemClock;
  const identity = await identify(login, { ...parts, exchange });
  const account = nativeId(identity.account_id);
  return {
    cloud: new AwsCloud({
      exchange,
      offline,
      homeAccount: account,
      homeIsChecked: true,
      roleName,
      externalId,
      homeRegion,
      base,
      clock,
      detailConcurrency,
    }),
    directory: new AwsDirectory({ identity, homeRegion, credentials: base, exchange, offline, clock, takesRoles: roleName !== undefined }),
    connection: {
      connection_id: login.name,
      provider: 'aws',
      name: login.name,
      settings: awsSettingsOf(roleName, externalId),
      created_at: isoTime(clock.now()),
    },
  };
}

async function identify(
  login: Login,
  { exchange, profile, region, endpoint, base, settings, retryLimits = INTERACTIVE }: LoginParts,
): Promise<Identity> {
  let sts: STSClient | undefined;
  try {
    const account = `login-${encodeURIComponent(login.name)}`;
    sts = createTargetClient(STSClient, {
      region,
      credentials: base,
      door: async (operation, input, send) => await exchange({ account, region, service: 'sts', operation, input }, send),
      retryLimits,
    });
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { provider: 'aws', account_id: parseAccountId(Account), user: Arn };
  } catch (error) {
    settings.signal?.throwIfAborted();
    throw loginFailure(error, { name: login.name, profile, region, endpoint });
  } finally {
    sts?.destroy();
  }
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
