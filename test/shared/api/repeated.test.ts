import { describe, expect, it } from '@jest/globals';
import { apiFixture } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string | readonly string[] };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
}

const { app } = apiFixture();
const document = (await (await app.request('/openapi.json')).json()) as Document;
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
