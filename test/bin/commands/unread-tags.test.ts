/** Lists by tag say how many items they leave out because the tags of their resources could not be read. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import { accountRow, putResources, resourceRow } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
const rows = [
  resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'tagged' }, { tags: { env: 'prod' } }),
  resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'plain' }),
  resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'hidden-1' }, { tags: null }),
  resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'hidden-2' }, { tags: null }),
];
beforeAll(async () => {
  await line.open();
  line.reset();
  const { store } = line.fixture;
  await store.put('accounts', accountRow());
  await putResources(store, rows);
  await store.putMany('changes', rows.map(changeRowOf));
  await store.putMany(
    'findings',
    rows.map(({ resource_id }) => findingRow({ resource_id })),
  );
});
afterAll(async () => line.close());

const note = (count: string): string =>
  `${count} left out, because the tags could not be read: "muster coverage list" tells what inventories may not read.\n`;

describe.each([
  [['resources', 'list'], 'resources'],
  [['findings', 'list'], 'findings'],
  [['findings', 'new', '--since', '2026-11-20'], 'findings'],
  [['changes', 'list', '--since', '2026-11-20', '--until', '2026-11-23'], 'changes'],
  [['findings', 'export', '--format', 'csv'], 'findings'],
])('muster %j --tag', (command, what) => {
  it('says below the answer what is left out', async () => {
    const { code, out, err } = await line.muster([...command, '--tag', 'env=prod']);

    expect(code).toBe(0);
    expect(out).toContain('tagged');
    expect(out).not.toMatch(/hidden|plain/);
    expect(err).toContain(note(`2 ${what}`));
    expect((await line.muster([...command, '--tag', 'other'])).err).toContain(note(`2 ${what}`));
  });

  it('says nothing without the option', async () => {
    expect((await line.muster([...command])).err).not.toContain('left out');
  });
});

it('the lines of --json stay items only', async () => {
  const { lines, err } = await line.muster(['resources', 'list', '--tag', 'env', '--json']);

  expect(lines).toMatchObject([{ resource_id: 'tagged' }]);
  expect(err).toBe(note('2 resources'));
});
