/** How a session gets its credentials: those that Muster runs with, or a role in the account. */
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import { classifyError } from './classify-error.ts';
import { createTargetClient, type AwsCredentials, type CredentialProvider } from './clients.ts';
import type { Door } from './exchange.ts';
import type { SessionPolicy } from './session-policy.ts';

export interface LoginOptions {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** What Muster itself runs with. */
  readonly base: CredentialProvider;
  readonly door: Door;
}

/** STS gives no more to a role that was taken with another role. */
const SESSION_SECONDS = 3600;
/** New credentials are fetched this long before the old ones end. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Makes sure that the base credentials are those of the account, for its resources are stored under its name.
 * @throws CloudError
 */
export async function proveHome(options: LoginOptions): Promise<void> {
  await withSts(options, async (sts) => {
    const identity = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
      throw loginError(error, options.region, undefined);
    });
    if (identity.Account === options.account) return;
    throw new CloudError(
      `Muster's own credentials belong to account ${identity.Account ?? 'unknown'}, not to its home account ${options.account}: correct MUSTER_HOME_ACCOUNT.`,
      { class: 'denied', error_code: 'WrongAccount' },
    );
  });
}

export interface RoleLogin extends LoginOptions {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  readonly policy: SessionPolicy;
  readonly clock: Clock;
}

/** Credentials of the role: taken when first asked for, kept, and renewed before they end. @throws CloudError */
export const roleCredentials = (login: RoleLogin): CredentialProvider => kept(async () => assumeRole(login), login.clock);

/** Credentials that are fetched when first asked for, and again before they end or after they could not be had. */
export function kept(fetch: CredentialProvider, clock: Clock): CredentialProvider {
  let current: Promise<AwsCredentials> | undefined;
  let renewAt = Infinity;
  return async () => {
    if (!current || clock.now() >= renewAt) {
      renewAt = Infinity;
      current = fetch();
      current.then(
        ({ expiration }) => (renewAt = (expiration?.getTime() ?? Infinity) - RENEW_BEFORE_MS),
        () => (current = undefined),
      );
    }
    return await current;
  };
}

async function assumeRole(login: RoleLogin): Promise<AwsCredentials> {
  return await withSts(login, async (sts) => {
    const command = new AssumeRoleCommand({
      RoleArn: login.roleArn,
      RoleSessionName: 'muster',
      DurationSeconds: SESSION_SECONDS,
      ...(login.externalId === undefined ? {} : { ExternalId: login.externalId }),
      ...login.policy,
    });
    const { Credentials: given } = await sts.send(command).catch((error: unknown) => {
      throw loginError(error, login.region, login);
    });
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
      throw new CloudError(`STS gave no credentials for the role ${login.roleArn}.`, { class: 'transient', error_code: 'NoCredentials' });
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      ...(given.Expiration ? { expiration: given.Expiration } : {}),
    };
  });
}

async function withSts<T>({ region, base, door }: LoginOptions, use: (sts: STSClient) => Promise<T>): Promise<T> {
  const sts = createTargetClient(STSClient, { region, credentials: base, door });
  try {
    return await use(sts);
  } finally {
    sts.destroy();
  }
}

function loginError(error: unknown, region: string, role: RoleLogin | undefined): CloudError {
  const classed = classifyError(error, {
    service: 'sts',
    region,
    loginWorks: false,
    regionEnabled: true,
    permission: role && 'sts:AssumeRole',
  });
  const { class: errorClass, error_code, permission } = classed.details;
  if (role && errorClass === 'denied' && permission !== undefined) {
    return new CloudError(
      `The role ${role.roleArn} could not be taken (${error_code}): deploy Muster's member stack in account ${role.account}, and check that the role's trust policy names Muster's account and this deployment's ExternalId.`,
      classed.details,
      { cause: error },
    );
  }
  return reachable(classed);
}

/** A whole account is never "unsupported": an STS or EC2 that cannot be found is a matter of network or settings, and may pass. */
export function reachable(error: CloudError): CloudError {
  return error.details.class === 'unsupported'
    ? new CloudError(error.message, { ...error.details, class: 'transient' }, { cause: error })
    : error;
}
