/**
 * Repairs the data of a platform that was killed: messages in flight and leases whose holders are gone, and half-done writes. The
 * lock of the data folder proves that no holder is running, so that a start need not wait for their timeouts.
 */
import { paginateScan, UpdateItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tableVariable, type TableName } from '../../shared/storage/schema.ts';
import type { StackModel } from './stack-model.ts';
import { messageOf, UserError } from './user-error.ts';

/** The attributes that hold the end of a lease. */
const LEASES: readonly { readonly table: TableName; readonly until: string }[] = [
  { table: 'jobs', until: 'enqueue_until' },
  { table: 'job_tasks', until: 'lease_until' },
  { table: 'leases', until: 'lease_until' },
  { table: 'migrations', until: 'lease_until' },
];
const LONG_PAST = '1970-01-01T00:00:00.000Z';

/**
 * Makes the messages in flight of every queue visible again. Their counts of receives are kept.
 * @param path folder of fauxqs, which must not be running, because it reads its queues only when it starts
 */
export function releaseMessages(path: string): void {
  const file = join(path, 'fauxqs.db');
  if (!existsSync(file)) return;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    const hasQueues = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqs_messages'").get();
    if (hasQueues) database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  } catch (error) {
    throw new UserError(`The queues in ${file} cannot be read (${messageOf(error)}). If they are damaged, start afresh with --fresh.`, {
      cause: error,
    });
  } finally {
    database?.close();
  }
}

type Tables = Pick<StackModel, 'tables' | 'functions'>;

/** Ends every lease, so that the next poll can send the task again. */
export async function expireLeases(client: DynamoDBClient, stack: Tables): Promise<void> {
  await Promise.all(LEASES.map(({ table, until }) => setWherePresent(client, stack, table, until, LONG_PAST)));
}

/**
 * Writes the attribute `open` of every open job again, which puts the job back into the index of open jobs. DynamoDB changes an index
 * together with its row, dynalite before it: a kill between the two can leave a job out of the index, and it would never be polled.
 */
export async function restoreOpenJobs(client: DynamoDBClient, stack: Tables): Promise<void> {
  await setWherePresent(client, stack, 'jobs', 'open', '1');
}

async function setWherePresent(
  client: DynamoDBClient,
  { tables, functions }: Tables,
  table: TableName,
  attribute: string,
  value: string,
): Promise<void> {
  const names = new Set(functions.map(({ environment }) => environment[tableVariable(table)]));
  for (const { definition } of tables) {
    if (!names.has(definition.TableName)) continue;
    const keys = definition.KeySchema?.map(({ AttributeName }) => AttributeName as string) ?? [];
    const pages = paginateScan(
      { client },
      {
        TableName: definition.TableName,
        ProjectionExpression: keys.map((_, index) => `#k${index}`).join(', '),
        FilterExpression: 'attribute_exists(#attribute)',
        ExpressionAttributeNames: { '#attribute': attribute, ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])) },
      },
    );
    for await (const { Items = [] } of pages) {
      for (const Key of Items) await client.send(setAttribute(definition.TableName, Key, attribute, value));
    }
  }
}

const setAttribute = (table: string, key: Record<string, AttributeValue>, attribute: string, value: string): UpdateItemCommand =>
  new UpdateItemCommand({
    TableName: table,
    Key: key,
    UpdateExpression: 'SET #attribute = :value',
    ExpressionAttributeNames: { '#attribute': attribute },
    ExpressionAttributeValues: { ':value': { S: value } },
  });
