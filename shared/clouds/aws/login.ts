/** Gets a session's credentials: those that Muster runs with, or those of a role in the account. */
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
  /** The credentials that Muster itself runs with. */
  readonly base: CredentialProvider;
  readonly door: Door;
}

/** STS allows no longer session for a role that was assumed with another role's credentials. */
const SESSION_SECONDS = 3600;
/** New credentials are fetched this long before the old ones expire. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Checks that the base credentials belong to the account, because the resources are stored under its id.
 * @throws CloudError
 */
export async function checkHomeAccount(options: LoginOptions): Promise<void> {
  await withSts(options, async (sts) => {
    const identity = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
      throw loginError(error, options.region, undefined);
    });
    if (identity.Account === options.account) return;
    throw new CloudError(
      `Muster's own credentials belong to account ${identity.Account ?? 'unknown'}, not to its home account ${options.account}; correct MUSTER_HOME_ACCOUNT.`,
      { class: 'denied', error_code: 'WrongAccount' },
    );
  });
}

export interface RoleLogin extends LoginOptions {
  readonly roleArn: string;
  /** How the role comes to be in the account: `deploy Muster's member stack in account 123456789012`. */
  readonly remedy: string;
  readonly externalId?: string | undefined;
  /** Absent: the session may do all that the role may. */
  readonly policy?: SessionPolicy | undefined;
  readonly clock: Clock;
}

/** Credentials of the role, cached and renewed before they expire. @throws CloudError */
export const roleCredentials = (login: RoleLogin): CredentialProvider => cachedCredentials(async () => assumeRole(login), login.clock);

/**
 * Caches credentials: fetches them at the first call, again shortly before they expire, and again after a failed fetch. A renewal that fails while the
 * old ones still hold fails no call, so that a slice that is being read is not lost.
 */
export function cachedCredentials(fetch: CredentialProvider, clock: Clock): CredentialProvider {
  let held: AwsCredentials | undefined;
  let fetching: Promise<AwsCredentials> | undefined;
  const left = ({ expiration }: AwsCredentials): number => (expiration?.getTime() ?? Infinity) - clock.now();
  const fetched = async (): Promise<AwsCredentials> => {
    try {
      return (held = await fetch());
    } finally {
      fetching = undefined;
    }
  };
  return async () => {
    if (held && left(held) > RENEW_BEFORE_MS) return held;
    try {
      return await (fetching ??= fetched());
    } catch (error) {
      if (held && left(held) > 0) return held;
      throw error;
    }
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
      `The role ${role.roleArn} could not be assumed (${error_code}): ${role.remedy}, and check that the role's trust policy names Muster's account and this deployment's ExternalId.`,
      classed.details,
      { cause: error },
    );
  }
  return neverUnsupported(classed);
}

/** Makes "unsupported" transient: every account has STS and EC2, so an endpoint that is not found is a problem of network or settings. */
export function neverUnsupported(error: CloudError): CloudError {
  return error.details.class === 'unsupported'
    ? new CloudError(error.message, { ...error.details, class: 'transient' }, { cause: error })
    : error;
}
