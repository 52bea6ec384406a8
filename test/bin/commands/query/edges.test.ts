/** The view `edges`: it leads where the API leads, over every form of a name. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAccountId } from '../../../../shared/ids.ts';
import type { ResourceRecord } from '../../../../shared/exports/records.ts';
import { Graph } from '../../../../shared/graph/graph.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { type Row, store } from '../../../shared/graph/support.ts';
import { Place } from './support.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.remove());

const ACCOUNTS = [parseAccountId('111111111111'), parseAccountId('222222222222')] as const;
const REGIONS = ['eu-west-1', 'us-east-1', 'global'] as const;
const TYPES = [
  'AWS::EC2::VPC',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'Microsoft.Compute/disks',
] as const;
const NAMES = [
  'main',
  'main\n',
  "o'clock",
  'vpc-0aaa1111',
  'arn:aws:kms:eu-west-1:111111111111:key/k',
  'arn:aws:kms:eu-west-1:222222222222:key/k',
  'arn:aws:iam::aws:policy/P',
  '/subscriptions/x/y',
  '/Providers/x/y',
  '/aws/lambda/f',
  'ocid1.x',
  '2d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f',
] as const;

const name = fc.constantFrom(...NAMES);
const record = fc.record({
  account_id: fc.constantFrom(...ACCOUNTS),
  segment: fc.constantFrom(...REGIONS),
  type: fc.constantFrom(...TYPES),
  resource_id: name,
  native_id: fc.option(name),
  name: fc.option(name),
  tags: fc.oneof(
    fc.constant(null),
    fc.constant({}),
    name.map((text) => ({ Name: text })),
  ),
  relationships: fc.array(fc.record({ relation: fc.constantFrom('uses', 'known_as'), type: fc.constantFrom(...TYPES), id: name }), {
    maxLength: 4,
  }),
});

const rowOf = ({
  resource_uid,
  account_id,
  type,
  segment,
  region,
  resource_id,
  native_id,
  name: own,
  tags,
  relationships,
}: ResourceRecord): Row => ({
  slice_id: `${account_id}#${type}#${segment}`,
  resource_uid,
  account_id,
  type,
  region,
  resource_id,
  native_id,
  name: own,
  tags,
  relationships,
  version: 1,
  is_last: 1,
});

const lineOf = (source: unknown, relation: unknown, type: unknown, id: unknown, target: unknown): string =>
  JSON.stringify([source, relation, type, id, target]);

async function byGraph(records: readonly ResourceRecord[]): Promise<readonly string[]> {
  const memory = new MemoryStore();
  const rows = records.map(rowOf);
  await store(memory, ...rows);
  const graph = new Graph<Row>(
    memory,
    (item) => item as unknown as Row,
    { now: () => 0, sleep: async () => undefined },
    { rows: 1_000_000, until: Infinity },
  );
  const lines: string[] = [];
  for (const row of rows)
    for await (const page of graph.uses(row))
      for (const edge of page)
        lines.push(lineOf(edge.source.resource_uid, edge.relation, edge.target_type, edge.target_id, edge.target?.resource_uid ?? null));
  return lines.toSorted();
}

async function bySql(records: readonly ResourceRecord[]): Promise<readonly string[]> {
  await writtenExport(place.path('export'), { resources: records });
  const rows = await place.rows('SELECT source_uid, relation, target_type, target_id, target_uid, resolved FROM edges');
  for (const { target_uid, resolved } of rows) expect(resolved).toBe(target_uid !== null);
  return rows.map((row) => lineOf(row['source_uid'], row['relation'], row['target_type'], row['target_id'], row['target_uid'])).toSorted();
}

describe('the view edges', () => {
  it('leads where the graph of the API leads, whatever resources are called', async () => {
    const estates = fc.uniqueArray(record, {
      minLength: 1,
      maxLength: 25,
      selector: ({ account_id, type, segment, resource_id }) => `${account_id}|${type}|${segment}|${resource_id}`,
    });
    let resolved = 0;
    await fc.assert(
      fc.asyncProperty(estates, async (given) => {
        place.remove();
        place = new Place();
        const records = given.map(resourceRecord);
        const expected = await byGraph(records);
        resolved += expected.filter((line) => !line.endsWith(',null]')).length;
        expect(await bySql(records)).toEqual(expected);
      }),
      { numRuns: 25, seed: 20261129 },
    );
    expect(resolved).toBeGreaterThan(30);
  }, 240_000);

  it('leads to the log group of the same account and region, though others have its name', async () => {
    const groupName = '/aws/lambda/f';
    const [group, lambda] = ['AWS::Logs::LogGroup', 'AWS::Lambda::Function'];
    const source = (account: 0 | 1, segment: string) =>
      resourceRecord({
        account_id: ACCOUNTS[account],
        segment,
        type: lambda,
        resource_id: 'f',
        relationships: [{ relation: 'logs_to', type: group, id: groupName }],
      });
    const groups = [
      resourceRecord({ account_id: ACCOUNTS[0], segment: 'eu-west-1', type: group, resource_id: groupName }),
      resourceRecord({ account_id: ACCOUNTS[0], segment: 'us-east-1', type: group, resource_id: groupName }),
    ];
    const [own, foreign] = [source(0, 'eu-west-1'), source(1, 'eu-west-1')];
    await writtenExport(place.path('export'), { resources: [own, foreign, ...groups] });

    expect(await place.rows('SELECT source_uid, target_uid FROM edges ORDER BY source_uid')).toEqual([
      { source_uid: own.resource_uid, target_uid: groups[0]!.resource_uid },
      { source_uid: foreign.resource_uid, target_uid: null },
    ]);
  });

  it('has the kinds and names of both ends, and none of what is not stored', async () => {
    const key = resourceRecord({ account_id: ACCOUNTS[0], type: 'AWS::KMS::Key', resource_id: 'k', native_id: NAMES[4], name: 'k' });
    const uses = (id: string) => ({ relation: 'encrypted_by', type: 'AWS::KMS::Key', id });
    const bucket = resourceRecord({ account_id: ACCOUNTS[1], relationships: [uses(NAMES[4]), uses('gone')] });
    await writtenExport(place.path('export'), { resources: [key, bucket] });

    expect(
      await place.rows(
        'SELECT source_kind, source_name, relation, target_id, target_account_id, target_name, resolved FROM edges ORDER BY resolved',
      ),
    ).toEqual([
      {
        source_kind: 'bucket',
        source_name: 'bucket',
        relation: 'encrypted_by',
        target_id: 'gone',
        target_account_id: null,
        target_name: null,
        resolved: false,
      },
      {
        source_kind: 'bucket',
        source_name: 'bucket',
        relation: 'encrypted_by',
        target_id: NAMES[4],
        target_account_id: key.account_id,
        target_name: 'k',
        resolved: true,
      },
    ]);
  });
});
