import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listValue, splitList } from '../../../shared/validation/lists.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly schema: { readonly type?: string | readonly string[] };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
}

/** Two values of each list whose values the document does not name. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  account_id: ['aws:000000000001', 'aws:000000000002'],
  organizational_unit: ['Production', 'Test'],
  policy_id: ['aws.s3.bucket-requires-tls', 'aws.s3.bucket-versioning-enabled'],
  policy: ['s3.*', 'iam.*'],
  framework: ['cis-aws-7.0', 'cis-aws-6.0'],
  region: ['eu-west-1', 'us-east-1'],
  service: ['s3', 'ec2'],
  type: ['AWS::S3::Bucket', 'AWS::EC2::VPC'],
  resource_type: ['AWS::S3::Bucket', 'AWS::EC2::VPC'],
  resource: ['a,b', 'logs'],
  tag: ['note=a,b', 'env'],
  relation: ['uses', 'encrypted_by'],
  '/managed-resources?type': ['plain_store', 'plain_worker'],
};

/** The parameters that a path cannot do without. */
const REQUIRED: Readonly<Record<string, string>> = {
  '/changes': '&since=2026-11-20T00:00:00Z&until=2026-11-22T00:00:00Z',
  '/named-resources': '&name=logs',
  '/findings/groups': '&by=policy',
  '/policies/aws.s3.bucket-versioning-enabled/verdicts': `&account_id=${account('1')}`,
};

/** A value that there is of each parameter of a path. */
const PLACES: Readonly<Record<string, string>> = {
  '{uid}': encodeURIComponent(resourceRow({}).resource_uid),
  '{policy_id}': 'aws.s3.bucket-versioning-enabled',
  '{framework_id}': 'cis-aws-7.0',
};

const { app, store } = apiFixture();
for (const digits of ['1', '2'])
  await store.put('accounts', accountRow({ account_id: account(digits), organizational_unit: digits === '1' ? 'Production' : 'Test' }));
await putResources(store, [resourceRow({})]);
const document = (await (await app.request('/openapi.json')).json()) as Document;
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  (methods['get']?.parameters ?? []).map((each) => [`${path}?${each.name}`, each] as const),
);
const parameters = Object.entries(document.paths).flatMap(([path, methods]) =>
  (methods['get']?.parameters ?? []).filter((each) => each.in === 'query').map((each) => [path, each.name, each.schema.type] as const),
);

describe('a query parameter that is given several times', () => {
  it.each(parameters.filter(([, , type]) => type !== 'array'))('%s?%s is refused: it takes one value', async (path, name) => {
    const place = path.replaceAll(/\{\w+\}/g, 'aws:000000000001@AWS::S3::Bucket@eu-west-1@logs');
    const { status, body } = await send(app, `${place}?${name}=1&${name}=1`);

    if (body.field === name) expect(body.detail).toMatch(/given several times; give it once/);
    // A path's own parameter may be refused first.
    else expect([400, 404]).toContain(status);
  });

  it('is a list where several values make sense', () => {
    const lists = parameters.filter(([, , type]) => type === 'array').map(([path, name]) => `${path}?${name}`);

    for (const name of [
      'severity',
      'policy',
      'framework',
      'account_id',
      'organizational_unit',
      'region',
      'service',
      'type',
      'resource',
      'tag',
    ])
      expect(lists).toContain(`/findings?${name}`);
    for (const name of ['account_id', 'type', 'kind', 'region', 'service', 'tag', 'resource'])
      expect(lists).toContain(`/resources?${name}`);
    for (const name of ['severity', 'resource_type', 'framework']) expect(lists).toContain(`/policies?${name}`);
  });
});

describe('a query parameter that is a list', () => {
  const lists = described.filter(([, { schema }]) => schema.type === 'array');

  it.each(lists)('%s says so in the document', (_name, { description }) => {
    expect(description).toMatch(
      /A list: give the parameter several times, or its values separated by commas \(`\\,` is a comma in a value\)\.$/,
    );
  });

  // The fixture has no export; test/shared/exports/platform-export.slow.test.ts asks one for accounts.
  const answered = lists.filter(([name]) => !name.startsWith('/exports/'));

  it.each(answered)('%s takes commas as repetition', async (name, { schema }) => {
    const [pattern = '', parameter] = name.split('?');
    const path = pattern.replaceAll(/\{\w+\}/g, (part) => PLACES[part] ?? part);
    const values = (schema as { items?: { enum?: readonly string[] } }).items?.enum?.slice(0, 2) ?? VALUES[name] ?? VALUES[parameter!];
    if (!values) throw new Error(`This test knows no values of ${parameter}.`);
    const [first, second] = values.map((value) => encodeURIComponent(value.replaceAll(',', '\\,')));
    const required = REQUIRED[path] ?? '';

    const byComma = await send(app, `${path}?${parameter}=${first},${second}${required}`);
    const repeated = await send(app, `${path}?${parameter}=${first}&${parameter}=${second}${required}`);

    expect([byComma.status, repeated.status]).toEqual([200, 200]);
    expect(JSON.stringify(byComma.body)).toBe(JSON.stringify(repeated.body));
    // Every value of a list is looked at: an unknown one after a comma is refused like one alone, or matches nothing.
    const foreign = await send(app, `${path}?${parameter}=${first},${'x'.repeat(3000)}${required}`);
    expect(foreign.status).toBe(400);
  });

  it('may have a comma in a value after a backslash', async () => {
    const { status } = await send(app, `/findings?tag=${encodeURIComponent('note=a\\,b')}`);

    expect(status).toBe(200);
    expect(splitList('note=a\\,b, env')).toEqual(['note=a,b', 'env']);
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((text) => text.trim().replaceAll('\\', '/')),
          { minLength: 1 },
        ),
        (texts) => expect(splitList(texts.map(listValue).join(','))).toEqual(texts),
      ),
    );
  });
});
