/** The local platform's DynamoDB: starts dynalite, makes the template's tables in it, and deletes expired rows. */
import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  ResourceNotFoundException,
  UpdateTableCommand,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { namedCaller } from '../../shared/platform/named-caller.ts';
import { LOCAL_CLIENT } from './local-client.ts';
import { startServerThread, type ServerThread } from './server-thread.ts';
import type { TableModel } from './stack-model.ts';
import { UserError } from './user-error.ts';

export const startDynamoDb = (path: string): Promise<ServerThread> =>
  startServerThread('DynamoDB', new URL('./dynamodb-thread.ts', import.meta.url), { path });

export const dynamoDbClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ ...LOCAL_CLIENT, endpoint, signer: namedCaller(LOCAL_CLIENT.credentials.accessKeyId) });

/**
 * Creates the missing tables, and adds the missing indexes to the others, whose rows stay.
 * @throws UserError if an existing table has other keys, or indexes that this version does not know
 */
export async function ensureTables(client: DynamoDBClient, tables: readonly TableModel[]): Promise<void> {
  await Promise.all(tables.map(({ definition }) => ensureTable(client, definition)));
}

async function ensureTable(client: DynamoDBClient, definition: TableModel['definition']): Promise<void> {
  const existing = await describe(client, definition.TableName);
  if (existing) {
    await addIndexes(client, existing, definition);
    return;
  }
  await client.send(new CreateTableCommand(definition));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.5 }, { TableName: definition.TableName });
}

async function addIndexes(client: DynamoDBClient, existing: TableDescription, definition: TableModel['definition']): Promise<void> {
  const name = definition.TableName;
  const { GlobalSecondaryIndexes: there = [] } = existing;
  const { GlobalSecondaryIndexes: wanted = [] } = definition;
  const unknown = there.find(({ IndexName }) => !wanted.some((index) => index.IndexName === IndexName));
  if (unknown)
    throw new UserError(
      `The table ${name} on disk has the index ${unknown.IndexName}, which this version of Muster does not know, so a newer version made these data. Use that version, choose another folder with --data, or start afresh with --fresh (the data are deleted).`,
    );
  const missing = wanted.filter(({ IndexName }) => !there.some((index) => index.IndexName === IndexName));
  if (shapeOf(existing) !== shapeOf({ ...definition, GlobalSecondaryIndexes: wanted.filter((index) => !missing.includes(index)) }))
    throw new UserError(
      `The table ${name} on disk has other keys or indexes than the stack gives it; start afresh with --fresh (its data is deleted).`,
    );
  // DynamoDB creates one index for each request.
  for (const Create of missing)
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: definition.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create }],
      }),
    );
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
