/** Adds the ids that exist on the platform to the API's document, so that requests get further than "there is no such job". */

type Json = Readonly<Record<string, unknown>>;

/** Schemas, by the name of a parameter or of a field of a body. */
export type KnownValues = Json;

const oneOf = (values: readonly string[]): Json => ({ type: 'string', enum: [...new Set(values)] });

export async function knownValues(url: string): Promise<KnownValues> {
  const list = async (path: string, field: string): Promise<readonly string[]> => {
    const response = await fetch(url + path);
    const { items } = (await response.json()) as { readonly items: readonly Json[] };
    return items.map((item) => String(item[field]));
  };
  const jobs = await list('/jobs?limit=1', 'job_id');
  const accounts = await list('/accounts?limit=3', 'account_id');
  const resources = await list('/resources?limit=3', 'resource_uid');
  const nights = await list('/exports?limit=3', 'date');
  return {
    job_id: oneOf(jobs),
    retry_of: oneOf(jobs),
    account_id: oneOf(accounts),
    accounts: { type: 'array', items: oneOf(accounts), minItems: 1, maxItems: 3 },
    uid: oneOf(resources),
    date: oneOf([...nights, '2020-01-01']),
    type: oneOf(resources.map((uid) => uid.split('|')[1]!)),
    region: oneOf(['eu-west-1', 'global']),
    regions: { type: 'array', items: oneOf(['eu-west-1', 'global']), minItems: 1, maxItems: 3 },
    operation: oneOf(['inventory']),
    service: oneOf(['s3', 'iam']),
  };
}

/**
 * The document with narrower schemas for requests: requests that a generator makes as valid get accepted, and those that it
 * makes as invalid are still refused.
 */
export function withKnownValues(document: Json, known: KnownValues): Json {
  const paths = Object.entries(document['paths'] as Readonly<Record<string, Json>>).map(([path, item]) => [path, operations(item, known)]);
  return { ...document, paths: Object.fromEntries(paths) as Json, components: withBodies(document['components'] as Json, known) };
}

const operations = (item: Json, known: KnownValues): Json =>
  Object.fromEntries(
    Object.entries(item as Readonly<Record<string, Json>>).map(([method, { parameters, requestBody, ...operation }]) => [
      method,
      {
        ...operation,
        ...(parameters !== undefined && { parameters: (parameters as Json[]).map((each) => withParameter(each, known)) }),
        ...(requestBody !== undefined && { requestBody: withFields(requestBody, known) }),
      },
    ]),
  );

const withParameter = (parameter: Json, known: KnownValues): Json => ({
  ...parameter,
  schema: known[parameter['name'] as string] ?? parameter['schema'],
});

/** Narrows only the named schemas of requests; those of responses are left unchanged. */
const withBodies = (components: Json, known: KnownValues): Json => {
  // In bodies, accounts are objects and not ids.
  const { accounts: _accounts, ...others } = known;
  return {
    ...components,
    schemas: Object.fromEntries(
      Object.entries(components['schemas'] as Json).map(([name, schema]) => [
        name,
        name.startsWith('New') ? withFields(schema, others) : schema,
      ]),
    ),
  };
};

function withFields(schema: unknown, known: KnownValues): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withFields(each, known));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'properties' ? properties(value as Json, known) : withFields(value, known)]),
  );
}

const properties = (fields: Json, known: KnownValues): Json =>
  Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, known[name] ?? withFields(schema, known)]));
