/** SDK error of a login → one sentence that a person can act on. None of the SDK's own text gets into it: it may hold secrets. */
import { NotLoggedIn } from '../login.ts';
import { classifyError } from './classify-error.ts';
import { isKnownRegion } from './regions.ts';

export interface FailedLogin {
  /** `prod`, as the user calls it. */
  readonly name: string;
  readonly profile: string | undefined;
  readonly region: string;
  /** `AWS_ENDPOINT_URL`, if AWS is somewhere else. */
  readonly endpoint: string | undefined;
}

/** No service has answered. */
const NETWORK = /\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|EPROTO|ETIMEDOUT|TimeoutError)\b/;
/** The SDK's own, of a region that cannot be part of a host name. */
const BAD_REGION = /^Region not accepted/;
const NO_SUCH_HOST = new Set(['EAI_AGAIN', 'ENOTFOUND']);
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/;
const CLOCK_IS_OFF = /^(RequestExpired|RequestInTheFuture|RequestTimeTooSkewed)$/;
const UNKNOWN_KEYS = /^(AuthFailure|InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|UnrecognizedClientException)$/;

export function loginFailure(error: unknown, login: FailedLogin): NotLoggedIn {
  const call = { service: 'sts', region: login.region, loginWorks: false, regionEnabled: true };
  const { class: errorClass, error_code: code } = classifyError(error, call).details;
  const said = error instanceof Error ? error.message : '';
  const network = NETWORK.exec(code)?.[1] ?? (NO_CREDENTIALS.test(code) ? NETWORK.exec(said)?.[1] : undefined);
  const failed = (why: string): NotLoggedIn => new NotLoggedIn(`Not logged in to AWS${withWhat(login)}: ${why}`);

  if (network) {
    if (NO_SUCH_HOST.has(network) && login.endpoint === undefined && !isKnownRegion(login.region))
      return failed(noSuchRegion(login.region));
    return new NotLoggedIn(
      `AWS cannot be reached ${placeOf(login)} (${network}); check the network, the proxy and AWS_ENDPOINT_URL, and try again.`,
      { unreachable: true },
    );
  }
  if (BAD_REGION.test(said)) return failed(noSuchRegion(login.region));
  if (NO_CREDENTIALS.test(code)) return failed(noCredentials(said, login));
  if (EXPIRED.test(code)) return failed(`the credentials have expired (${code}); ${logInAgain(login)}.`);
  if (CLOCK_IS_OFF.test(code)) return failed(`this machine's clock and that of AWS differ too much (${code}); set the clock.`);
  if (code === 'SignatureDoesNotMatch') return failed(`the secret access key is not that of the access key id (${code}); correct them.`);
  if (UNKNOWN_KEYS.test(code)) {
    return failed(
      `AWS does not know the access key in ${login.region} (${code}): it was deleted or mistyped, or the account has not enabled that region; ${logInAgain(login)}, or set another AWS_REGION.`,
    );
  }
  if (errorClass === 'transient' || errorClass === 'throttled') {
    return new NotLoggedIn(`AWS did not answer ${placeOf(login)} (${plainCode(code)}); try again.`, { unreachable: true });
  }
  return failed(`AWS refused the login (${plainCode(code)}); check what its policies, and the trust policy of its role, allow.`);
}

/** A code as AWS has them; anything else could be anything. */
const plainCode = (code: string): string => (/^[A-Za-z][A-Za-z0-9.:_-]{0,63}$/.test(code) ? code : 'UnknownError');

const noSuchRegion = (region: string): string =>
  `there is no region ${JSON.stringify(region)}; correct AWS_REGION or the region of the profile.`;

function noCredentials(said: string, { profile }: FailedLogin): string {
  if (profile === undefined) {
    return 'there are no credentials; choose a profile with --profile or AWS_PROFILE, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login.';
  }
  if (/Could not resolve credentials using profile|could not be found|was not found/.test(said) && !/SSO session/.test(said)) {
    return 'that profile has no credentials in ~/.aws/config or ~/.aws/credentials, or is not there; correct its name or set it up with aws configure.';
  }
  if (/multi-factor/.test(said)) {
    return 'that profile asks for a code of multi-factor authentication, which Muster cannot ask for; get a session with aws sts get-session-token first.';
  }
  if (/SSO|sso login|UnauthorizedException|Token is expired/.test(said)) {
    return `the SSO session has expired or was never opened; run aws sso login --profile ${profile}.`;
  }
  return `no credentials could be had; aws sts get-caller-identity --profile ${profile} tells why.`;
}

const logInAgain = ({ profile }: FailedLogin): string =>
  profile === undefined ? 'log in again' : `log in again, for example with aws sso login --profile ${profile}`;

function withWhat({ name, profile }: FailedLogin): string {
  const connection = name === 'aws' || name === profile ? undefined : `the connection ${name}`;
  const named = [connection, profile === undefined ? undefined : `the profile ${profile}`].filter(Boolean);
  return named.length === 0 ? '' : ` with ${named.join(' and ')}`;
}

/** An endpoint's host alone: its URL may hold a password. */
const placeOf = ({ region, endpoint }: FailedLogin): string =>
  endpoint === undefined ? `in ${region}` : `at ${URL.parse(endpoint)?.host ?? 'AWS_ENDPOINT_URL'}`;
