/** Turns an SDK error into a CloudError, by the table in `error-table.ts`. */
import { CloudError, type CloudErrorClass, OwnFault } from '../cloud-error.ts';
import { plainMessage } from '../plain-message.ts';
import { type CallFacts, ERROR_TABLE, type ErrorRow, type ErrorTopic } from './error-table.ts';

export interface FailedCall extends CallFacts {
  readonly service: string;
  readonly region: string;
  /** The permission that the failed call needs; it is reported if the service names none. */
  readonly permission?: string | undefined;
}

export interface ErrorMeaning {
  readonly class: CloudErrorClass;
  /** The code of the service's error or of the network error. */
  readonly code: string;
  readonly topic: ErrorTopic | undefined;
}

/** Returns an error that already is a CloudError as it is. @throws the error of Muster's own that an `OwnFault` holds */
export function classifyError(error: unknown, call: FailedCall): CloudError {
  if (error instanceof CloudError) return error;
  if (error instanceof OwnFault) throw error.cause;
  const code = errorCode(error);
  const row = rowOf(error, call);
  const text = messageOf(error);
  const permission =
    row.class === 'denied' && row.topic === undefined ? (permissionIn(text) ?? row.permission ?? call.permission) : undefined;
  return new CloudError(
    `${call.service} in ${call.region}: ${explain(row, code, text, permission)}`,
    { class: row.class, error_code: code, ...(permission === undefined ? {} : { permission }) },
    { cause: error },
  );
}

export function meaningOf(error: unknown, call: FailedCall): ErrorMeaning {
  const { class: errorClass, topic } = rowOf(error, call);
  return { class: errorClass, code: errorCode(error), topic };
}

/** True if the error's class depends on `CallFacts.regionEnabled`, which the caller may need another call to find out. */
export const needsRegion = (error: unknown, call: Omit<FailedCall, 'regionEnabled'>): boolean =>
  !(error instanceof CloudError) &&
  rowOf(error, { ...call, regionEnabled: true }).class !== rowOf(error, { ...call, regionEnabled: false }).class;

/** True if the error's class depends on `CallFacts.regionAnswers`, which the caller needs another call to find out. */
export const needsAnswer = (error: unknown, call: FailedCall): boolean =>
  !(error instanceof CloudError) &&
  rowOf(error, { ...call, regionAnswers: true }).class !== rowOf(error, { ...call, regionAnswers: false }).class;

function rowOf(error: unknown, call: FailedCall): ErrorRow {
  const code = errorCode(error).replace(/(?<=.)(?:Exception|Fault)$/, '');
  const status = httpStatus(error);
  const text = messageOf(error);
  const row = ERROR_TABLE.find(
    (candidate) =>
      (candidate.codes === undefined || candidate.codes.some((known) => (typeof known === 'string' ? known === code : known.test(code)))) &&
      (candidate.services === undefined || candidate.services.includes(call.service)) &&
      (candidate.text === undefined || candidate.text.test(text)) &&
      (candidate.status === undefined || (status !== undefined && isWithin(status, candidate.status))) &&
      holds(candidate.facts, call),
  );
  // The last row of the table has no condition, so a row is always found.
  return row as ErrorRow;
}

function isWithin(status: number, wanted: number | readonly [number, number]): boolean {
  const [first, last] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
  return first <= status && status <= last;
}

const holds = (wanted: Partial<CallFacts> = {}, { loginWorks, regionEnabled, regionAnswers = false }: CallFacts): boolean =>
  (wanted.loginWorks ?? loginWorks) === loginWorks &&
  (wanted.regionEnabled ?? regionEnabled) === regionEnabled &&
  (wanted.regionAnswers ?? regionAnswers) === regionAnswers;

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

/** True if the service answered, with an error: not if the request did not reach it. */
export const isAnswer = (error: unknown): boolean => httpStatus(error) !== undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

const permissionIn = (text: string): string | undefined => /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(text)?.[1];

/** The kinds of policy that AWS names: "service control policy", "VPC endpoint policy", "permissions boundary". */
const POLICY = String.raw`((?:[A-Za-z-]+ ){0,3}(?:policy|boundary))\b`;
const EXPLICIT = new RegExp(`explicit deny in (an? ${POLICY})`);
const IMPLICIT = new RegExp(`because (no ${POLICY}) allows`);

/**
 * "a service control policy denies" or "no session policy allows", if AWS names a policy other than those attached to Muster's role;
 * otherwise undefined.
 */
function verdictIn(text: string): string | undefined {
  const [, explicit] = EXPLICIT.exec(text) ?? [];
  if (explicit !== undefined) return `${explicit.replace(/service control policy$/, '$& of the organization')} denies`;
  const [, implicit] = IMPLICIT.exec(text) ?? [];
  return implicit === undefined || implicit === 'no identity-based policy' ? undefined : `${implicit} allows`;
}

function explain(row: ErrorRow, code: string, text: string, permission: string | undefined): string {
  switch (row.topic) {
    case 'clock':
      return `the clock of the machine that runs Muster differs too much from AWS's clock (${code}); set the clock.`;
    case 'expired_login':
      return `the credentials have expired (${code}); the next attempt logs in again.`;
    case 'no_credentials':
      return `no AWS credentials were found (${code}); set them up as for the AWS CLI, for example AWS_PROFILE or aws sso login.`;
    case 'wrong_secret':
      return `the secret access key does not belong to the access key id (${code}); correct the credentials.`;
    case 'unknown_keys':
      return `AWS does not know the access key (${code}): it was deleted, replaced or mistyped.`;
    case undefined:
  }
  switch (row.class) {
    case 'denied': {
      const verdict = verdictIn(text);
      return verdict === undefined
        ? `the login may not call ${permission ?? 'this'} (${code}); allow it in the role that Muster assumes.`
        : `${verdict} ${permission ?? 'the call'} (${code}).`;
    }
    case 'throttled':
      return `the account's request limit is used up (${code}), and the SDK's retries failed too.`;
    case 'unsupported':
      return `not available to this account in this region (${code}).`;
    case 'invalid':
    case 'transient':
      return `${code}${text === '' ? '' : `: ${awsMessage(text)}`}`;
  }
}

/** AWS's message as one line, without the parts that are secret or unreadable. */
export const awsMessage = (text: string): string =>
  plainMessage(
    text.replace(/Encoded authorization failure message:[^]*$/, '').replace(/Deserialization error: to see the raw response[^]*$/, ''),
  );
