/**
 * The meaning of AWS's errors, as data: the first row that matches an error gives its class. Rows that match a code or text
 * come before rows that match a status. `test/shared/clouds/aws/declared-errors.generated.txt` shows the class of every error
 * that the installed clients declare.
 */
import type { CloudErrorClass } from '../cloud-error.ts';

/** Facts about a failed call that its answer does not contain. */
export interface CallFacts {
  /** True if another call of this login has succeeded. If not, an error about unknown keys means that the keys are wrong. */
  readonly loginWorks: boolean;
  /**
   * True if the account has enabled the region. An error about unknown keys then means that the keys were revoked; otherwise
   * it means that the region is not enabled.
   */
  readonly regionEnabled: boolean;
  /** True if another host of the region has just answered. A host that is not found then does not exist; otherwise the name server may have failed. */
  readonly regionAnswers?: boolean;
}

/** Errors for which the message can say more than the class does. */
export type ErrorTopic = 'clock' | 'expired_login' | 'no_credentials' | 'unknown_keys' | 'wrong_secret';

export interface ErrorRow {
  /** Codes without a trailing `Exception` or `Fault`, or patterns of such codes; any code if absent. */
  readonly codes?: readonly (string | RegExp)[];
  /** The SDK names of the services to which the row is limited (`s3`); all services if absent. */
  readonly services?: readonly string[];
  /** A pattern that the error's message must match. */
  readonly text?: RegExp;
  /** An HTTP status, or the first and the last of a range. */
  readonly status?: number | readonly [number, number];
  readonly facts?: Partial<CallFacts>;
  readonly class: CloudErrorClass;
  readonly topic?: ErrorTopic;
  /** The missing permission, if it is not the one of the call itself. */
  readonly permission?: string;
  /** The reason for the row: documentation only. */
  readonly why?: string;
}

const UNKNOWN_KEYS = ['InvalidAccessKeyId', 'InvalidClientTokenId', 'InvalidToken', 'UnrecognizedClient'];
const WRONG_SIGNATURE = ['InvalidSecurity', 'InvalidSignature', 'SignatureDoesNotMatch'];
/** Codes with very different meanings, which only the message's text distinguishes. */
const VAGUE = [
  /AccessDenied$/,
  /^Invalid(Access|Input|Operation|ParameterValue|Request)$/,
  /^(Resource)?NotFound$/,
  /^Validation(Error)?$/,
  'BadRequest',
  'CloudHsmService',
  'Conflict',
  'Forbidden',
  'OperationNotPermitted',
  'Unauthorized',
];

export const ERROR_TABLE: readonly ErrorRow[] = [
  // The machine's clock is wrong. The SDK corrects for it in its retries, and the machine usually corrects it later.
  {
    text: /signature (has )?expired|signature not yet current|difference between the request time and/i,
    class: 'transient',
    topic: 'clock',
  },
  { codes: ['RequestInTheFuture', 'RequestTimeTooSkewed'], class: 'transient', topic: 'clock' },
  { codes: ['RequestExpired'], services: ['sts'], class: 'transient', topic: 'clock' },

  // Page tokens. A retried slice starts at its first page, with new tokens.
  {
    codes: [
      /^(Invalid|Expired)(Next|Page|Pagination|Continuation)Token$/,
      /^InvalidMarker$/,
      /^NextToken$/,
      /^PaginationTokenExpired$/,
      /^ExpiredIterator$/,
    ],
    class: 'transient',
  },
  {
    codes: [/^BadRequest$/, /^(Client)?Invalid(Argument|Input|Parameter|ParameterValue|Request)$/, /^Validation(Error)?$/],
    text: /(expired|invalid|not valid|malformed|unable to (parse|decode)).{0,60}\b(next[ _-]?token|(pagination|page|continuation) token|marker)\b|\b(next[ _-]?token|(pagination|page|continuation) token|marker)\b.{0,60}(expired|invalid|not valid|malformed|no longer valid)/i,
    class: 'transient',
  },

  // The login.
  {
    codes: ['ExpiredToken', 'ExpiredTradeInToken', 'RequestExpired', 'TokenRefreshRequired'],
    class: 'transient',
    topic: 'expired_login',
    why: 'The next attempt logs in again. EC2 answers RequestExpired when a session has ended.',
  },
  { codes: ['CredentialsProviderError', 'ProviderError', 'TokenProviderError'], class: 'denied', topic: 'no_credentials' },
  { codes: WRONG_SIGNATURE, facts: { loginWorks: false }, class: 'denied', topic: 'wrong_secret' },
  {
    codes: WRONG_SIGNATURE,
    class: 'transient',
    topic: 'unknown_keys',
    why: 'The same keys have just worked: a rotation of the keys is under way, and the next attempt logs in again.',
  },
  {
    codes: ['AuthFailure'],
    status: 403,
    facts: { regionEnabled: true },
    class: 'denied',
    why: 'EC2 answers 401 to keys that it does not know, and 403 to keys that lack a permission.',
  },
  { codes: ['AuthFailure', ...UNKNOWN_KEYS], facts: { loginWorks: false }, class: 'denied', topic: 'unknown_keys' },
  {
    codes: ['AuthFailure', ...UNKNOWN_KEYS],
    facts: { regionEnabled: false },
    class: 'unsupported',
    why: 'A region that the account has not enabled does not know its keys.',
  },
  {
    codes: ['AuthFailure', ...UNKNOWN_KEYS],
    class: 'transient',
    topic: 'unknown_keys',
    why: 'Keys that have just worked were revoked; the next attempt logs in again.',
  },
  { codes: ['InvalidIdentityToken', /^Authentication(Failed|Failure)$/], class: 'denied' },

  // The network.
  { codes: ['ENOTFOUND'], facts: { regionEnabled: false }, class: 'unsupported' },
  {
    codes: ['ENOTFOUND'],
    facts: { regionAnswers: true },
    class: 'unsupported',
    why: 'The service is not offered in the region. The SDK cannot tell: its endpoint rules make a host name for every service and region.',
  },
  {
    codes: ['ERR_INVALID_URL'],
    class: 'invalid',
    why: 'A client put a text before the host of AWS_ENDPOINT_URL that it cannot have: 1234.127.0.0.1.',
  },
  { codes: ['ENOTFOUND'], class: 'transient', why: 'No host of the region is found: the name server or the network has failed.' },

  // The message says that a policy denies the call; this counts more than the rest of the text.
  { codes: [/AccessDenied/, /^Unauthorized/, /NotAuthorized/], text: /not authorized to perform|explicit deny/i, class: 'denied' },

  // Not available to this account or in this region: not enabled, not subscribed, withdrawn, or only in other regions.
  { codes: [/OptInRequired$/, 'NotSignedUp', 'RegionDisabled', 'SubscriptionRequired', 'UninitializedAccount'], class: 'unsupported' },
  {
    codes: [
      /Organizations?NotInUse$/,
      'NoAvailableOrganization',
      /NotInAllFeaturesMode$/,
      /AllFeaturesNotEnabled$/,
      'OrganizationNotFound',
    ],
    class: 'unsupported',
    why: 'The account has no organization, or one with consolidated billing only.',
  },
  {
    codes: [/(Is)?Not(Organization)?(Management|Master)(Account|OrDelegatedAdministrator)$/, /AccessNotEnabled$/],
    class: 'unsupported',
    why: "Only the organization's management account may make the call, and only if the service is enabled for the organization.",
  },
  {
    codes: [
      /^Feature(NotAvailable|UnavailableInTier)$/,
      /^(Insight|UserPoolAddOn|WebAuthn|Operation)NotEnabled$/,
      /IdentityFederationDisabled$/,
    ],
    class: 'unsupported',
  },
  {
    codes: [
      'Unsupported',
      'UnsupportedAPIEndpoint',
      'UnsupportedFeature',
      'UnsupportedOperation',
      'UnsupportedPricingPlan',
      'UnsupportedUserEdition',
      'InvalidAction',
      'NoLongerSupported',
      'NotImplemented',
      'UnknownOperation',
    ],
    class: 'unsupported',
  },
  {
    codes: ['MethodNotAllowed', 'UnsupportedArgument'],
    services: ['s3', 's3-control', 's3control'],
    class: 'unsupported',
    why: 'S3 answers with these codes if a region or a kind of bucket lacks a feature.',
  },
  {
    codes: VAGUE,
    text: /\b(is|are|was|has|have)(n't| not)( been| yet| currently)* (enabled|activated|subscribed|signed up|opted in|onboarded)\b/i,
    class: 'unsupported',
    why: 'Macie, Security Hub, Inspector, QuickSight and others send such messages if the account has not turned them on.',
  },
  {
    codes: VAGUE,
    text: /\bno longer (available|open) to new\b|\bno longer accept(s|ing) new\b|\b(only|closed to) .{0,30}(existing|new) .{0,30}customers\b|this service is unavailable\b.+\bsee https?:/i,
    class: 'unsupported',
    why: 'Withdrawn services send such messages to accounts that never used them.',
  },
  {
    codes: VAGUE,
    text: /\bnot (yet )?(available|supported|offered) in (this|the|your)\b.{0,30}\bregion\b/i,
    class: 'unsupported',
  },
  { codes: ['ResourceNotFound'], services: ['shield'], text: /subscription does not exist/i, class: 'unsupported' },

  // Too many requests.
  {
    codes: [
      /Throttl(ed|ing)$/,
      /^TooManyRequests$/,
      /^TooMany(Concurrent)?(Calls|Queries|Updates)$/,
      'BandwidthLimitExceeded',
      'ClientLimitExceeded',
      'MaxConcurrentQueries',
      'PriorRequestNotComplete',
      'ProvisionedThroughputExceeded',
      'ReportGenerationLimitExceeded',
      'RequestLimitExceeded',
      'SlowDown',
    ],
    class: 'throttled',
  },
  { status: 429, class: 'throttled' },
  {
    codes: [/LimitExceeded$/],
    services: ['kinesis'],
    class: 'throttled',
    why: 'Kinesis has no other code for too many calls; the other meaning of this code concerns only the creation of streams.',
  },
  {
    codes: [/LimitExceeded$/, /^Validation(Error)?$/],
    text: /\brate\b.{0,30}\bexceeded\b|\bthrottl|too many (api )?(calls|requests)|(calls|requests|transactions) per second|request rate|concurrent (calls|requests|operations)/i,
    class: 'throttled',
    why: 'With this code, most services mean a quota of resources, which waiting does not change; some mean a request rate.',
  },

  // A later attempt may succeed.
  {
    codes: [
      /^(Resource)?Concurrent(Access|Modification)$/,
      /^(Resource)?Conflict$/,
      /I[Dd][Pp]CommunicationError$/,
      'CredentialReportNotReady',
      'EntityTemporarilyUnmodifiable',
      'FinalizingOrganization',
      'OperationAborted',
      'PendingVerification',
      'PolicyChangesInProgress',
      'ReportInProgress',
      'TransactionInProgress',
    ],
    class: 'transient',
    why: 'Another change is in progress: a read can conflict with nothing else. AWS verifies a new account within hours.',
  },
  {
    codes: ['ResourceInUse'],
    services: ['kinesis'],
    class: 'transient',
    why: 'The stream is being made, changed or deleted, and some reads wait until it is active.',
  },
  { codes: [/Timeout(Error)?$/, /^Internal(Error|Failure|Server|ServerError|ServiceError|Service)?$/], class: 'transient' },
  { codes: [/^(Service|Server|Resource|Health)(Temporarily)?Unavailable$/, 'InvalidEndpoint', 'ServiceFailure'], class: 'transient' },

  // The login may not do this.
  {
    codes: [/^K(MS|ms)AccessDenied$/],
    class: 'denied',
    permission: 'kms:Decrypt',
    why: 'The service answers 502 or 400, but the missing thing is a permission on the key.',
  },
  {
    codes: [
      /AccessDenied/,
      /^Unauthorized(Access|Operation)?$/,
      /^NotAuthorized/,
      /NoAuthorization$/,
      /^Insufficient\w*(Permissions?|Privileges)$/,
      /MissingPermissions$/,
      'AllAccessDisabled',
      'AuthorizationError',
      'Blocked',
      'Forbidden',
      'InvalidAccess',
      'MissingAuthenticationToken',
    ],
    class: 'denied',
  },

  // The request is wrong, or the resource that it names was deleted or is in the wrong state. A retry does not help.
  {
    codes: [/^PermanentRedirect$/, /^AuthorizationHeaderMalformed$/, /^IllegalLocationConstraint$/],
    class: 'invalid',
    why: 'The bucket is in another region: the same request always gets the same answer.',
  },
  {
    codes: [/^K(MS|ms)(Disabled|InvalidKeyUsage|InvalidState|NotFound)$/],
    class: 'invalid',
    why: 'Lambda answers 502 for the state of a key.',
  },
  {
    codes: [/^Invalid/, /^Malformed/, /^Missing/, /^PackedPolicyTooLarge$/, /^Validation(Error)?$/, /NotFound$/, /^NoSuch/],
    class: 'invalid',
  },
  {
    codes: [/Exceeded$/, /LimitReached$/, /^Insufficient\w*Capacity$/, 'OverLimit'],
    class: 'invalid',
    why: 'A quota of resources is used up, for which some services answer 403 or 502.',
  },
  { codes: ['NotRecorded'], class: 'invalid', why: 'The replayed recording has no answer to this call.' },
  { codes: ['RangeError', 'TypeError'], class: 'invalid', why: 'The SDK could not parse the answer.' },

  // If no row matches the code or text of an answer, its status gives the class.
  { status: 408, class: 'transient' },
  { status: 501, class: 'unsupported' },
  { status: 401, class: 'denied' },
  { status: 403, class: 'denied' },
  { status: 301, class: 'invalid', why: 'An answer to a HEAD request has no code; a 301 is PermanentRedirect.' },
  { status: [400, 499], class: 'invalid' },
  { class: 'transient', why: 'A fault of the service or the network, or an error that Muster does not know: a retry may succeed.' },
];
