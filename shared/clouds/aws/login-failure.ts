/** Turns the SDK's error of a login into one sentence that says what to do. It repeats no text of the SDK, which may quote secrets. */
import { NotLoggedIn } from '../login.ts';
import { meaningOf } from './classify-error.ts';
import { isKnownRegion } from './regions.ts';

export interface FailedLogin {
  /** The connection's name, as the user wrote it: `prod`. */
  readonly name: string;
  readonly profile: string | undefined;
  readonly region: string;
  /** The value of `AWS_ENDPOINT_URL`, if it is set. */
  readonly endpoint: string | undefined;
}

/** Codes of network errors: no service has answered. */
const NETWORK = /\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|EPROTO|ETIMEDOUT|TimeoutError)\b/;
/** The SDK's own message for a region that cannot be part of a host name. */
const BAD_REGION = /^Region not accepted/;
const NO_SUCH_HOST = new Set(['EAI_AGAIN', 'ENOTFOUND']);

export function loginFailure(error: unknown, login: FailedLogin): NotLoggedIn {
  const call = { service: 'sts', region: login.region, loginWorks: false, regionEnabled: true };
  const { class: errorClass, code, topic } = meaningOf(error, call);
  const message = error instanceof Error ? error.message : '';
  const network = NETWORK.exec(code)?.[1] ?? (topic === 'no_credentials' ? NETWORK.exec(message)?.[1] : undefined);
  const failed = (why: string): NotLoggedIn => new NotLoggedIn(`Not logged in to AWS${loginNameOf(login)}: ${why}`);

  if (network) {
    if (NO_SUCH_HOST.has(network) && login.endpoint === undefined && !isKnownRegion(login.region))
      return failed(noSuchRegion(login.region));
    return new NotLoggedIn(
      `AWS cannot be reached ${placeOf(login)} (${network}); check the network, the proxy and AWS_ENDPOINT_URL, and try again.`,
      { unreachable: true },
    );
  }
  if (BAD_REGION.test(message)) return failed(noSuchRegion(login.region));
  switch (topic) {
    case 'no_credentials':
      return failed(noCredentials(message, login));
    case 'expired_login':
      return failed(`the credentials have expired (${code}); ${logInAgain(login)}.`);
    case 'clock':
      return failed(`this machine's clock differs too much from AWS's clock (${code}); set the clock.`);
    case 'wrong_secret':
      return failed(`the secret access key does not belong to the access key id (${code}); correct the two.`);
    case 'unknown_keys':
      return failed(
        `AWS does not know the access key in ${login.region} (${code}): it was deleted or mistyped, or the account has not enabled that region; ${logInAgain(login)}, or set another AWS_REGION.`,
      );
    case undefined:
  }
  if (errorClass === 'transient' || errorClass === 'throttled') {
    return new NotLoggedIn(`AWS did not answer ${placeOf(login)} (${plainCode(code)}); try again.`, { unreachable: true });
  }
  return failed(`AWS refused the login (${plainCode(code)}); check what the login's policies and its role's trust policy allow.`);
}

/** The code, if it looks like one of AWS's; another text could hold a secret. */
const plainCode = (code: string): string => (/^[A-Za-z][A-Za-z0-9.:_-]{0,63}$/.test(code) ? code : 'UnknownError');

const noSuchRegion = (region: string): string =>
  `there is no region ${JSON.stringify(region)}; correct AWS_REGION or the region of the profile.`;

function noCredentials(message: string, { profile }: FailedLogin): string {
  if (profile === undefined) {
    return 'there are no credentials; choose a profile with --profile or AWS_PROFILE, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login.';
  }
  if (/Could not resolve credentials using profile|could not be found|was not found/.test(message) && !/SSO session/.test(message)) {
    return 'that profile does not exist or has no credentials in ~/.aws/config or ~/.aws/credentials; correct its name or set it up with aws configure.';
  }
  if (/multi-factor/.test(message)) {
    return 'that profile asks for a code of multi-factor authentication, which Muster cannot ask for; get a session with aws sts get-session-token first.';
  }
  if (/SSO|sso login|UnauthorizedException|Token is expired/.test(message)) {
    return `the SSO session has expired or was never opened; run aws sso login --profile ${profile}.`;
  }
  return `the profile gave no credentials; run aws sts get-caller-identity --profile ${profile} to see why.`;
}

const logInAgain = ({ profile }: FailedLogin): string =>
  profile === undefined ? 'log in again' : `log in again, for example with aws sso login --profile ${profile}`;

function loginNameOf({ name, profile }: FailedLogin): string {
  const connection = name === 'aws' || name === profile ? undefined : `the connection ${name}`;
  const named = [connection, profile === undefined ? undefined : `the profile ${profile}`].filter(Boolean);
  return named.length === 0 ? '' : ` with ${named.join(' and ')}`;
}

/** The host of an endpoint without the rest of its URL, which may hold a password. */
const placeOf = ({ region, endpoint }: FailedLogin): string =>
  endpoint === undefined ? `in ${region}` : `at ${URL.parse(endpoint)?.host ?? 'AWS_ENDPOINT_URL'}`;
