/**
 * Limits of DynamoDB that dynalite does not enforce, checked on the requests that it is sent:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * Dynalite itself enforces item size, batch sizes and reserved words, and ends pages at 1 MB. The contract suite
 * (`test/shared/storage/limits-contract.ts`) runs every limit against both together.
 */
import type { AttributeValue, TableDescription } from '@aws-sdk/client-dynamodb';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { callerOf, denial, type Grants, refuseAccess, tableAccesses } from './grants.ts';
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from '../../shared/storage/item-size.ts';

/** The most levels of lists and maps within each other. */
const MAX_NESTING = 32;
const MAX_EXPRESSION_BYTES = 4096;
const MAX_VALUES_BYTES = 2 * 2 ** 20;
const EXPRESSIONS = [
  'UpdateExpression',
  'ConditionExpression',
  'ProjectionExpression',
  'KeyConditionExpression',
  'FilterExpression',
] as const;

type Attributes = Readonly<Record<string, AttributeValue>>;

/** The members of a request that are checked, as they are on the wire. */
type Expressions = { readonly [Name in (typeof EXPRESSIONS)[number]]?: string };

interface KeysToGet extends Expressions {
  readonly Keys?: readonly Attributes[];
}

interface DynamoDbRequest extends Expressions {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Attributes;
  readonly Item?: Attributes;
  readonly Key?: Attributes;
  readonly ExclusiveStartKey?: Attributes;
  /** By table: a list of writes in a BatchWriteItem, keys with a projection in a BatchGetItem. */
  readonly RequestItems?: Readonly<Record<string, readonly { readonly PutRequest?: { readonly Item?: Attributes } }[] | KeysToGet>>;
}

/** The most bytes that the key attributes of a table and its indexes may have, by table and attribute. */
export type KeyLimits = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The message of DynamoDB's ValidationException for the first limit that the request breaks; undefined if it breaks none. */
export function brokenLimit(request: DynamoDbRequest, keyLimits: KeyLimits = new Map()): string | undefined {
  const batches = Object.values(request.RequestItems ?? {});
  for (const expressions of [request, ...batches.filter((batch): batch is KeysToGet => !isList(batch))]) {
    for (const name of EXPRESSIONS) {
      const bytes = Buffer.byteLength(expressions[name] ?? '');
      if (bytes > MAX_EXPRESSION_BYTES)
        return `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`;
    }
  }
  const values = request.ExpressionAttributeValues ?? {};
  const bytes = Object.entries(values).reduce((sum, [name, value]) => sum + name.length + bytesOf(value), 0);
  if (bytes > MAX_VALUES_BYTES)
    return `ExpressionAttributeValues contains invalid value: The total size of the values has exceeded the maximum allowed size; size: ${bytes}`;
  const puts = batches.flatMap(putsOf);
  const items = [...(request.Item ? [request.Item] : []), ...puts];
  if (items.some((item) => Object.hasOwn(item, '')))
    return 'One or more parameter values were invalid: Attribute names must have at least one character';
  const all = [...items.flatMap((item) => Object.values(item)), ...Object.values(values)];
  if (all.some((value) => depthOf(value) > MAX_NESTING))
    return `One or more parameter values were invalid: Nesting Levels have exceeded supported limits: ${MAX_NESTING}`;
  for (const [table, attributes] of keyedValues(request)) {
    const limits = keyLimits.get(table);
    for (const [name, value] of attributes) {
      const most = limits?.get(name);
      if (most === undefined || value.S === undefined) continue;
      if (value.S === '')
        return `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`;
      if (Buffer.byteLength(value.S) > most)
        return `One or more parameter values were invalid: Size of the key ${name} has exceeded the maximum size limit of ${most} bytes`;
    }
  }
  return undefined;
}

type NamedValues = readonly (readonly [name: string, value: AttributeValue])[];

/** For each table, the attributes and values that the request has in a key, an item, an assignment or a key condition. */
function keyedValues(request: DynamoDbRequest): readonly (readonly [table: string, attributes: NamedValues])[] {
  const { TableName = '', UpdateExpression = '', KeyConditionExpression = '' } = request;
  const single = [request.Item, request.Key, request.ExclusiveStartKey].flatMap((item) => (item ? [item] : []));
  const batches = Object.entries(request.RequestItems ?? {}).flatMap(([table, batch]) =>
    (isList(batch) ? putsOf(batch) : (batch.Keys ?? [])).map((item) => [table, Object.entries(item)] as const),
  );
  return [
    ...single.map((item) => [TableName, Object.entries(item)] as const),
    [TableName, [...named(UpdateExpression, request), ...named(KeyConditionExpression, request)]],
    ...batches,
  ];
}

/** Matches `#name = :value`, `#name BETWEEN :value AND :value`, `begins_with(#name, :value)` and similar expressions. */
const COMPARISON = /(#?\w+)\s*(?:=|<=|>=|<|>|,|\sBETWEEN\s)\s*(:\w+)(?:\s+AND\s+(:\w+))?/g;

function named(expression: string, request: DynamoDbRequest): NamedValues {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = request;
  return [...expression.matchAll(COMPARISON)].flatMap(([, name = '', ...placeholders]) =>
    placeholders.flatMap((placeholder) => {
      const value = values[placeholder ?? ''];
      return value ? [[names[name] ?? name, value] as const] : [];
    }),
  );
}

const putsOf = (batch: NonNullable<DynamoDbRequest['RequestItems']>[string]): readonly Attributes[] =>
  isList(batch) ? batch.flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : [])) : [];

const isList = <T>(value: readonly T[] | object): value is readonly T[] => Array.isArray(value);

/** Reads the key attributes and their limits from the answer of CreateTable or DescribeTable. */
function keyLimitsOf({ KeySchema: ownKeys = [], GlobalSecondaryIndexes = [] }: TableDescription): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { AttributeName = '', KeyType } of [...ownKeys, ...GlobalSecondaryIndexes.flatMap(({ KeySchema = [] }) => KeySchema)]) {
    const most = KeyType === 'HASH' ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
    limits.set(AttributeName, Math.min(most, limits.get(AttributeName) ?? Infinity));
  }
  return limits;
}

/** The number of levels of lists and maps in the value. */
function depthOf(value: AttributeValue): number {
  const members = value.M ? Object.values(value.M) : value.L;
  return members ? 1 + Math.max(0, ...members.map(depthOf)) : 0;
}

function bytesOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.L) return value.L.reduce((sum, element) => sum + 1 + bytesOf(element), 3);
  if (value.M) return Object.entries(value.M).reduce((sum, [name, member]) => sum + 1 + Buffer.byteLength(name) + bytesOf(member), 3);
  return JSON.stringify(value).length;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers the requests of one operation, of which dynalite has a part only. It gets the request as it is on the wire. */
type OwnAnswer = (request: object) => Promise<object>;

/**
 * Makes `server`, a dynalite that does not listen yet, check each request first, also by the grants of its caller. Returns the same server.
 * @param own answers by the names of their operations: `UpdateTable`
 */
export function withLimits(
  server: Server,
  grants: () => Grants = () => ({}),
  own: Readonly<Record<string, OwnAnswer | undefined>> = {},
): Server {
  const answers = server.listeners('request') as Answer[];
  server.removeAllListeners('request');
  // The platform describes each table when it starts, so the tables of an earlier start become known here too.
  const keyLimits = new Map<string, ReadonlyMap<string, number>>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const asked = parsed(body);
      const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
      const denied = denial(grants(), callerOf(request.headers), tableAccesses(operation, asked));
      if (denied !== undefined) return refuseAccess(request, response, denied);
      const broken = brokenLimit(asked, keyLimits);
      if (broken !== undefined) return refuse(response, broken);
      if (/^(?:Create|Describe|Update)Table$/.test(operation))
        watch(response, ({ Table, TableDescription: created }: DescribedTable) => {
          const table = Table ?? created;
          if (table?.TableName !== undefined) keyLimits.set(table.TableName, keyLimitsOf(table));
        });
      const ownAnswer = own[operation];
      if (ownAnswer) return answerBy(ownAnswer(asked), response);
      for (const answer of answers) answer(replayed(request, body), response);
    });
  });
  return server;
}

function answerBy(answer: Promise<object>, response: ServerResponse): void {
  const send = (status: number, body: object): unknown =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  answer.then(
    (body) => send(200, body),
    (error: unknown) => send(500, { __type: 'InternalServerError', message: error instanceof Error ? error.message : String(error) }),
  );
}

interface DescribedTable {
  readonly Table?: TableDescription;
  readonly TableDescription?: TableDescription;
}

/** Passes the JSON of the response to `see`. dynalite sends each response in one piece. */
function watch(response: ServerResponse, see: (answer: DescribedTable) => void): void {
  const end = response.end.bind(response) as (body?: string) => ServerResponse;
  response.end = ((body?: string) => {
    if (body !== undefined) see(JSON.parse(body) as DescribedTable);
    return end(body);
  }) as ServerResponse['end'];
}

/** A body that is not JSON breaks no limit: dynalite refuses it. */
function parsed(body: Buffer): DynamoDbRequest {
  try {
    const request: unknown = JSON.parse(body.toString());
    return typeof request === 'object' && request !== null ? request : {};
  } catch {
    return {};
  }
}

/** A copy of the request whose body, already read, can be read again. */
function replayed({ method, url, headers }: IncomingMessage, body: Buffer): IncomingMessage {
  return Object.assign(Readable.from(body.length > 0 ? [body] : [], { objectMode: false }), { method, url, headers }) as IncomingMessage;
}

function refuse(response: ServerResponse, message: string): void {
  const body = JSON.stringify({ __type: 'com.amazon.coral.validate#ValidationException', message });
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}
