import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ResourceUid } from '../../../shared/ids.ts';
import type { Spec } from '../../../shared/managed/model.ts';
import { readableUid } from '../../../shared/readable-ids.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { managedRow } from '../../support/managed-rows.ts';
import { type Answer, send } from '../../support/conforming-api.ts';

const VPC = 'AWS::EC2::VPC';
const BUCKET = 'AWS::S3::Bucket';
const uses = (type: string, id: string, relation = 'uses') => ({ relation, type, id });

let fixture: ReturnType<typeof apiFixture>;
beforeEach(() => {
  fixture = apiFixture();
});

const logs = resourceRow({ type: BUCKET, resource_id: 'logs' }, { native_id: 'arn:aws:s3:::logs', name: 'logs' });
const site = resourceRow(
  { type: BUCKET, resource_id: 'site', account_id: account('2') },
  { relationships: [uses(BUCKET, 'logs', 'logs_to'), uses('AWS::KMS::Key', 'gone', 'encrypted_by')] },
);
const network = resourceRow({ type: VPC, resource_id: 'vpc-1' }, { relationships: [uses(BUCKET, 'logs', 'logs_to')] });
const id = (row: { readonly resource_uid: string }) => readableUid(row.resource_uid);
const get = async (path: string): Promise<Answer> => send(fixture.app, path);
const related = async (row: { readonly resource_uid: string }, query = ''): Promise<Answer> =>
  get(`/resources/${encodeURIComponent(row.resource_uid)}/related${query}`);

describe('managed resources', () => {
  const managed = (name: string, uid: ResourceUid | undefined, dependencies: Spec['dependencies'] = []) =>
    managedRow({ spec: { name, dependencies }, ...(uid !== undefined && { resource_uid: uid }) });
  const db = managed('db', logs.resource_uid);
  const hidden = managed('hidden', undefined);
  const dependencies = [
    { name: 'db', relation: 'requires', managed_id: db.managed_id },
    { name: 'hidden', relation: 'extends', managed_id: hidden.managed_id },
    { name: 'net', relation: 'uses', resource_uid: network.resource_uid },
  ] as const;
  const build = managed('build', site.resource_uid, dependencies);

  beforeEach(async () => {
    await putResources(fixture.store, [logs, { ...site, relationships: [] }, { ...network, relationships: [] }]);
    for (const row of [db, hidden, build]) await fixture.store.put('managed_resources', row);
    for (const { managed_id } of [db, hidden])
      await fixture.store.put('managed_dependents', { managed_id, dependent_id: build.managed_id });
  });

  it('are related as they depend on each other, in both directions and over several steps', async () => {
    const edge = { source: id(site), relation: 'requires', target_type: BUCKET, target_id: 'logs', target: id(logs) };
    const used = { source: id(site), relation: 'uses', target_type: VPC, target_id: 'vpc-1', target: id(network) };
    expect((await related(site)).body.relationships).toEqual([edge, used]);
    expect((await related(logs)).body.relationships).toEqual([edge]);
    expect((await related(logs, '?depth=2&relation=requires,uses')).body.relationships).toEqual([edge, used]);
    expect((await related(logs, '?relation=extends')).body.relationships).toEqual([]);
    expect((await get(`/path?from=${encodeURIComponent(id(logs))}&to=${encodeURIComponent(id(site))}`)).body).toMatchObject({
      found: true,
    });
  });

  it('are not asked for where nothing is managed', async () => {
    fixture.management.isOn = false;
    expect((await related(site)).body.relationships).toEqual([]);
  });
});

describe('GET /resources/{uid}/related', () => {
  beforeEach(async () => putResources(fixture.store, [logs, site, network]));

  it('shows what a resource uses and what uses it, in other accounts too, and what leads nowhere', async () => {
    const { body } = await related(site);

    expect(body.resources).toMatchObject([
      { id: id(site), distance: 0, kind: 'bucket', account_id: account('2') },
      { id: id(logs), distance: 1, name: 'logs', account_id: account('1') },
    ]);
    expect(body.relationships).toEqual([
      { source: id(site), relation: 'logs_to', target_type: BUCKET, target_id: 'logs', target: id(logs) },
      { source: id(site), relation: 'encrypted_by', target_type: 'AWS::KMS::Key', target_id: 'gone', target: null },
    ]);
    expect([body.cut, body.unread]).toEqual([null, []]);

    const reverse = await related(logs);
    expect(reverse.body.relationships.map(({ source }: { source: string }) => source).toSorted()).toEqual(
      [id(network), id(site)].toSorted(),
    );
  });

  it('goes as deep as asked, over relations and to kinds', async () => {
    expect((await related(site, '?depth=2')).body.resources.map((each: { id: string }) => each.id)).toEqual([
      id(site),
      id(logs),
      id(network),
    ]);
    expect((await related(site, '?depth=2&relation=encrypted_by')).body.resources).toHaveLength(1);
    const { body } = await related(site, '?depth=2&kind=network');
    expect(body.resources.map((each: { id: string }) => each.id)).toEqual([id(site), id(network)]);
    expect(body.relationships).toEqual([
      { source: id(network), relation: 'logs_to', target_type: BUCKET, target_id: 'logs', target: id(logs) },
    ]);
  });

  it('says that it is cut off, and what to do', async () => {
    const { body } = await related(site, '?limit=1');

    expect(body.relationships).toHaveLength(1);
    expect(body.cut).toMatch(/there are more: give a higher limit \(at most 1000\), a lower depth or a relation/);
  });

  it('names the fields that could not be read and may hide relationships', async () => {
    const hiding = resourceRow(
      { type: BUCKET, resource_id: 'hiding' },
      { unread: { LoggingEnabled: { error_code: 'AccessDenied' }, Acl: { error_code: 'AccessDenied' } } },
    );
    await putResources(fixture.store, [hiding]);

    expect((await related(hiding)).body.unread).toEqual([{ id: id(hiding), fields: ['LoggingEnabled'] }]);
  });

  it.each([
    ['?depth=0', 'Write a whole number from 1 to 5.'],
    ['?depth=6', 'Write a whole number from 1 to 5.'],
    ['?limit=1001', 'Write a whole number from 1 to 1000.'],
    ['?kind=buckets', 'Did you mean bucket?'],
    ['?relation=encrypts', 'allowed are assesses, attached_to,'],
  ])('refuses %s', async (query, detail) => {
    const { status, body } = await related(site, query);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(detail)]);
  });

  it('knows no deleted resource', async () => {
    await putResources(fixture.store, [
      resourceRow({ type: BUCKET, resource_id: 'old' }, { is_last: 0, deleted_at: '2026-11-20T00:00:00.000Z' }),
    ]);

    const { status, body } = await related(resourceRow({ type: BUCKET, resource_id: 'old' }));
    expect([status, body.detail]).toEqual([
      404,
      `No resource ${id(resourceRow({ type: BUCKET, resource_id: 'old' }))} is in use; GET /resources lists those that are.`,
    ]);
  });

  it('answers within its limits for a resource that 10,000 others use', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      resourceRow(
        { type: VPC, resource_id: `vpc-${n}`, segment: 'us-east-1' },
        { relationships: [uses(BUCKET, 'logs', 'logs_to')], name: 'x'.repeat(200) },
      ),
    );
    await putResources(fixture.store, many);

    const { body } = await related(logs, '?depth=5&limit=1000');
    expect(body.relationships).toHaveLength(1000);
    expect(body.cut).not.toBeNull();
    expect(JSON.stringify(body).length).toBeLessThan(6_000_000);
  }, 60_000);
});

describe('GET /path', () => {
  beforeEach(async () => putResources(fixture.store, [logs, site, network, resourceRow({ resource_id: 'vpc-alone' })]));
  const path = async (from: { readonly resource_uid: string }, to: { readonly resource_uid: string }): Promise<Answer> =>
    get(`/path?from=${encodeURIComponent(id(from))}&to=${encodeURIComponent(to.resource_uid)}`);

  it('is the shortest, with the kind and the direction of each relationship', async () => {
    const { body } = await path(site, network);

    expect(body).toMatchObject({
      found: true,
      from: { id: id(site) },
      steps: [
        { relation: 'logs_to', direction: 'uses', resource: { id: id(logs) } },
        { relation: 'logs_to', direction: 'used_by', resource: { id: id(network) } },
      ],
      cut: null,
    });
  });

  it('names the fields, in what the search came to, that could not be read and may hide the path', async () => {
    const unread = { LoggingEnabled: { error_code: 'AccessDenied' }, Acl: { error_code: 'AccessDenied' } };
    const hiding = resourceRow({ type: BUCKET, resource_id: 'hiding' }, { relationships: [uses(BUCKET, 'logs', 'logs_to')], unread });
    const alone = resourceRow({ resource_id: 'vpc-alone' });
    await putResources(fixture.store, [hiding]);

    expect((await path(logs, alone)).body.unread).toEqual([{ id: id(hiding), fields: ['LoggingEnabled'] }]);
    for (const [from, to] of [
      [hiding, alone],
      [alone, hiding],
    ] as const) {
      expect((await path(from, to)).body).toMatchObject({
        found: false,
        cut: null,
        unread: [{ id: id(hiding), fields: ['LoggingEnabled'] }],
      });
    }
  });

  it('is not found if there is none', async () => {
    expect((await path(site, resourceRow({ resource_id: 'vpc-alone' }))).body).toMatchObject({ found: false, steps: [], cut: null });
  });

  it('refuses what is no resource', async () => {
    const { status, body } = await get(`/path?from=${encodeURIComponent(id(site))}&to=x`);
    expect([status, body.detail]).toEqual([400, expect.stringContaining('to: not the id of a resource')]);
    expect((await path(site, resourceRow({ resource_id: 'vpc-none' }))).status).toBe(404);
  });
});

describe('GET /named-resources', () => {
  const USER = 'AWS::IAM::User';
  const named = async (name: string, query = ''): Promise<Answer> => get(`/named-resources?name=${encodeURIComponent(name)}${query}`);
  const idsOf = ({ body }: Answer) => body.resources.map((each: { id: string }) => each.id);
  const twin = resourceRow({ type: VPC, resource_id: 'vpc-2', segment: 'us-east-1', account_id: account('2') }, { name: 'logs' });
  const tagged = resourceRow({ type: VPC, resource_id: 'vpc-3' }, { name: 'logs', tags: { Name: 'logs' } });
  const old = resourceRow({ type: BUCKET, resource_id: 'old' }, { is_last: 0, deleted_at: '2026-11-20T00:00:00.000Z' });

  beforeEach(async () => {
    for (const [digits, resource_counts] of [
      ['1', { [BUCKET]: 1, [VPC]: 2 }],
      ['2', { [BUCKET]: 1, [VPC]: 1, [USER]: 0 }],
    ] as const)
      await fixture.store.put('accounts', accountRow({ account_id: account(digits), resource_counts }));
    await putResources(fixture.store, [logs, site, network, twin, tagged, old]);
  });

  it('finds a resource by its ARN, its id and its own name', async () => {
    expect(idsOf(await named('arn:aws:s3:::logs'))).toEqual([id(logs)]);
    expect(idsOf(await named('site'))).toEqual([id(site)]);
    expect(idsOf(await named('logs'))).toEqual([id(logs), id(twin)]);
    expect((await named('logs')).body.whole).toBe(true);
  });

  it.each([
    [`&type=${VPC}`, [twin]],
    [`&account_id=${account('1')}`, [logs]],
    [`&account_id=${account('1')}&account_id=${account('2')}`, [logs, twin]],
    ['&region=us-east-1', [twin]],
    [`&type=${USER}`, []],
  ])('narrows by %s', async (query, rows) => {
    expect(idsOf(await named('logs', query))).toEqual(rows.map(id));
  });

  it('finds neither deleted resources nor those that a tag alone calls so', async () => {
    expect(idsOf(await named('old'))).toEqual([]);
    expect(idsOf(await named('logs', `&type=${VPC}&account_id=${account('1')}`))).toEqual([]);
  });

  it('finds no resource that has meanwhile another name, although its old link is still there', async () => {
    await fixture.store.put('resources', { ...twin, name: 'renamed' });
    expect(idsOf(await named('logs'))).toEqual([id(logs)]);
  });

  it('asks for the types alone of which something is stored', async () => {
    const asked: string[] = [];
    const query = fixture.store.query.bind(fixture.store);
    fixture.store.query = async (...args) => {
      asked.push(args[0]);
      return await query(...args);
    };
    expect(idsOf(await named('site'))).toEqual([id(site)]);
    expect(asked).toEqual(['links', 'links']);
  });

  it('says when more have the name than it looks at', async () => {
    await putResources(
      fixture.store,
      Array.from({ length: 101 }, (_, n) => resourceRow({ type: VPC, resource_id: `vpc-x${n}` }, { name: 'same' })),
    );
    expect((await named('same')).body.whole).toBe(false);
  });

  it('refuses an unknown region', async () => {
    const { status, body } = await named('logs', '&region=eu-west-9');
    expect([status, body.detail]).toEqual([400, expect.stringContaining('region: "eu-west-9" is not a region.')]);
  });
});
