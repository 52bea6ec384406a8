/** SDK error → CloudError: the one place that knows AWS's error codes. */
import { redactText } from '../../redact.ts';
import { CloudError, type CloudErrorClass } from '../cloud-error.ts';

export interface FailedCall {
  readonly service: string;
  readonly region: string;
  /** What the call needs, should the service not name what is missing. */
  readonly permission?: string | undefined;
  /** Whether this login has worked for another call. If not, a service that does not know its keys says they are wrong. */
  readonly loginWorks: boolean;
  /**
   * Whether the account has the region enabled. If so, keys that are not known there have been revoked since and a host
   * name that is not found is the resolver's fault; if not, both say that the region is closed.
   */
  readonly regionEnabled: boolean;
}

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AccessDeniedFault',
  'AllAccessDisabled',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Forbidden',
  'NotAuthorized',
  'UnauthorizedAccess',
  'UnauthorizedOperation',
  'UnauthorizedException',
]);

/** The keys are not known here. */
const UNKNOWN_LOGIN = new Set([
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** The login was good and has run out; a later attempt logs in again. */
const EXPIRED = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'TokenRefreshRequired',
]);

const NO_LOGIN = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError']);

const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const UNSUPPORTED = new Set([
  'InvalidAction',
  'NotImplemented',
  'NotSignedUp',
  'OptInRequired',
  'SubscriptionRequiredException',
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

/** A 4xx by which the service asks for another attempt. */
const PASSING = new Set([
  'ConcurrentModification',
  'ConcurrentModificationException',
  'EntityTemporarilyUnmodifiable',
  'IDPCommunicationError',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeoutException',
]);

/** Known by name, for what comes without a status. */
const INVALID = new Set([
  'InvalidArgument',
  'InvalidParameter',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'InvalidRequest',
  'InvalidRequestException',
  'MalformedPolicyDocument',
  'MissingParameter',
  'PackedPolicyTooLarge',
  'ValidationError',
  'ValidationException',
  // A replay that was asked what its recording does not hold.
  'NotRecorded',
  // Muster's own slips: a service that answers what no parser expected.
  'TypeError',
  'RangeError',
]);

/** Always a CloudError; one that is classed already is passed on. */
export function classifyError(error: unknown, call: FailedCall): CloudError {
  if (error instanceof CloudError) return error;
  const code = errorCode(error);
  const errorClass = classOf(httpStatus(error), code, call);
  const text = error instanceof Error ? error.message : '';
  const permission = errorClass === 'denied' && !NO_LOGIN.has(code) ? (permissionIn(text) ?? call.permission) : undefined;
  return new CloudError(
    `${call.service} in ${call.region}: ${explain(errorClass, code, text, permission)}`,
    { class: errorClass, error_code: code, ...(permission === undefined ? {} : { permission }) },
    { cause: error },
  );
}

function classOf(status: number | undefined, code: string, call: FailedCall): CloudErrorClass {
  if (EXPIRED.has(code) || PASSING.has(code) || status === 408) return 'transient';
  if (THROTTLED.has(code) || status === 429) return 'throttled';
  if (UNSUPPORTED.has(code) || status === 501) return 'unsupported';
  if (UNKNOWN_LOGIN.has(code) && !call.loginWorks) return 'denied';
  if (dependsOnRegion(code)) return call.regionEnabled ? 'transient' : 'unsupported';
  if (DENIED.has(code) || NO_LOGIN.has(code)) return 'denied';
  if (INVALID.has(code)) return 'invalid';
  if (status === 401 || status === 403) return 'denied';
  return status !== undefined && status >= 400 && status < 500 ? 'invalid' : 'transient';
}

/** What a closed region answers, and an open one only when something is broken. */
const dependsOnRegion = (code: string): boolean => UNKNOWN_LOGIN.has(code) || code === 'ENOTFOUND';

/** Whether the error's class depends on `FailedCall.regionEnabled`, which may take a call to know. */
export const needsRegion = (error: unknown): boolean => !(error instanceof CloudError) && dependsOnRegion(errorCode(error));

/** SDK exceptions carry the service's code as their name; network errors have a generic name and a `code`. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z_]+$/.test(code) ? code : error.name;
}

function httpStatus(error: unknown): number | undefined {
  const metadata = (error as { readonly $metadata?: { readonly httpStatusCode?: number } } | undefined)?.$metadata;
  return metadata?.httpStatusCode;
}

const permissionIn = (text: string): string | undefined => /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(text)?.[1];

function explain(errorClass: CloudErrorClass, code: string, text: string, permission: string | undefined): string {
  switch (errorClass) {
    case 'denied':
      if (NO_LOGIN.has(code)) {
        return `no AWS credentials were found (${code}); set them up as for the AWS CLI, for example AWS_PROFILE or aws sso login.`;
      }
      return /service control policy/.test(text)
        ? `a service control policy of the organization denies ${permission ?? 'the call'} (${code}).`
        : `the login may not call ${permission ?? 'this'} (${code}); allow it in the role that Muster takes.`;
    case 'throttled':
      return `the account's request limit is used up (${code}); the attempts of the SDK did not get through.`;
    case 'unsupported':
      return `not available to this account here (${code}).`;
    case 'invalid':
    case 'transient':
      return `${code}${text === '' ? '' : `: ${plainMessage(text)}`}`;
  }
}

const MAX_MESSAGE = 300;

/** AWS's own words in one line, without the parts that are secret or unreadable. */
export function plainMessage(text: string): string {
  const line = redactText(text)
    .replace(/\s+/g, ' ')
    .replace(/Encoded authorization failure message:.*$/, '')
    .replace(/Deserialization error: to see the raw response.*$/, '')
    // Anything long enough to be a key, a token or a signature.
    .replace(/[A-Za-z0-9+/=_%-]{60,}/g, '…')
    .trim();
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}
