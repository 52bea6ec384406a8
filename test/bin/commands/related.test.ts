import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readableUid } from '../../../shared/readable-ids.ts';
import { account, accountRow, putResources, resourceRow } from '../../support/api-fixture.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  line.reset();
  for (const digits of ['1', '2']) await line.fixture.store.put('accounts', accountRow({ account_id: account(digits) }));
  await putResources(line.fixture.store, [logs, site, network]);
});

const BUCKET = 'AWS::S3::Bucket';
const uses = (id: string, relation = 'logs_to') => ({ relation, type: BUCKET, id });
const logs = resourceRow({ type: BUCKET, resource_id: 'logs' }, { native_id: 'arn:aws:s3:::logs', name: 'logs' });
const site = resourceRow(
  { type: BUCKET, resource_id: 'site', account_id: account('2') },
  {
    name: 'si\u001b[31mte',
    relationships: [uses('logs'), uses('gone', 'replicates_to')],
    unread: { Policy: { error_code: 'AccessDenied' }, LoggingEnabled: { error_code: 'AccessDenied' } },
  },
);
const network = resourceRow({ resource_id: 'vpc-1' }, { name: 'main', relationships: [uses('logs')] });
const id = (row: { readonly resource_uid: string }) => readableUid(row.resource_uid);
const muster = async (...args: readonly string[]) => line.muster(['resources', ...args]);

describe('muster resources show', () => {
  it('prints what the resource uses, what is not in the inventory, and what uses it', async () => {
    const { lines, err } = await muster('show', id(site), '--json');
    expect(lines[0]).toMatchObject({
      id: id(site),
      uses: [
        { relation: 'logs_to', target_type: BUCKET, target_id: 'logs', resource: id(logs) },
        { relation: 'replicates_to', target_type: BUCKET, target_id: 'gone', resource: null },
      ],
      used_by: [],
    });
    expect(err).toContain(`1 resource may have further relationships, because fields could not be read: ${id(site)} (LoggingEnabled)`);

    const { lines: reverse } = await muster('show', 'arn:aws:s3:::logs', '--json');
    const users = (reverse[0] as { used_by: { resource: string }[] }).used_by.map(({ resource }) => resource);
    expect(users.toSorted()).toEqual([id(network), id(site)].toSorted());
  });

  it('finds a resource by its name in the index, or, if only a tag or the past knows the name, among all', async () => {
    const row = accountRow({ resource_counts: { [BUCKET]: 1, 'AWS::EC2::VPC': 1 } });
    await line.fixture.store.put('accounts', row);
    const old = resourceRow({ resource_id: 'vpc-old' }, { name: 'gone', is_last: 0, deleted_at: '2026-11-20T00:00:00.000Z' });
    const tagged = resourceRow({ resource_id: 'vpc-9' }, { name: 'shop', tags: { Name: 'shop' } });
    const called = resourceRow({ type: BUCKET, resource_id: 'shop' });
    await putResources(line.fixture.store, [old, tagged]);

    expect((await muster('show', 'main', '--json')).lines[0]).toMatchObject({ id: id(network) });
    expect((await muster('show', 'gone', '--json')).lines[0]).toMatchObject({ id: id(old) });
    expect((await muster('show', 'shop', '--json')).lines[0]).toMatchObject({ id: id(tagged) });
    await putResources(line.fixture.store, [called]);
    expect((await muster('show', 'shop', '--json')).lines[0]).toMatchObject({ id: id(called) });
  });

  it('shows a deleted resource without them', async () => {
    await putResources(line.fixture.store, [resourceRow({ resource_id: 'old' }, { is_last: 0, deleted_at: '2026-11-20T00:00:00.000Z' })]);
    const { code, lines } = await muster('show', id(resourceRow({ resource_id: 'old' })), '--json');

    expect(code).toBe(0);
    expect(lines[0]).not.toHaveProperty('uses');
  });
});

describe('muster resources related', () => {
  it('lists relationships by the names of both ends, without control characters', async () => {
    const { code, out } = await muster('related', id(site), '--depth', '2', '--wide');

    expect(code).toBe(0);
    expect(out).toMatch(/^si\[31mte +logs_to +logs +yes/m);
    expect(out).toMatch(/^si\[31mte +replicates_to +gone +not in the inventory/m);
    expect(out).toMatch(/^main +logs_to +logs +yes/m);
  });

  it('calls a resource that --kind leaves out by its own id', async () => {
    const { out } = await muster('related', id(logs), '--kind', 'network', '--wide');

    expect(out.split('\n')[1]?.split(/ {2,}/).slice(0, 3)).toEqual(['main', 'logs_to', 'logs']);
  });

  it('says on stderr that the answer is cut off', async () => {
    const { lines, err } = await muster('related', id(site), '--limit', '1', '--json');

    expect(lines).toHaveLength(1);
    expect(err).toContain('These are the nearest relationships, and there are more');
  });

  it.each([
    [['--depth', '9'], 'Write a whole number from 1 to 5.'],
    [['--kind', 'buckets'], 'bucket'],
    [['--relation', 'log_to'], 'allowed are assesses, attached_to'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await muster('related', id(site), ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('muster resources path', () => {
  it('prints each resource of the path and the relationship that leads to it', async () => {
    const { code, out } = await muster('path', id(site), id(network), '--wide');

    expect(code).toBe(0);
    expect(
      out
        .split('\n')
        .slice(1, 4)
        .map((each) => each.trim().split(/ {2,}/).slice(0, 3)),
    ).toEqual([
      ['si[31mte', BUCKET, account('2')],
      ['→ logs_to', 'logs', BUCKET],
      ['← logs_to', 'main', 'AWS::EC2::VPC'],
    ]);
    expect((await muster('path', id(site), id(network), '--json')).lines[0]).toMatchObject({ found: true, cut: null });
  });

  it('says that there is none', async () => {
    const other = resourceRow({ resource_id: 'vpc-other' });
    await putResources(line.fixture.store, [other, resourceRow({ resource_id: 'vpc-alone' })]);
    const { code, out } = await muster('path', id(other), id(resourceRow({ resource_id: 'vpc-alone' })));

    expect([code, out]).toEqual([0, 'No path connects them.\n']);
  });

  it('does not say that there is none where a field that could not be read may hide it', async () => {
    await putResources(line.fixture.store, [resourceRow({ resource_id: 'vpc-alone' })]);
    const { code, out, err } = await muster('path', id(site), id(resourceRow({ resource_id: 'vpc-alone' })));

    expect([code, out]).toEqual([0, 'No path was found, but there may be one.\n']);
    expect(err).toContain(`1 resource may have further relationships, because fields could not be read: ${id(site)} (LoggingEnabled)`);
  });
});
