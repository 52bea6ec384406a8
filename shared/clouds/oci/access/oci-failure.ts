/** The errors of OCI's APIs, and how Muster classes them. */
import { z } from 'zod';
import { escapedText } from '../../../control-characters.ts';
import { redactText } from '../../../redact.ts';
import { CloudError, type CloudErrorClass } from '../../cloud-error.ts';
import { LoginProblem } from './key-source.ts';
import { lackOf } from './permission-text.ts';
import { type WireAnswer, WireFailure } from './transport.ts';

/** An answer of OCI that is an error. Its name is OCI's code, because the reader of slices compares names. */
export class OciFailure extends Error {
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = code;
    this.status = status;
  }
}

const CODE = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

const errorSchema = z.object({ code: z.string().regex(CODE), message: z.string().default('') });
/** The errors of identity domains have the form of SCIM. */
const scimErrorSchema = z.object({ status: z.string().optional(), detail: z.string() });

export function failureOf({ status, text }: WireAnswer): OciFailure {
  const body = jsonOf(text);
  const error = errorSchema.safeParse(body);
  if (error.success) return new OciFailure(status, error.data.code, error.data.message);
  const scim = scimErrorSchema.safeParse(body);
  return new OciFailure(status, `Http${status}`, scim.success ? scim.data.detail : '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const CLOCK_SKEW = 'ClockSkew';

interface ErrorRow {
  readonly status: number | readonly [first: number, last: number];
  readonly codes?: readonly string[];
  readonly class: CloudErrorClass;
}

/** The first row that fits decides. https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm */
const ERROR_TABLE: readonly ErrorRow[] = [
  // OCI does not tell "you may not see it" from "there is none".
  {
    status: [400, 409],
    codes: ['NotAuthorizedOrNotFound', 'RelatedResourceNotAuthorizedOrNotFound', 'NotAuthorized', 'NotAllowed'],
    class: 'denied',
  },
  { status: [400, 404], codes: ['NamespaceNotFound', 'BucketNotFound'], class: 'denied' },
  // The login worked when the session was opened, so its token has expired or its key was just replaced: the next attempt logs in again.
  { status: 401, class: 'transient' },
  { status: 403, class: 'denied' },
  { status: 429, class: 'throttled' },
  { status: [400, 499], codes: ['TooManyRequests', 'TooManyServerRequests'], class: 'throttled' },
  { status: 409, codes: ['IncorrectState', 'InvalidatedRetryToken', 'ExternalServerIncorrectState'], class: 'transient' },
  { status: 501, class: 'unsupported' },
  { status: [500, 599], class: 'transient' },
  { status: [400, 499], class: 'invalid' },
];

/**
 * After an error of the network the same request may succeed. So it may after a problem of the login: the login worked when the session was opened,
 * and the next attempt logs in again. No policy would help.
 */
export function classOf(error: unknown): CloudErrorClass {
  if (!(error instanceof OciFailure)) return 'transient';
  const { status, name } = error;
  const row = ERROR_TABLE.find(({ status: wanted, codes }) => {
    const [first, last] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
    return first <= status && status <= last && (codes === undefined || codes.includes(name));
  });
  return row?.class ?? 'transient';
}

export interface FailedCall {
  readonly service: string;
  readonly region: string;
  /** In the words of a policy statement (`inspect instances`), or a role in an identity domain (`domain role Audit Administrator`). */
  readonly permission?: string | undefined;
}

/** Returns an error that already is a CloudError as it is. */
export function classifyError(error: unknown, { service, region, permission }: FailedCall): CloudError {
  if (error instanceof CloudError) return error;
  const errorClass = classOf(error);
  const error_code = codeOf(error);
  const missing = errorClass === 'denied' ? permission : undefined;
  return new CloudError(
    `${service} in ${region}: ${explain(error, errorClass, error_code, missing)}`,
    { class: errorClass, error_code, ...(missing !== undefined && { permission: missing }) },
    { cause: error },
  );
}

function codeOf(error: unknown): string {
  if (error instanceof WireFailure) return error.code;
  if (error instanceof LoginProblem) return 'NotLoggedIn';
  return error instanceof Error && CODE.test(error.name) ? error.name : 'UnknownError';
}

function explain(error: unknown, errorClass: CloudErrorClass, code: string, permission: string | undefined): string {
  if (error instanceof LoginProblem) return error.message;
  if (code === CLOCK_SKEW) return `the clock of the machine that runs Muster differs by more than five minutes from OCI's; set the clock.`;
  if (error instanceof OciFailure && error.status === 401)
    return `OCI no longer takes the login (${code}); the next attempt logs in again.`;
  switch (errorClass) {
    case 'denied':
      return permission === undefined ? `the login may not read this (${code}).` : lackOf(permission, code);
    case 'throttled':
      return `the tenancy's request limit is used up (${code}), and Muster's retries failed too.`;
    case 'unsupported':
      return `not available in this region (${code}).`;
    case 'invalid':
    case 'transient':
      return error instanceof OciFailure && error.message !== '' ? `${code}: ${plainMessage(error.message)}` : `${code}.`;
  }
}

const MAX_MESSAGE = 300;

/** OCI's message as one line without what is secret, with characters that control a terminal escaped. */
function plainMessage(text: string): string {
  const line = escapedText(redactText(text).replaceAll(/\s+/g, ' ').trim());
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}
