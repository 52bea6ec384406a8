/**
 * The JSON Schema of each manager agrees with the schema that checks requests, over configurations that are valid, and over others that fast-check makes of
 * them. JSON Schema cannot say every rule: what such a rule alone refuses, it may take.
 */
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { z } from 'zod';
import { parseReference } from '../../../shared/clouds/secret-reference.ts';
import type { AnyManager } from '../../../shared/managed/define-manager.ts';
import { defaultsOf, jsonSchemaOf, requestSchemaOf } from '../../../shared/managed/json-schema.ts';
import { MANAGERS } from '../../../shared/managed/managers.ts';
import { memberAt, pointerParts, withMember, withoutMember } from '../../../shared/managed/member-path.ts';
import { isObject } from '../../../shared/managed/merge-patch.ts';
import type { Json, JsonObject } from '../../../shared/managed/model.ts';
import { SECRET_REFERENCE_FORMAT } from '../../../shared/managed/secret-reference-schema.ts';
import { PLAIN_MANAGERS } from '../../support/plain-managers.ts';

const ROLE = 'arn:aws:iam::123456789012:role/muster/pipeline';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/github-a1B2c3';
const stages = [{ name: 'build', commands: ['npm ci'] }];

/** Valid configurations of each type, at least one of each of its forms. A manager that is missing here fails the test. */
const VALID: Readonly<Record<string, readonly JsonObject[]>> = {
  plain_store: [{ engine: 'oak' }, { engine: 'pine', size: 'large', port: 1, host: 'x', key: SECRET }],
  plain_worker: [{ command: 'run', environment: { A: 'b' }, replicas: 2 }, { command: 'run' }],
  database: [
    {
      engine: 'postgresql',
      version: '16.4',
      size: 'large',
      storage_gb: 40,
      multi_az: true,
      backup_window: '03:00-04:00',
      backup_retention_days: 14,
    },
    { engine: 'mysql' },
    { engine: 'shared_postgresql', server: { host: 'pg.example', admin_secret: SECRET }, connection_limit: 10 },
  ],
  cache: [
    { engine: 'valkey', num_nodes: 3 },
    { engine: 'redis', shards: 2, num_nodes: 4 },
    { engine: 'memcached', num_nodes: 2 },
  ],
  git_repository: [
    { provider: 'github', token: SECRET, owner: 'acme', topics: ['shop'], branch_protections: [{ branch: 'main', required_reviews: 1 }] },
    { provider: 'gitea', base_url: 'https://git.example', token: SECRET, owner: 'acme' },
  ],
  pipeline: [
    { kind: 'github_actions', token: SECRET, stages, repository: 'acme/shop', environment: { A: 'b', C: { secret: 'NAME' } } },
    {
      kind: 'codepipeline',
      pipeline_role_arn: ROLE,
      build_role_arn: ROLE,
      artifact_bucket: 'artifacts',
      stages,
      environment: { S: { secret: SECRET } },
    },
  ],
};

const ALL: readonly AnyManager[] = [...MANAGERS.values(), ...PLAIN_MANAGERS.values()];

function validatorOf(schema: JsonObject) {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    formats: { [SECRET_REFERENCE_FORMAT]: (text: string) => parseReference(text) !== undefined },
  });
  return ajv.compile(schema);
}

/** Whether all that is wrong is of rules that no JSON Schema has. */
const isByRule = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'custom' || (issue.code === 'invalid_union' && issue.errors.some((option) => option.length > 0 && option.every(isByRule)));

const junk = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1,
    2,
    7,
    20,
    35,
    36,
    21,
    63,
    65_536,
    1.5,
    '',
    ' ',
    'x',
    'a/b',
    'x'.repeat(300),
    'small',
    'MAIN',
    SECRET,
    [],
    {},
    [[]],
  ),
  fc.constantFrom<Json>(
    '03:00-04:00',
    '25:00-26:00',
    'mon:03:00-mon:04:00',
    'main',
    '../x',
    { secret: SECRET },
    { secret: 1 },
    ['a', 'a'],
    stages,
  ),
  // Whatever JSON fast-check makes is JSON.
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

/** The paths of all members of the value. */
const pathsIn = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [[...path, key], ...pathsIn(member, [...path, key])])
    : [];

/** The configuration with some of its members taken out, replaced, or added. */
const changed = (config: JsonObject, fields: readonly string[]): fc.Arbitrary<JsonObject> => {
  const place = fc.constantFrom(...pathsIn(config), ...fields.map((field) => [field]));
  const change = fc.oneof(
    fc.tuple(place, junk).map(
      ([path, value]) =>
        (whole: JsonObject) =>
          withMember(whole, path, value),
    ),
    place.map((path) => (whole: JsonObject) => withoutMember(whole, path)),
    junk.map((value) => (whole: JsonObject) => ({ ...whole, unknown_field: value })),
  );
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((whole, apply) => {
      try {
        return apply(whole);
      } catch {
        // An earlier change has put something else in the place of an object on the way.
        return whole;
      }
    }, config),
  );
};

const fieldsOf = (schema: JsonObject): readonly string[] => {
  const { properties = {}, anyOf = [], oneOf = [] } = schema;
  const own = isObject(properties) ? Object.keys(properties) : [];
  return [...own, ...[anyOf, oneOf].flat().flatMap((option) => (isObject(option) ? fieldsOf(option) : []))];
};

describe.each(ALL.map((manager) => [manager.type, manager] as const))('the JSON Schema of %s', (type, manager) => {
  const schema = jsonSchemaOf(manager.configSchema);
  const accepts = validatorOf(schema);
  const seeds = VALID[type] ?? [];

  test('takes what the schema of requests takes', () => {
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) {
      expect([seed, manager.configSchema.safeParse(seed).error?.issues]).toEqual([seed, undefined]);
      expect([seed, accepts(seed), accepts.errors]).toEqual([seed, true, null]);
    }
  });

  test('takes and refuses the same configurations', () => {
    const configs = fc.constantFrom(...seeds).chain((seed) => changed(seed, fieldsOf(schema)));
    let refused = 0;
    fc.assert(
      fc.property(configs, (config) => {
        const parsed = manager.configSchema.safeParse(config);
        const isTaken = accepts(config);
        if (!parsed.success) refused += 1;
        if (parsed.success) expect([config, isTaken, accepts.errors]).toEqual([config, true, null]);
        else if (!parsed.error.issues.every(isByRule))
          expect([config, parsed.error.issues, isTaken]).toEqual([config, parsed.error.issues, false]);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  test('has the defaults that requests get', () => {
    const defaults = Object.entries(defaultsOf(manager));
    let compared = 0;
    for (const seed of seeds) {
      const parsed = manager.configSchema.parse(seed);
      for (const [pointer, value] of defaults) {
        const path = pointerParts(pointer);
        const isGiven = Object.hasOwn(seed, path[0] ?? '');
        const got = memberAt(parsed, path);
        // A field of another form of the configuration is not there.
        if (!isGiven && got !== undefined) expect([type, pointer, got]).toEqual([type, pointer, value]);
        compared += isGiven || got === undefined ? 0 : 1;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });

  test('of whole requests is valid 2020-12, and checks the configuration too', () => {
    const acceptsRequest = validatorOf(requestSchemaOf(manager));
    const [seed = {}] = seeds;
    const request = { type, name: 'shop', account_id: 'aws:123456789012', region: 'eu-west-1', config: seed };
    expect([acceptsRequest(request), acceptsRequest.errors]).toEqual([true, null]);
    expect(acceptsRequest({ ...request, type: 'other' })).toBe(false);
    expect(acceptsRequest({ ...request, config: { ...seed, unknown_field: 1 } })).toBe(false);
    expect(acceptsRequest({ ...request, nmae: 'x' })).toBe(false);
  });
});
