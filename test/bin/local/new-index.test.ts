import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from '@jest/globals';
import dynalite from 'dynalite';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dynamoDbClient, ensureTables, startDynamoDb } from '../../../bin/local/dynamodb.ts';
import { createIndexes, withDatabase } from '../../../bin/local/new-index.ts';
import type { TableModel } from '../../../bin/local/stack-model.ts';
import { temporaryFolder } from './support/assembly.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

type Index = readonly [name: string, partition: string, sort: string];
const BY_COLOUR: Index = ['by_colour', 'colour', 'id'];
const BY_SIZE: Index = ['by_size', 'size', 'id'];

const definitionOf = (indexes: readonly Index[], type: 'S' | 'N' = 'S'): TableModel['definition'] => ({
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: type },
    ...indexes.map(([, partition]) => ({ AttributeName: partition, AttributeType: 'S' as const })),
  ],
  ...(indexes.length > 0 && {
    GlobalSecondaryIndexes: indexes.map(([IndexName, partition, sort]) => ({
      IndexName,
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' as const },
        { AttributeName: sort, KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  }),
});

const rowOf = (id: string) => ({ id: { S: id }, note: { S: 'n' }, ...(id < 'id0007' && { colour: { S: 'red' } }), size: { S: 'large' } });

/** A database on disk whose table `things` has these indexes; each opening ends the one before. */
async function opener() {
  const path = join(await temporaryFolder(), 'dynamodb');
  let close = async (): Promise<void> => {};
  cleanups.push(async () => await close());
  return async (indexes: readonly Index[], type: 'S' | 'N' = 'S') => {
    await close();
    const server = await startDynamoDb(path);
    const client = dynamoDbClient(server.url);
    close = async () => {
      client.destroy();
      await server.stop();
    };
    await ensureTables(client, [{ definition: definitionOf(indexes, type) }]);
    return {
      put: async (id: string) => await client.send(new PutItemCommand({ TableName: 'things', Item: rowOf(id) })),
      putMany: async (ids: readonly string[]) => {
        for (let start = 0; start < ids.length; start += 25) {
          const things = ids.slice(start, start + 25).map((id) => ({ PutRequest: { Item: rowOf(id) } }));
          await client.send(new BatchWriteItemCommand({ RequestItems: { things } }));
        }
      },
      delete: async (id: string) => await client.send(new DeleteItemCommand({ TableName: 'things', Key: { id: { S: id } } })),
      found: async ([IndexName, attribute]: Index, value: string): Promise<readonly (string | undefined)[]> => {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: 'things',
            IndexName,
            KeyConditionExpression: '#a = :v',
            ExpressionAttributeNames: { '#a': attribute },
            ExpressionAttributeValues: { ':v': { S: value } },
          }),
        );
        return Items.map(({ id }) => id?.S);
      },
      rows: async () => (await client.send(new ScanCommand({ TableName: 'things' }))).Items ?? [],
    };
  };
}

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, place) => `id${String(place).padStart(4, '0')}`);

describe('A table on disk that lacks indexes of the stack', () => {
  it('gets them, filled from the rows that have their keys, and keeps its rows', async () => {
    const open = await opener();
    const before = await open([]);
    await before.putMany(ids(2500));

    const after = await open([BY_COLOUR, BY_SIZE]);

    expect(await after.found(BY_COLOUR, 'red')).toEqual(ids(7));
    expect(await after.found(BY_SIZE, 'large')).toEqual(ids(2500));
    expect(await after.rows()).toContainEqual(rowOf('id0000'));
  });

  it('keeps the indexes that it has, and changes both with its rows from then on, at the next start too', async () => {
    const open = await opener();
    await (await open([BY_COLOUR])).putMany(ids(3));
    const added = await open([BY_COLOUR, BY_SIZE]);
    await added.put('id0003');
    await added.delete('id0001');

    const again = await open([BY_COLOUR, BY_SIZE]);

    for (const [index, value] of [
      [BY_COLOUR, 'red'],
      [BY_SIZE, 'large'],
    ] as const)
      expect(await again.found(index, value)).toEqual(['id0000', 'id0002', 'id0003']);
  });

  it('is refused with a sentence by a version that lacks an index of it', async () => {
    const open = await opener();
    await open([BY_COLOUR, BY_SIZE]);

    await expect(open([BY_COLOUR])).rejects.toThrow(
      'The table things on disk has the index by_size, which this version of Muster does not know, so a newer version made these data.',
    );
  });

  it.each([
    ['another type of key', [BY_COLOUR], 'N'],
    ['another key of an index', [['by_colour', 'size', 'id']], 'S'],
  ] as const)('is refused with %s', async (_, indexes, type) => {
    const open = await opener();
    await open([BY_COLOUR]);

    await expect(open(indexes, type)).rejects.toThrow('other keys or indexes than the stack gives it');
  });
});

describe('A creation of an index that was interrupted', () => {
  it('begins anew: an entry that it left, whose row has gone, is not found', async () => {
    const [server, database] = withDatabase(() => dynalite({ createTableMs: 0 }));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // The server listens on a port, so its address is no path.
    const client = dynamoDbClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    cleanups.push(() => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    });
    await ensureTables(client, [{ definition: definitionOf([]) }]);
    await client.send(new PutItemCommand({ TableName: 'things', Item: rowOf('here') }));
    const left = database.getIndexDb('Global', 'things', 'by_size');
    await promisify(left.batch)([{ type: 'put', key: 'left', value: rowOf('gone') }]);
    const { AttributeDefinitions, GlobalSecondaryIndexes: [Create] = [] } = definitionOf([BY_SIZE]);

    await createIndexes(database, {
      TableName: 'things',
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create }],
    });

    const entries: unknown[] = [];
    for await (const { id } of database.getIndexDb('Global', 'things', 'by_size').createReadStream({})) entries.push(id);
    expect(entries).toEqual([{ S: 'here' }]);
  });
});
