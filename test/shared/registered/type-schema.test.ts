/** Schemas of registered types: what they accept and refuse, and that none of them takes long, whatever it is. */
import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../shared/errors.ts';
import { compileSchema, type JsonSchema } from '../../../shared/registered/type-schema.ts';

const SERVER: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['cpus'],
  properties: {
    cpus: { type: 'integer', minimum: 1 },
    os: { enum: ['linux', 'windows'] },
    host: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    disks: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/disk' } },
  },
  $defs: { disk: { type: 'object', properties: { gigabytes: { type: 'number' } }, additionalProperties: false } },
};

const problemOf = async (schema: unknown, config: unknown): Promise<string | undefined> => {
  const check = await compileSchema(schema as JsonSchema);
  try {
    check(config);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.message;
  }
};

describe('a schema of a registered type', () => {
  it.each([
    [{ cpus: 4, os: 'linux', host: 'web-1', disks: [{ gigabytes: 1 }, { gigabytes: 2 }] }, undefined],
    [{}, "config: must have required property 'cpus'; the schema of the type asks for that."],
    [{ cpus: 0 }, 'config.cpus: must be >= 1; the schema of the type asks for that.'],
    [{ cpus: 1, os: 'beos' }, 'config.os: must be one of ["linux","windows"]; the schema of the type asks for that.'],
    [{ cpus: 1, host: 'Web 1' }, 'config.host: must match pattern "^[a-z][a-z0-9-]*$"; the schema of the type asks for that.'],
    [{ cpus: 1, disks: [{ gb: 1 }] }, 'config.disks[0]: must not have the member "gb"; the schema of the type asks for that.'],
    [
      { cpus: 1, disks: [{ gigabytes: 1 }, { gigabytes: 1 }] },
      'config.disks: must not have the same element twice; the schema of the type asks for that.',
    ],
  ])('says of %j: %s', async (config, problem) => {
    expect(await problemOf(SERVER, config)).toBe(problem);
  });

  it('says all that is wrong, the first ten in words', async () => {
    expect(await problemOf(SERVER, { cpus: 0, os: 'beos', disks: [{ gigabytes: 'x' }] })).toBe(
      'config.cpus: must be >= 1; config.os: must be one of ["linux","windows"]; config.disks[0].gigabytes: must be number; the schema of the type asks for that.',
    );
    const many = await problemOf(
      { additionalProperties: { type: 'number' } },
      Object.fromEntries(Array.from('abcdefghijkl', (name) => [name, name])),
    );
    expect(many).toMatch(/^config\.a: must be number; .*config\.j: must be number; and 2 more; the schema/);
  });

  it('says the first thing only where all of them could be too many', async () => {
    const schema = { items: { allOf: Array.from({ length: 100 }, (_, place) => ({ minLength: 10 + place })) } };
    const list = (length: number) => Array.from({ length }, () => 'x');
    expect(await problemOf({ properties: { list: schema } }, { list: list(2) })).toContain('; and ');
    expect(await problemOf({ properties: { list: schema } }, { list: list(10_000) })).toBe(
      'config.list[0]: must NOT have fewer than 10 characters; the schema of the type asks for that.',
    );
  });

  it.each([
    [19.99, 0.01, true],
    [0.3, 0.1, true],
    [-1.1, 0.1, true],
    [0, 0.01, true],
    [1e21, 0.5, true],
    [5e-324, 5e-324, true],
    [1.7976931348623157e308, 5e-324, true],
    [4.35, 0.05, true],
    [7, 2, false],
    [19.991, 0.01, false],
    [19.9900000000001, 0.01, false],
    [1e-7, 1e-6, false],
  ])('takes %d for a multiple of %d: %s', async (value, multipleOf, expected) => {
    const problem = await problemOf({ properties: { price: { multipleOf } } }, { price: value });
    expect(problem).toBe(expected ? undefined : `config.price: must be a multiple of ${multipleOf}; the schema of the type asks for that.`);
  });

  it('refuses a step of nothing', async () => {
    await expect(compileSchema({ multipleOf: 0 })).rejects.toThrow('multipleOf');
  });

  it('tells its patterns apart', async () => {
    const schema = { properties: { a: { pattern: '^a+$' }, b: { pattern: '^b+$' } }, patternProperties: { '^n': { type: 'number' } } };
    expect(await problemOf(schema, { a: 'aa', b: 'bb', n1: 1, x: 'x' })).toBeUndefined();
    expect(await problemOf(schema, { a: 'aa', b: 'aa' })).toContain('config.b: must match pattern "^b+$"');
    expect(await problemOf(schema, { n1: 'x' })).toContain('config.n1: must be number');
  });

  it('looks only at members of the config itself, not at what every object inherits', async () => {
    const schema = {
      type: 'object',
      required: ['constructor'],
      properties: { constructor: { type: 'string' }, toString: { type: 'string' } },
    };
    expect(await problemOf(schema, {})).toContain("must have required property 'constructor'");
    expect(await problemOf(schema, { constructor: 'x' })).toBeUndefined();
  });

  it.each<[string, unknown, RegExp]>([
    ['no schema', { type: 'strange' }, /^schema: .*type/],
    ['an unknown keyword', { typo: 1 }, /^schema: .*unknown keyword: "typo"/],
    ['an unknown format', { format: 'regex' }, /^schema: unknown format "regex"/],
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }, /\$schema is not https/],
    ['a reference to another document', { $ref: 'https://evil.example/schema.json' }, /leads out of the schema/],
    ['a reference to a file', { properties: { a: { $ref: 'other.json#/x' } } }, /leads out of the schema/],
    ['a reference that is no text', { $ref: 1 }, /leads out of the schema/],
    ['a reference to nothing', { $ref: '#/$defs/gone' }, /leads nowhere/],
    ['a reference to an inherited member', { $ref: '#/constructor' }, /leads nowhere/],
    ['a circle', { properties: { next: { $ref: '#' } } }, /leads back to itself/],
    ['a dynamic reference', { $dynamicRef: '#node' }, /\$dynamicRef is not allowed/],
    ['an id', { properties: { a: { $id: 'https://a.example' } } }, /\$id is not allowed/],
    ['a pattern that is none', { pattern: '(' }, /the pattern "\(" is no regular expression/],
    ['a pattern that refers back', { pattern: '(a)\\1' }, /refers back to a group/],
    ['a pattern of too many steps', { pattern: '(?:[a-z]{30}){30}' }, /too large|repeats too often/],
    ['a pattern as the name of a property', { patternProperties: { '(?:[a-z]{30}){30}': true } }, /too large|repeats too often/],
    ['a circle below a property that is called like a keyword', { properties: { definitions: { $ref: '#' } } }, /leads back to itself/],
    ['a pattern of too many steps below such a property', { properties: { $defs: { pattern: '(?:[a-z]{30}){30}' } } }, /too large|repeats/],
    [
      'too many parts below such a property',
      { properties: { definitions: { enum: Array.from({ length: 1001 }, (_, n) => n) } } },
      /1,000 parts/,
    ],
    ['too many parts', { enum: Array.from({ length: 1001 }, (_, place) => place) }, /more than 1,000 parts/],
    ['a large schema', { description: 'x'.repeat(70_000) }, /at most 64 KiB/],
    ['a deep schema', deep(40), /more than 32 deep/],
  ])('is refused if it has %s', async (_what, schema, message) => {
    await expect(compileSchema(schema as JsonSchema)).rejects.toThrow(InvalidRequest);
    await expect(compileSchema(schema as JsonSchema)).rejects.toThrow(message);
  });

  it.each<JsonSchema>([
    { const: { $ref: 'x' } },
    { enum: [{ pattern: '(' }] },
    { properties: { $ref: { type: 'string' }, $id: { type: 'string' } } },
  ])('may have data and names that look like keywords: %j', async (schema) => {
    await expect(compileSchema(schema)).resolves.toBeDefined();
  });

  it('is refused before references double too often', async () => {
    const $defs: Record<string, unknown> = { d0: { type: 'string' } };
    for (let level = 1; level <= 25; level++)
      $defs[`d${level}`] = { anyOf: [{ $ref: `#/$defs/d${level - 1}` }, { $ref: `#/$defs/d${level - 1}` }] };
    await expect(compileSchema({ $ref: '#/$defs/d25', $defs })).rejects.toThrow('more than 1,000 parts');
  });

  it.each<[string, JsonSchema, unknown]>([
    ['a pattern that backtracks elsewhere', { properties: { a: { pattern: '^(a+)+$' } } }, { a: `${'a'.repeat(60_000)}!` }],
    [
      'many elements that must differ',
      { properties: { a: { uniqueItems: true } } },
      { a: Array.from({ length: 30_000 }, (_, place) => [place % 29_000]) },
    ],
    [
      'the largest enum',
      { properties: { a: { items: { enum: Array.from({ length: 450 }, (_, place) => [place]) } } } },
      { a: Array.from({ length: 15_000 }, () => [449]) },
    ],
    [
      'the largest patterns',
      { properties: { a: { allOf: Array.from({ length: 20 }, (_, place) => ({ not: { pattern: `(x+x+)+${place}y` } })) } } },
      { a: 'x'.repeat(60_000) },
    ],
  ])('judges the largest config within seconds with %s', async (_what, schema, config) => {
    const begun = performance.now();
    await problemOf(schema, config);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

function deep(levels: number): unknown {
  let schema: unknown = true;
  for (let level = 0; level < levels; level++) schema = { not: schema };
  return schema;
}
