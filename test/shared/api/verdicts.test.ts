import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../../support/memory-store.ts';
import { account, accountRow, apiFixture, putCoverage, putResources, resourceRow, TIME } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';

const POLICY = 'aws.s3.bucket-versioning-enabled';
const BUCKET = 'AWS::S3::Bucket';

interface Item {
  readonly resource_id: string;
  readonly verdict: string;
}

const bucket = (
  resource_id: string,
  status: string | null,
  changes: Partial<Parameters<typeof resourceRow>[1]> = {},
  segment = 'eu-west-1',
) =>
  resourceRow(
    { type: BUCKET, resource_id, segment },
    { config: status === null ? {} : { VersioningConfiguration: { Status: status } }, ...changes },
  );

async function world() {
  const store = new MemoryStore();
  const fixture = apiFixture(store);
  await store.put('accounts', accountRow());
  const failing = bucket('b-fails', 'Suspended');
  const unread = bucket('c-unread', null, {
    unread: { VersioningConfiguration: { permission: 's3:GetBucketVersioning', error_code: 'AccessDenied' } },
  });
  await putResources(store, [
    bucket('a-passes', 'Enabled'),
    failing,
    unread,
    bucket('d-gone', 'Suspended', { is_last: 0 }),
    bucket('e-passes', 'Enabled', {}, 'us-east-1'),
  ]);
  await store.put('findings', findingRow(failing, { status: 'suppressed' }));
  const ask = async (query: string, policy = POLICY) => {
    const response = await fixture.app.request(`/policies/${policy}/verdicts${query}`);
    return {
      status: response.status,
      body: (await response.json()) as { readonly items: readonly Item[]; readonly next_cursor?: string; readonly not_whole?: string },
    };
  };
  return { ...fixture, ask };
}

const MINE = `?account_id=${account('1')}`;

describe('GET /policies/{policy_id}/verdicts', () => {
  it('judges each resource in use, and tells of an unread one what was missing', async () => {
    const { ask } = await world();

    const { body } = await ask(MINE);

    expect(body.items.map(({ resource_id, verdict }) => [resource_id, verdict])).toEqual([
      ['a-passes', 'pass'],
      ['b-fails', 'fail'],
      ['c-unread', 'unknown'],
      ['e-passes', 'pass'],
    ]);
    expect(body.items[2]).toMatchObject({ permission: 's3:GetBucketVersioning', reason: expect.any(String), observed_at: TIME });
    expect(body).not.toHaveProperty('not_whole');
  });

  it('names the finding of a resource that fails, and none of another', async () => {
    const { ask } = await world();

    const { items } = (await ask(MINE)).body;

    expect(items[1]).toMatchObject({
      finding: { status: 'suppressed', finding_id: `${POLICY}#${account('1')}|${BUCKET}|eu-west-1|b-fails` },
    });
    expect(items[0]).not.toHaveProperty('finding');
  });

  it.each([
    ['pass', ['a-passes', 'e-passes']],
    ['unknown', ['c-unread']],
    ['fail,unknown', ['b-fails', 'c-unread']],
    ['not_applicable', []],
  ])('has those with the verdict %s', async (verdict, expected) => {
    const { ask } = await world();

    const { items } = (await ask(`${MINE}&verdict=${verdict}`)).body;

    expect(items.map(({ resource_id }) => resource_id)).toEqual(expected);
  });

  it.each([1, 2, 3])('has each resource once on pages of %s', async (limit) => {
    const { ask } = await world();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await ask(`${MINE}&verdict=pass,unknown&limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      found.push(...body.items.map(({ resource_id }) => resource_id));
      cursor = body.next_cursor;
    } while (cursor !== undefined);

    expect(found).toEqual(['a-passes', 'c-unread', 'e-passes']);
  });

  it('says that the inventory has not seen everything', async () => {
    const { ask, store } = await world();
    await putCoverage(store, account('1'), 'us-east-1', { [BUCKET]: { outcome: 'denied', at: TIME, populated: true } });

    expect((await ask(MINE)).body.not_whole).toContain('its newest run ended denied');
  });

  it('says that nothing was read of an account without coverage', async () => {
    const { ask, store } = await world();
    await store.put('accounts', accountRow({ account_id: account('2') }));

    expect((await ask(`?account_id=${account('2')}`)).body).toEqual({
      items: [],
      not_whole: `The inventory has not read ${BUCKET} in this account.`,
    });
  });

  it('refuses to look up more other resources than one request reads', async () => {
    const { ask, store } = await world();
    const policy = 'aws.ec2.vpc-flow-logs-on';
    await putCoverage(store, account('1'), 'eu-west-1', {
      'AWS::EC2::FlowLog': { outcome: 'complete', at: TIME, complete_at: TIME, count: 20_001, populated: true },
    });

    expect(await ask(MINE, policy)).toMatchObject({ status: 400, body: { field: 'policy_id', detail: expect.stringContaining('20,001') } });
  });

  it.each([
    ['', POLICY, 400, 'account_id'],
    [`?account_id=${account('9')}`, POLICY, 400, 'account_id'],
    [`${MINE}&verdict=good`, POLICY, 400, 'verdict'],
    [MINE, 'azure.storage.account-https-only', 400, 'account_id'],
  ])('refuses %s of %s with %s', async (query, policy, status, field) => {
    const { ask } = await world();

    expect(await ask(query, policy)).toMatchObject({ status, body: { field } });
  });

  it('knows no policy that there is not', async () => {
    const { ask } = await world();

    expect((await ask(MINE, 'aws.s3.nothing')).status).toBe(404);
  });
});
