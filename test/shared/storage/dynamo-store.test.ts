import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from '@jest/globals';
import { systemClock } from '../../../shared/platform/real-seams.ts';
import { DynamoStore } from '../../../shared/storage/dynamo-store.ts';
import { TABLES, type TableName, type TableSchema } from '../../../shared/storage/schema.ts';
import { describeStoreContract } from './store-contract.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;

let server: Server;
let client: DynamoDBClient;
let round = 0;

beforeAll(async () => {
  server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});

afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

/** Each test has tables of its own. */
async function freshStore(): Promise<DynamoStore> {
  round += 1;
  const tableName = (table: TableName): string => `round-${round}-${table}`;
  for (const [name, schema] of Object.entries(TABLES) as [TableName, TableSchema][]) {
    const keys = [schema, ...Object.values(schema.indexes)].flatMap(({ partition, sort }) => (sort ? [partition, sort] : [partition]));
    const keySchema = ({ partition, sort }: Pick<TableSchema, 'partition' | 'sort'>) => [
      { AttributeName: partition.name, KeyType: 'HASH' as const },
      ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' as const }] : []),
    ];
    const indexes = Object.entries(schema.indexes).map(([index, shape]) => ({
      IndexName: index,
      KeySchema: keySchema(shape),
      Projection: { ProjectionType: shape.projection },
    }));
    await client.send(
      new CreateTableCommand({
        TableName: tableName(name),
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [...new Map(keys.map((key) => [key.name, { AttributeName: key.name, AttributeType: key.type }])).values()],
        KeySchema: keySchema(schema),
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      }),
    );
  }
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return new DynamoStore({ client: documents, clock: systemClock, tableName });
}

describeStoreContract("DynamoDB's protocol", freshStore);
