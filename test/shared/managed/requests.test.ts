import { describe, expect, test } from '@jest/globals';
import { mergePatch } from '../../../shared/managed/merge-patch.ts';
import type { JsonObject } from '../../../shared/managed/model.ts';
import { checkedSpec, type RequestDeps } from '../../../shared/managed/requests.ts';
import { InvalidFields } from '../../../shared/validation/invalid-fields.ts';
import { ACCOUNT, BUCKET, depsWith, OWN, problemsOf, row, store, worker } from '../../support/managed-requests.ts';

const storeRef = { type: 'plain_store', name: 'shop-db', region: 'eu-west-1' };

describe('a request', () => {
  test('becomes a spec with its defaults, and keeps its configuration as it was given', async () => {
    expect(await checkedSpec(store, depsWith())).toEqual({
      ...store,
      tags: {},
      dependencies: [],
      metadata: {},
      deletion_policy: 'retain',
      mode: 'manage',
      paused: false,
      drift: 'report',
    });
    expect(await checkedSpec(worker, depsWith())).toMatchObject({ region: 'global', deletion_policy: 'delete' });
    expect(await checkedSpec({ ...store, account_id: '111122223333' }, depsWith())).toMatchObject({ account_id: ACCOUNT });
  });

  test('of a customer is for that customer', async () => {
    const deps = depsWith([], { ownCustomer: OWN as RequestDeps['ownCustomer'] });
    expect(await checkedSpec(store, deps)).toMatchObject({ customer_id: OWN });
    expect(await problemsOf({ ...store, customer_id: 'cus_bbbbbbbbbbbbbbbbbbbbbb' }, deps)).toEqual([
      'customer_id: there is no customer "cus_bbbbbbbbbbbbbbbbbbbbbb"; GET /customers lists them.',
    ]);
  });

  test('is told everything that is wrong with it at once', async () => {
    const body = {
      type: 'plain_store',
      name: 'Shop_DB',
      account_id: 'aws:999988887777',
      region: 'eu-wset-1',
      config: { engine: 'ok', size: 'huge', hosts: 1 },
      tags: { 'aws:name': 'x' },
      metadata: { team: '' },
      deletion_policy: 'destroy',
      dependencies: [{ name: 'DB', managed_id: 'mgd_1' }],
      drif: 'correct',
    };
    expect(await problemsOf(body)).toEqual([
      expect.stringMatching(/^tags\.aws:name: .*begins with aws: or muster:, which are reserved/),
      expect.stringMatching(/^dependencies\[0\]\.name: "DB" came: no name of a dependency/),
      'metadata.team: "" came: empty; give a text.',
      'deletion_policy: "destroy" came: not one of the values that are allowed; write retain or delete or snapshot.',
      expect.stringMatching(/^drif: unknown; allowed are type, name, .* Did you mean drift\?$/),
      'account_id: aws:999988887777 is not registered; GET /accounts lists the accounts that are.',
      'region: "eu-wset-1" came: no region of AWS; there are eu-west-1, us-east-1. Did you mean eu-west-1?',
      expect.stringMatching(/^name: "Shop_DB" came: no name of a managed resource/),
      'config.engine: "ok" came: not one of the values that are allowed; write oak or pine. Did you mean oak?',
      expect.stringMatching(/^config\.size: "huge" came/),
      expect.stringMatching(/^config\.hosts: unknown; allowed are engine, .* Did you mean host\?$/),
    ]);
  });

  test('of an unknown type is told the nearest', async () => {
    expect(await problemsOf({ ...store, type: 'plain_stroe' })).toEqual([
      'type: "plain_stroe" came: no type of managed resources; there are plain_store, plain_worker. Did you mean plain_store or plain_worker?',
    ]);
  });

  test('without anything names what is missing, and a body that is no object is refused', async () => {
    expect(await problemsOf({})).toEqual([
      'type: missing; give a text.',
      'name: missing; give a text.',
      'account_id: missing; give a text.',
      'region: missing; give the region in which the resource is made, such as eu-west-1.',
    ]);
    await expect(checkedSpec([], depsWith())).rejects.toThrow(InvalidFields);
  });

  test('is bounded in size and depth', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) as JsonObject;
    expect(await problemsOf({ ...store, config: deep })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^config: .*nested more than 12 deep/)]),
    );
    expect(await problemsOf({ ...store, config: { engine: 'x'.repeat(70_000) } })).toContainEqual(
      expect.stringMatching(/^body: more than 64 KiB/),
    );
  });

  test('keeps an account that is registered no longer only if it changes a resource there', async () => {
    const deps = depsWith([], { hasAccount: async () => false });
    const before = await checkedSpec(store, depsWith());
    expect(await problemsOf(store, deps, before)).toEqual([]);
    expect(await problemsOf(store, deps)).toHaveLength(1);
  });

  test.each([
    [
      { ...store, account_id: 'azure:11111111-2222-3333-4444-555555555555' },
      /^account_id: azure:.* is no account of AWS, where a plain_store is made/,
    ],
    [{ ...worker, region: 'eu-west-1' }, /^region: "eu-west-1" came: a plain_worker is in no region; leave it out, or write global\./],
    [{ ...worker, deletion_policy: 'snapshot' }, /^deletion_policy: "snapshot" came: a plain_worker knows retain, delete\.$/],
    [{ ...store, account_id: 'nowhere' }, /^account_id: "nowhere" is not an account id/],
  ])('%# is refused', async (body, message) => {
    expect(await problemsOf(body)).toEqual([expect.stringMatching(message)]);
  });
});

describe('a secret', () => {
  test.each([
    ['by the name of its field', { command: 'run', environment: { DB_PASSWORD: 'hunter2-hunter2' } }],
    ['by its form', { command: 'run', environment: { KEY: 'AKIAIOSFODNN7EXAMPLE' } }],
    ['in a list', { command: 'run', environment: { A: ['AKIAIOSFODNN7EXAMPLE'] } }],
  ])('is refused %s, and not repeated', async (_how, config) => {
    const problems = await problemsOf({ ...worker, config });
    expect(problems).toContainEqual(expect.stringContaining('write where the secret is and not the secret itself'));
    expect(problems.join(' ')).not.toMatch(/hunter2|AKIAIOSFODNN7/);
  });

  test('may be referred to, also through a dependency', async () => {
    const environment = { DB_PASSWORD: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-a1B2c3', API_KEY: '${deps.db.endpoint}' };
    const body = { ...worker, config: { command: 'run', environment }, dependencies: [{ name: 'db', resource: storeRef }] };
    expect(await problemsOf(body, depsWith([row({ ...storeRef })]))).toEqual([]);
  });
});

describe('dependencies', () => {
  const asking = (...dependencies: readonly JsonObject[]) => ({ ...worker, dependencies });

  test('are found by name, by id, and in the inventory', async () => {
    const db = row(storeRef);
    const { dependencies } = await checkedSpec(
      asking(
        { name: 'db', resource: storeRef },
        { name: 'same', relation: 'extends', managed_id: db.managed_id },
        { name: 'logs', relation: 'uses', resource_uid: `${ACCOUNT}@AWS::S3::Bucket@eu-west-1@logs` },
      ),
      depsWith([db]),
    );
    expect(dependencies).toEqual([
      { name: 'db', relation: 'requires', managed_id: db.managed_id },
      { name: 'same', relation: 'extends', managed_id: db.managed_id },
      { name: 'logs', relation: 'uses', resource_uid: BUCKET },
    ]);
  });

  test('take account and region of the dependent, and no region where the type has none', async () => {
    const body = { ...store, dependencies: [{ name: 'w', resource: { type: 'plain_worker', name: 'build' } }] };
    const build = row({ type: 'plain_worker', name: 'build', region: 'global' });
    expect((await checkedSpec(body, depsWith([build]))).dependencies).toEqual([
      { name: 'w', relation: 'requires', managed_id: build.managed_id },
    ]);
  });

  test.each([
    [
      [{ name: 'db', resource: storeRef }],
      /^dependencies\[0\]: there is no managed resource "plain_store shop-db in aws:111122223333, eu-west-1"/,
    ],
    [[{ name: 'db', managed_id: 'mgd_1' }], /^dependencies\[0\]\.managed_id: "mgd_1" is no id/],
    [[{ name: 'w', resource: { type: 'plain_worker', name: 'build' } }], /^dependencies\[0\]: the resource depends on itself/],
    [[{ name: 'db', resource: { type: 'plain_store', name: 'shop-db' } }], /^dependencies\[0\]\.resource\.region: missing/],
    [[{ name: 'db', resource: { type: 'store', name: 'shop-db' } }], /^dependencies\[0\]\.resource\.type: "store" is no type/],
    [[{ name: 'b', relation: 'requires', resource_uid: BUCKET }], /^dependencies\[0\]\.relation: .* can only be used/],
    [[{ name: 'b', relation: 'uses', resource_uid: 'logs' }], /^dependencies\[0\]\.resource_uid: not the id of a resource/],
    [[{ name: 'b', relation: 'uses', resource_uid: `${BUCKET}2` }], /^dependencies\[0\]: no resource .* is in use/],
    [[{ name: 'b' }], /^dependencies\[0\]: .*names not exactly one resource/],
  ])('%j are refused', async (dependencies, message) => {
    expect(await problemsOf(asking(...dependencies))).toEqual([expect.stringMatching(message)]);
  });

  test('of one name are refused, and so are those that are being deleted', async () => {
    const db = row(storeRef, { deletion_requested_at: '2026-01-01T00:00:00.000Z' });
    const twice = asking({ name: 'db', managed_id: db.managed_id }, { name: 'db', managed_id: db.managed_id });
    expect(await problemsOf(twice, depsWith([db]))).toEqual([
      'dependencies[1].name: "db" is the name of dependencies[0] too; give each a name of its own.',
      expect.stringMatching(/^dependencies\[0\]: the managed resource .* is being deleted/),
      expect.stringMatching(/^dependencies\[1\]: the managed resource .* is being deleted/),
    ]);
  });

  test('in a circle are refused with the path', async () => {
    const build = row({ type: 'plain_worker', name: 'build', region: 'global' });
    const middle = row({
      type: 'plain_store',
      name: 'middle',
      region: 'eu-west-1',
      dependencies: [{ name: 'x', relation: 'uses', managed_id: build.managed_id }],
    });
    const db = row({ ...storeRef, dependencies: [{ name: 'y', relation: 'uses', managed_id: middle.managed_id }] });
    expect(await problemsOf(asking({ name: 'db', managed_id: db.managed_id }), depsWith([build, middle, db]))).toEqual([
      'dependencies: they make a circle, in which nothing could ever be ready: plain_worker build → plain_store shop-db → plain_store middle → plain_worker build.',
    ]);
  });

  test('whose outputs clash with the user’s own keys are refused', async () => {
    const body = { ...asking({ name: 'db', resource: storeRef }), config: { command: 'run', environment: { STORE_PORT: '1' } } };
    expect(await problemsOf(body, depsWith([row(storeRef)]))).toEqual([
      expect.stringMatching(/^config\.environment\.STORE_PORT: is set, and the dependency db/),
    ]);
  });
});

/** The examples of RFC 7396, appendix A. */
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('the merge patch %# gives what the RFC says', (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});
