/** Turns errors into problem details (RFC 9457). Only this file knows which error has which status. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAtLeast } from '../access/principal.ts';
import {
  Conflict,
  Forbidden,
  InvalidRequest,
  type MusterError,
  NewerData,
  NotFound,
  NotTurnedOn,
  PreconditionFailed,
  Unauthenticated,
  Unavailable,
} from '../errors.ts';
import { BadExport } from '../exports/errors.ts';
import { InvalidPolicy } from '../policies/compile-policy.ts';
import type { PolicyProblem } from '../policies/policy-source.ts';
import { escapedText } from '../control-characters.ts';
import { numberText } from '../number-text.ts';
import { redactText } from '../redact.ts';
import { NotRecorded } from '../audit/audit-log.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import type { ApiEnv } from './api-env.ts';
import { problemPath } from './schemas/texts.ts';

export const PROBLEM_TYPE = 'application/problem+json';

export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:muster:problem:invalid-request' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().openapi({ description: 'One sentence: what came, what is allowed, what to do.' }),
    instance: z.string().openapi({ description: 'Path of the request.' }),
    request_id: z.string().openapi({ description: 'The id of the request, which the header X-Request-Id and the log have too.' }),
    field: z.string().optional().openapi({ description: 'The path of the input that was refused, such as `accounts[0].account_id`.' }),
    allowed: z.array(z.string()).readonly().optional().openapi({ description: 'The values that the field may have.' }),
    customer_id: z.string().optional().openapi({ description: 'The customer with whom the request conflicts.' }),
    problems: z
      .array(
        z.object({ file: z.string(), line: z.number().int(), column: z.number().int(), path: problemPath, message: z.string() }).readonly(),
      )
      .readonly()
      .optional()
      .openapi({ description: 'Everything that is wrong with a policy file, with its position. Only if a policy was refused.' }),
    errors: z
      .array(
        z
          .object({
            field: z.string().openapi({ description: 'The path in the body: `config.size`.' }),
            detail: z.string().openapi({ description: 'One sentence: what came, what is allowed, what to do.' }),
            allowed: z.array(z.string()).readonly().optional(),
          })
          .readonly(),
      )
      .readonly()
      .optional()
      .openapi({ description: 'Everything that is wrong with the body. Only of routes that check all of it at once.' }),
  })
  .openapi('Problem');

interface Kind {
  readonly status: ContentfulStatusCode;
  readonly slug: string;
  readonly title: string;
}

const KINDS = {
  invalidRequest: { status: 400, slug: 'invalid-request', title: 'Invalid request' },
  unauthenticated: { status: 401, slug: 'unauthenticated', title: 'Unauthenticated' },
  forbidden: { status: 403, slug: 'forbidden', title: 'Forbidden' },
  notFound: { status: 404, slug: 'not-found', title: 'Not found' },
  methodNotAllowed: { status: 405, slug: 'method-not-allowed', title: 'Method not allowed' },
  conflict: { status: 409, slug: 'conflict', title: 'Conflict' },
  notTurnedOn: { status: 409, slug: 'not-turned-on', title: 'Not turned on' },
  badExport: { status: 409, slug: 'bad-export', title: 'Bad export' },
  preconditionFailed: { status: 412, slug: 'precondition-failed', title: 'Precondition failed' },
  tooLarge: { status: 413, slug: 'content-too-large', title: 'Content too large' },
  mediaType: { status: 415, slug: 'unsupported-media-type', title: 'Unsupported media type' },
  invalidPolicy: { status: 422, slug: 'invalid-policy', title: 'Invalid policy' },
  newerData: { status: 500, slug: 'newer-data', title: 'Newer data' },
  internal: { status: 500, slug: 'internal-error', title: 'Internal error' },
  unavailable: { status: 503, slug: 'unavailable', title: 'Unavailable' },
  overloaded: { status: 503, slug: 'overloaded', title: 'Overloaded' },
} as const satisfies Record<string, Kind>;

export type ProblemKind = keyof typeof KINDS;

export interface ProblemDetails {
  readonly detail: string;
  readonly field?: string | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly customer_id?: string | undefined;
  readonly problems?: readonly PolicyProblem[] | undefined;
  readonly errors?: readonly FieldProblem[] | undefined;
}

/**
 * Messages quote what the caller sent. Credentials in it are redacted, because answers may be stored where nobody expects secrets; characters that
 * control a terminal are escaped, because terminals show answers.
 */
export const shown = (text: string): string => escapedText(redactText(text));

/** The path of the problem, if it has one: keys of the file are what somebody sent. */
export const pathShown = (path: string | undefined): { readonly path?: string } => (path === undefined ? {} : { path: shown(path) });

export function problem(
  c: Context<ApiEnv>,
  kind: ProblemKind,
  { detail, field, allowed, customer_id, problems: found, errors }: ProblemDetails,
): Response {
  const { status, slug, title } = KINDS[kind];
  const body: z.infer<typeof problemSchema> = {
    type: `urn:muster:problem:${slug}`,
    title,
    status,
    detail: shown(detail),
    instance: shown(c.req.path),
    request_id: c.get('requestId'),
    ...(field === undefined ? {} : { field: shown(field) }),
    ...(allowed === undefined ? {} : { allowed: allowed.map((each) => escapedText(each)) }),
    ...(customer_id === undefined ? {} : { customer_id }),
    ...(found === undefined
      ? {}
      : { problems: found.map((each) => ({ ...each, ...pathShown(each.path), file: shown(each.file), message: shown(each.message) })) }),
    ...(errors === undefined
      ? {}
      : {
          errors: errors.map((each) => ({
            field: shown(each.field),
            detail: shown(each.message),
            ...(each.allowed && { allowed: each.allowed.map((text) => escapedText(text)) }),
          })),
        }),
  };
  return c.body(JSON.stringify(body), status, { 'content-type': PROBLEM_TYPE });
}

/** The route does not take a body of this media type. */
export class WrongMediaType extends Error {
  readonly takes: readonly string[];

  constructor(message: string, takes: readonly string[]) {
    super(message);
    this.name = 'WrongMediaType';
    this.takes = takes;
  }
}

/** Seconds that a throttled caller is asked to wait. */
export const RETRY_AFTER_SECONDS = 2;

/** Turns any thrown error into a problem. An unexpected error is logged, and its message is not sent to the caller. */
export function problemOf(error: unknown, c: Context<ApiEnv>): Response {
  if (error instanceof InvalidFields)
    return problem(c, 'invalidRequest', { field: error.field, allowed: error.allowed, detail: error.message, errors: error.problems });
  if (error instanceof InvalidRequest)
    return problem(c, 'invalidRequest', { field: error.field, allowed: error.allowed, detail: toldTo(c, error) });
  if (error instanceof Unauthenticated) {
    // Only whoever sent something is told that it was refused: https://www.rfc-editor.org/rfc/rfc6750#section-3.1
    c.header('WWW-Authenticate', c.req.header('authorization') === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
    return problem(c, 'unauthenticated', { detail: error.message });
  }
  if (error instanceof Forbidden) return problem(c, 'forbidden', { detail: error.message });
  if (error instanceof NotFound) return problem(c, 'notFound', { detail: toldTo(c, error) });
  if (error instanceof Conflict) return problem(c, 'conflict', { detail: toldTo(c, error), customer_id: error.customer_id });
  if (error instanceof NotTurnedOn) return problem(c, 'notTurnedOn', { detail: error.message });
  if (error instanceof PreconditionFailed) return problem(c, 'preconditionFailed', { field: 'If-Match', detail: error.message });
  if (error instanceof BadExport) return problem(c, 'badExport', { detail: toldTo(c, error) });
  if (error instanceof NewerData) return problem(c, 'newerData', { detail: error.message });
  if (error instanceof InvalidPolicy)
    return problem(c, 'invalidPolicy', { field: 'body', detail: firstOf(error), problems: error.problems });
  if (error instanceof WrongMediaType) return problem(c, 'mediaType', { detail: error.message, allowed: error.takes });
  if (error instanceof HTTPException && error.status === 415) {
    return problem(c, 'mediaType', {
      detail: 'The body must be JSON; send it with Content-Type: application/json.',
      allowed: ['application/json'],
    });
  }
  if (error instanceof HTTPException && error.status === 400) {
    return problem(c, 'invalidRequest', { field: 'body', detail: 'The body is not well-formed JSON.' });
  }
  const fields = { request_id: c.get('requestId'), method: c.req.method, path: c.req.path, error };
  if (error instanceof Unavailable) {
    c.get('log').error('The API could not answer: something that it needs cannot be reached.', fields);
    return problem(c, 'unavailable', { detail: error.message });
  }
  if (isThrottled(error)) {
    c.get('log').warn('The API could not answer: a service behind it is throttled.', fields);
    c.header('Retry-After', String(RETRY_AFTER_SECONDS));
    return problem(c, 'overloaded', { detail: `Muster is busy; try again in ${RETRY_AFTER_SECONDS} seconds.` });
  }
  c.get('log').error('The API met an unexpected error.', fields);
  if (error instanceof NotRecorded)
    return problem(c, 'internal', {
      detail: `The change was made, but Muster failed to record it in the audit log; its log has the error under the request id ${c.get('requestId')}.`,
    });
  return problem(c, 'internal', { detail: `Muster failed to answer; its log has the error under the request id ${c.get('requestId')}.` });
}

/** The message, with its advice if the caller may follow it. */
function toldTo(c: Context<ApiEnv>, { message, plain, advice }: MusterError): string {
  if (advice === undefined) return message;
  const { role, scope } = c.get('principal');
  return scope.kind === 'all' && isAtLeast(role, advice.role) ? message : plain;
}

function firstOf({ problems: [first, ...others] }: InvalidPolicy): string {
  const where = first ? ` Line ${first.line}, column ${first.column}: ${first.message}` : '';
  return `The policy cannot be used.${where}${others.length === 0 ? '' : ` There are ${numberText(others.length)} more problems.`}`;
}

/** Recognizes throttling by the properties and names of the AWS SDK's errors. */
export function isThrottled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $retryable, $metadata } = error as { $retryable?: { throttling?: boolean }; $metadata?: { httpStatusCode?: number } };
  return (
    $retryable?.throttling === true ||
    $metadata?.httpStatusCode === 429 ||
    /Throttl|TooManyRequests|ThroughputExceeded|RequestLimitExceeded/.test(error.name)
  );
}

const DESCRIPTIONS = {
  400: 'The request is malformed, or names something that does not exist.',
  404: 'The thing that the path names does not exist.',
  409: 'The request contradicts the current state.',
  412: 'The thing has changed since the caller read it.',
  413: 'The body is larger than 256 KiB.',
  415: 'The route does not take a body of this Content-Type.',
  422: 'The policy cannot be used; `problems` lists what is wrong.',
} as const;

const content = { [PROBLEM_TYPE]: { schema: problemSchema } } as const;

/** The error `responses` of a route: these statuses, and those that every route may answer with. */
export function problems<S extends keyof typeof DESCRIPTIONS>(...statuses: readonly S[]) {
  const answers: object = Object.fromEntries(statuses.map((status) => [status, { description: DESCRIPTIONS[status], content }]));
  return {
    ...(answers as Record<S, { readonly description: string; readonly content: typeof content }>),
    401: { description: 'It is not known who makes the request.', content },
    403: { description: 'The caller may not make the request; `detail` says which role may.', content },
    // API Gateway, or the server on one machine, gives this answer, so its body is not Muster's.
    431: { description: 'The request line and the headers are too long together.' },
    500: { description: 'An error in Muster.', content },
    503: {
      description: 'A service that Muster uses is throttled (try again after the seconds in `Retry-After`) or cannot be reached.',
      content,
    },
  };
}

/** The `content` of a JSON body or answer. */
export const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });
