/** Makes requests from an OpenAPI document: valid, nearly valid and hostile ones. */
import fc from 'fast-check';
import { CONTENT_TYPES, HOSTILE_BODIES, HOSTILE_TEXTS, METHODS } from './hostile-values.ts';
import { ACCESS_KEY_ID, SECRET_KEY, SESSION_TOKEN } from './planted.ts';

type Json = Readonly<Record<string, unknown>>;

export interface HostileRequest {
  readonly method: string;
  /** Path and query as in the request line. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Values that exist, by the name of a parameter or field. Without them, every request would end with "not found". */
export type Existing = Readonly<Record<string, readonly string[]>>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Json;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Json | undefined;
}

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 50 }) },
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[]], [null], { $ref: '#' }),
  fc.constantFrom('__proto__', 'constructor', 'toJSON', 'length').map((name) => Object.fromEntries([[name, { polluted: true }]])),
  fc.constant(Array.from({ length: 2000 }, () => 'x')),
  fc.jsonValue({ maxDepth: 3 }),
);

export function hostileRequests(document: Json, existing: Existing): fc.Arbitrary<HostileRequest> {
  return fc.oneof(...operationsOf(document).map((operation) => requests(operation, document, existing)));
}

function operationsOf(document: Json): readonly Operation[] {
  return Object.entries(document['paths'] as Readonly<Record<string, Readonly<Record<string, Json>>>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters as readonly Parameter[],
      body: (requestBody as { readonly content: Readonly<Record<string, { readonly schema: Json }>> } | undefined)?.content[
        'application/json'
      ]?.schema,
    })),
  );
}

function requests({ method, path, parameters, body }: Operation, document: Json, existing: Existing): fc.Arbitrary<HostileRequest> {
  const value = ({ name, schema }: Parameter): fc.Arbitrary<string> =>
    fc.oneof({ weight: 3, arbitrary: texts(name, schema, document, existing) }, { weight: 2, arbitrary: hostileText });
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const url = fc
    .tuple(
      fc.tuple(...inPath.map((parameter) => fc.tuple(fc.constant(parameter.name), value(parameter), encoder))),
      fc.array(fc.oneof(...inQuery.map((parameter) => fc.tuple(fc.constant(parameter.name), value(parameter))), unknownParameter), {
        maxLength: 4,
      }),
      fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('/', '//', '/..', '/%2e%2e', ';x=1') }),
    )
    .map(([segments, query, suffix]) => {
      const filled = segments.reduce((text, [name, given, encode]) => text.replace(`{${name}}`, () => encode(given)), path);
      const search = query.map(([name, given]) => `${wellEncoded(name)}=${wellEncoded(given)}`).join('&');
      return `${filled}${suffix}${search === '' ? '' : `?${search}`}`;
    });
  return fc.record({
    method: fc.oneof({ weight: 19, arbitrary: fc.constant(method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
    url,
    headers: headers(body !== undefined),
    body: body === undefined ? fc.oneof(fc.constant(''), fc.constantFrom(...HOSTILE_BODIES)) : bodies(body, document, existing),
  });
}

const unknownParameter = fc.tuple(
  fc.constantFrom('__proto__', 'access_token', 'X-Amz-Security-Token', 'limit[]', 'CURSOR', 'a'.repeat(300), '\u0000'),
  fc.constantFrom(SECRET_KEY, SESSION_TOKEN, '1'),
);

/** Half a surrogate pair has no encoding, so it is sent as U+FFFD. */
const wellEncoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const encoder = fc.constantFrom<(text: string) => string>(
  wellEncoded,
  wellEncoded,
  (text) => wellEncoded(wellEncoded(text)),
  (text) => text.toWellFormed().replaceAll(/[^\x21-\x7E]/gu, wellEncoded),
);

const headers = (hasBody: boolean): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .tuple(
      fc.oneof(
        { weight: hasBody ? 6 : 1, arbitrary: fc.constant('application/json') },
        { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
      ),
      fc.constantFrom<Readonly<Record<string, string>>>(
        {},
        { 'x-request-id': 'a'.repeat(500) },
        { 'content-length': '1' },
        { accept: 'text/html' },
      ),
    )
    .map(([type, others]) => ({
      'content-type': type,
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY_ID}/20261121/eu-west-1/execute-api/aws4_request, Signature=${SECRET_KEY}`,
      'x-amz-security-token': SESSION_TOKEN,
      cookie: `session=${SECRET_KEY}`,
      ...others,
    }));

/** JSON that is valid, nearly valid, cut off or overwritten somewhere, or not JSON at all. */
function bodies(schema: Json, document: Json, existing: Existing): fc.Arbitrary<string> {
  const fitting = valuesOf(schema, document, existing);
  return fc.oneof(
    { weight: 3, arbitrary: fitting.map((value) => JSON.stringify(value)) },
    {
      weight: 4,
      arbitrary: fc.tuple(fitting, fc.nat(), hostileValue).map(([value, at, hostile]) => JSON.stringify(replaced(value, at, hostile))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fitting, hostileText, hostileValue)
        .map(([value, name, hostile]) => JSON.stringify(extended(value, name, hostile))),
    },
    { weight: 1, arbitrary: fc.tuple(fitting, fc.nat(), hostileText).map(([value, at, text]) => spliced(JSON.stringify(value), at, text)) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_BODIES) },
    { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
  );
}

const spliced = (text: string, at: number, piece: string): string =>
  `${text.slice(0, at % text.length)}${piece}${text.slice((at + 3) % text.length)}`;

const extended = (value: unknown, name: string, hostile: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries([...Object.entries(value), [name, hostile]]) : hostile;

/** The value with one part, at any depth, replaced. */
function replaced(value: unknown, at: number, hostile: unknown): unknown {
  if (typeof value !== 'object' || value === null) return hostile;
  const entries = Object.entries(value);
  if (entries.length === 0) return hostile;
  const [chosen, part] = entries[at % entries.length]!;
  const other = replaced(part, Math.floor(at / entries.length), hostile);
  if (Array.isArray(value)) return value.with(Number(chosen), other);
  return Object.fromEntries(entries.map(([name, kept]) => [name, name === chosen ? other : kept]));
}

const texts = (name: string, schema: Json, document: Json, existing: Existing): fc.Arbitrary<string> =>
  valuesOf({ type: 'object', properties: { [name]: schema }, required: [name] }, document, existing).map((value) => {
    const given = (value as Json)[name];
    return Array.isArray(given) ? String(given[0] ?? '') : String(given);
  });

/** Values that fit a schema. Only the keywords that this API's schemas use are known. */
function valuesOf(schema: Json, document: Json, existing: Existing): fc.Arbitrary<unknown> {
  const of = (inner: unknown): fc.Arbitrary<unknown> => valuesOf(inner as Json, document, existing);
  if (typeof schema['$ref'] === 'string') return of(resolved(document, schema['$ref']));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options)) return fc.oneof(...options.map(of));
  switch (schema['type']) {
    case 'string':
      return typeof schema['pattern'] === 'string'
        ? fc.stringMatching(new RegExp(schema['pattern'], 'u'))
        : fc.string({ minLength: Number(schema['minLength'] ?? 0), maxLength: Math.min(Number(schema['maxLength'] ?? 40), 40) });
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Number(schema['maximum'] ?? 1000) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(of(schema['items']), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: Math.max(3, Number(schema['minItems'] ?? 0)),
      });
    case 'object':
      return objects(schema, of, existing);
    default:
      throw new Error(`There is no generator for ${JSON.stringify(schema)}.`);
  }
}

function objects(schema: Json, of: (inner: unknown) => fc.Arbitrary<unknown>, existing: Existing): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Json).map(([name, inner]): [string, fc.Arbitrary<unknown>] => {
    const known = existing[name];
    return [name, known ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: of(inner) }) : of(inner)];
  });
  return fc.record(Object.fromEntries(properties), { requiredKeys: (schema['required'] ?? []) as string[] });
}

const resolved = (document: Json, reference: string): unknown =>
  reference
    .split('/')
    .slice(1)
    .reduce((at: unknown, part) => (at as Json)[part], document);
