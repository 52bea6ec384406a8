/** The example is a valid whole for the real managers, and its pipeline gets what the database and the cache give. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { resolveConfig } from '../../../shared/managed/dependencies.ts';
import { idOfRequest, checkedSpec } from '../../../shared/managed/requests.ts';
import { MANAGERS } from '../../../shared/managed/managers.ts';
import type { Json, JsonObject, Spec } from '../../../shared/managed/model.ts';

// The file is YAML of JSON's values.
const requests = parseAllDocuments(readFileSync(new URL('../../../examples/shop.yaml', import.meta.url), 'utf8')).map(
  (document) => document.toJS() as Json,
);

/** The actual states of the resources that the pipeline depends on, by their types. */
const ACTUAL: Readonly<Record<string, JsonObject>> = {
  database: { engine: 'postgresql', endpoint: 'shop-db.example', port: 5432, database_name: 'app', secret_arn: 'arn:aws:secretsmanager:x' },
  cache: { engine: 'valkey', endpoints: ['a.example:6379', 'b.example:6379'], port: 6379 },
  git_repository: { full_name: 'acme/shop-code', clone_url: 'http://127.0.0.1:7300/acme/shop-code.git' },
};

async function specs(): Promise<readonly Spec[]> {
  const known = requests.flatMap((request) => {
    const managed_id = idOfRequest(request, MANAGERS);
    const { type, name } = request as { readonly type: string; readonly name: string };
    return managed_id ? [{ managed_id, spec: { type, name, dependencies: [] } }] : [];
  });
  expect(known).toHaveLength(4);
  const deps = {
    managers: MANAGERS,
    resources: { getMany: async (ids: readonly string[]) => known.filter(({ managed_id }) => ids.includes(managed_id)) },
    isInventoried: async () => false,
    hasAccount: async () => true,
    hasCustomer: async () => false,
    ownCustomer: undefined,
    awsRegions: ['eu-west-1'],
  };
  return await Promise.all(requests.map(async (request) => await checkedSpec(request, deps)));
}

describe('examples/shop.yaml', () => {
  test('is valid', async () => {
    expect((await specs()).map(({ type, name, deletion_policy }) => [type, name, deletion_policy])).toEqual([
      ['database', 'shop-db', 'retain'],
      ['cache', 'shop-cache', expect.stringMatching(/^(?:retain|delete)$/)],
      ['git_repository', 'shop-code', 'delete'],
      ['pipeline', 'shop-delivery', 'delete'],
    ]);
  });

  test('gives the pipeline the endpoints of both', async () => {
    const all = await specs();
    const [pipeline] = all.slice(-1);
    const ready = new Map(
      (pipeline?.dependencies ?? []).map(({ name, managed_id }) => {
        const type = all.find((each) => idOfRequest(requestLike(each), MANAGERS) === managed_id)?.type ?? '';
        return [name, { manager: MANAGERS.get(type)!, actual: ACTUAL[type] ?? {} }] as const;
      }),
    );
    expect(resolveConfig(pipeline!, MANAGERS.get('pipeline')!, ready)).toMatchObject({
      config: {
        repository: 'acme/shop-code',
        environment: {
          DATABASE_ENDPOINT: 'shop-db.example',
          DATABASE_PORT: '5432',
          DATABASE_SECRET: 'arn:aws:secretsmanager:x',
          CACHE_ENDPOINTS: 'a.example:6379,b.example:6379',
          REPOSITORY_CLONE_URL: 'http://127.0.0.1:7300/acme/shop-code.git',
          DATABASE_URL: 'postgres://shop-db.example:5432/app',
        },
      },
    });
  });
});

const requestLike = ({ type, name, account_id, region }: Spec): Json => ({ type, name, account_id, region });
