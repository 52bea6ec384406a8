/** The local platform's DynamoDB: starts dynalite, makes the template's tables in it, and deletes expired rows. */
import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  ResourceNotFoundException,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { LOCAL_CLIENT } from './local-client.ts';
import { startServerThread, type ServerThread } from './server-thread.ts';
import type { TableModel } from './stack-model.ts';
import { UserError } from './user-error.ts';

export const startDynamoDb = (path: string): Promise<ServerThread> =>
  startServerThread('DynamoDB', new URL('./dynamodb-thread.ts', import.meta.url), { path });

export const dynamoDbClient = (endpoint: string): DynamoDBClient => new DynamoDBClient({ ...LOCAL_CLIENT, endpoint });

/** Creates the missing tables and keeps the others. @throws UserError if an existing table has other keys or indexes */
export async function ensureTables(client: DynamoDBClient, tables: readonly TableModel[]): Promise<void> {
  await Promise.all(tables.map(({ definition }) => ensureTable(client, definition)));
}

async function ensureTable(client: DynamoDBClient, definition: TableModel['definition']): Promise<void> {
  const existing = await describe(client, definition.TableName);
  if (existing) {
    if (shapeOf(existing) === shapeOf(definition)) return;
    throw new UserError(
      `The table ${definition.TableName} on disk has other keys or indexes than the stack gives it; start afresh with --fresh (its data is deleted).`,
    );
  }
  await client.send(new CreateTableCommand(definition));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.5 }, { TableName: definition.TableName });
}

async function describe(client: DynamoDBClient, table: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: table }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

type Shape = Pick<CreateTableCommandInput, 'KeySchema' | 'AttributeDefinitions'> & {
  readonly GlobalSecondaryIndexes?:
    | readonly Pick<NonNullable<TableDescription['GlobalSecondaryIndexes']>[number], 'IndexName' | 'KeySchema' | 'Projection'>[]
    | undefined;
};

/** A table's keys, their types and its indexes, in a fixed order, so that tables of the same shape have the same text. */
function shapeOf({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes }: Shape): string {
  const types = new Map(AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const keys = (schema: Shape['KeySchema']): unknown =>
    schema?.map(({ AttributeName, KeyType }) => [KeyType, AttributeName, types.get(AttributeName)]);
  const indexes = GlobalSecondaryIndexes?.map(({ IndexName, KeySchema: schema, Projection }) => [
    IndexName,
    keys(schema),
    Projection?.ProjectionType,
    Projection?.NonKeyAttributes?.toSorted(),
  ]);
  return JSON.stringify([keys(KeySchema), indexes?.toSorted((left, right) => String(left[0]).localeCompare(String(right[0]))) ?? []]);
}

/** Deletes the rows that have expired, which dynalite does not do itself. @param nowSeconds seconds since the epoch */
export async function sweepExpired(client: DynamoDBClient, tables: readonly TableModel[], nowSeconds: number): Promise<void> {
  const now = { N: String(nowSeconds) };
  for (const { definition, ttl } of tables) {
    if (ttl === undefined) continue;
    const keys = definition.KeySchema?.map(({ AttributeName }) => AttributeName as string) ?? [];
    const pages = paginateScan(
      { client },
      {
        TableName: definition.TableName,
        ProjectionExpression: keys.map((_, index) => `#k${index}`).join(', '),
        FilterExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': ttl, ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])) },
        ExpressionAttributeValues: { ':now': now },
      },
    );
    for await (const { Items = [] } of pages) {
      for (const Key of Items) await deleteExpired(client, definition.TableName, Key, ttl, now);
    }
  }
}

/** Deletes the row unless its expiry was changed after it was read. */
async function deleteExpired(
  client: DynamoDBClient,
  table: string,
  key: NonNullable<DeleteItemCommand['input']['Key']>,
  ttl: string,
  now: { readonly N: string },
): Promise<void> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: key,
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': ttl },
        ExpressionAttributeValues: { ':now': now },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
