/** `DynamoStore` over an embedded DynamoDB (dynalite in memory, with DynamoDB's limits), with every table. */
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { withLimits } from '../../bin/local/dynamodb-limits.ts';
import { systemClock } from '../../shared/real-seams.ts';
import { DynamoStore } from '../../shared/storage/dynamo-store.ts';
import { TABLES, type TableSchema } from '../../shared/storage/schema.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;

export interface Dynamo {
  readonly store: DynamoStore;
  readonly client: DynamoDBClient;
  close(): Promise<void>;
}

export async function startDynamo(): Promise<Dynamo> {
  const server = withLimits(dynalite({ createTableMs: 0 }));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  for (const [name, schema] of Object.entries(TABLES)) await client.send(createTable(name, schema));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    store: new DynamoStore({ client: documents, onceClient: documents, clock: systemClock, tableName: (table) => table }),
    client,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

type Keys = Pick<TableSchema, 'partition' | 'sort'>;

const keySchema = ({ partition, sort }: Keys) => [
  { AttributeName: partition.name, KeyType: 'HASH' as const },
  ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' as const }] : []),
];

export function createTable(name: string, schema: TableSchema): CreateTableCommand {
  const keys: readonly Keys[] = [schema, ...Object.values(schema.indexes)];
  const attributes = new Map(
    keys.flatMap(({ partition, sort }) => (sort ? [partition, sort] : [partition])).map((key) => [key.name, key.type]),
  );
  const indexes = Object.entries(schema.indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: index.projection },
  }));
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keySchema(schema),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  });
}
