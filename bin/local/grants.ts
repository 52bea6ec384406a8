/**
 * The grants of the template's roles, checked on the requests to the local DynamoDB, SQS, SNS and S3, so that a function that works here works on
 * AWS too. A function signs with its own name as the access key id; the platform's own requests have another one, and are not checked.
 * Roles have `Allow` statements only, and conditions (such as a prefix of keys to list) are not evaluated.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface GrantModel {
  /** `dynamodb:GetItem`. */
  readonly actions: readonly string[];
  /** ARNs, in which `*` stands for any text. */
  readonly resources: readonly string[];
}

/** By the name of the function. */
export type Grants = Readonly<Record<string, readonly GrantModel[]>>;

/** The grants of a stack's functions. */
export const grantsOf = ({
  functions,
}: {
  readonly functions: readonly { readonly name: string; readonly grants: readonly GrantModel[] }[];
}): Grants => Object.fromEntries(functions.map(({ name, grants }) => [name, grants]));

/** One action on one resource. Without a resource the action has to be allowed on any. */
export interface Access {
  readonly action: string;
  readonly resource?: string | undefined;
}

/** The answer of AWS if the caller may not do one of these things; undefined if it may. */
export function denial(grants: Grants, caller: string | undefined, accesses: readonly Access[]): string | undefined {
  const held = caller !== undefined && Object.hasOwn(grants, caller) ? grants[caller] : undefined;
  const denied = held && accesses.find((access) => !held.some((grant) => allows(grant, access)));
  if (!denied) return undefined;
  const on = denied.resource === undefined ? '' : ` on resource: ${denied.resource}`;
  return `User: ${caller} is not authorized to perform: ${denied.action}${on} because no identity-based policy allows the ${denied.action} action`;
}

const allows = ({ actions, resources }: GrantModel, { action, resource }: Access): boolean =>
  actions.includes(action) && (resource === undefined || resources.some((pattern) => matches(pattern, resource)));

function matches(pattern: string, resource: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === resource;
  return resource.startsWith(start) && (rest.length === 1 ? resource.endsWith(rest[0] ?? '') : true);
}

/** The access key id of a signed request. */
export const callerOf = ({ authorization }: IncomingHttpHeaders): string | undefined =>
  /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];

/** The parts of a DynamoDB request that say what it needs. */
export interface TableRequest {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

/** @param operation `GetItem` */
export function tableAccesses(operation: string, { TableName, IndexName, RequestItems = {} }: TableRequest): readonly Access[] {
  const tables = TableName === undefined ? Object.keys(RequestItems) : [TableName];
  return tables.map((table) => ({
    action: `dynamodb:${operation}`,
    resource: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}${IndexName === undefined ? '' : `/index/${IndexName}`}`,
  }));
}

/** The permissions that a request to S3 (whose path names the bucket), or to SQS or SNS (whose body names the queue or topic, which is not looked at), needs. */
export function objectOrQueueAccess({ method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Access {
  const target = /^AmazonSQS\.(\w+)$/.exec(String(headers['x-amz-target'] ?? ''))?.[1];
  if (target !== undefined) return { action: `sqs:${target.replace(/Batch$/, '')}` };
  // A request to SNS says what it asks for in its body, which is not looked at. Functions do nothing with a topic but publish.
  if (headers.authorization?.includes('/sns/aws4_request')) return { action: 'sns:Publish' };
  const [, bucket = '', ...key] = readablePath(url).split('/');
  const arn = `arn:aws:s3:::${bucket}`;
  if (key.join('/') === '') return { action: 's3:ListBucket', resource: arn };
  const verb = { GET: 'Get', HEAD: 'Get', DELETE: 'Delete' }[method ?? ''] ?? 'Put';
  return { action: `s3:${verb}Object`, resource: `${arn}/${key.join('/')}` };
}

/** A path whose escapes are malformed stays as it is: S3 refuses it. */
function readablePath(url: string): string {
  const path = url.split('?')[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Answers a denied request as DynamoDB, SQS or S3 does. */
export function refuseAccess({ headers }: Pick<IncomingMessage, 'headers'>, response: ServerResponse, message: string): void {
  const target = headers['x-amz-target'];
  const [status, type, body] =
    target === undefined
      ? [403, 'application/xml', `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`]
      : [400, 'application/x-amz-json-1.0', JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message })];
  response.writeHead(status, { 'content-type': type }).end(body);
}
