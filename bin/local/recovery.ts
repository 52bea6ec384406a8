/**
 * What a platform that was killed leaves behind: messages in flight and leases, held by workers that are no more, and writes
 * half done. The lock of the data folder proves that none of them lives, so a start waits for no timeout.
 */
import { paginateScan, UpdateItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tableVariable, type TableName } from '../../shared/storage/schema.ts';
import type { StackModel } from './stack-model.ts';
import { messageOf, UserError } from './user-error.ts';

/** Attributes that hold until when a worker may still be at it. */
const LEASES: readonly { readonly table: TableName; readonly until: string }[] = [
  { table: 'jobs', until: 'enqueue_until' },
  { table: 'job_tasks', until: 'lease_until' },
  { table: 'leases', until: 'lease_until' },
];
const LONG_PAST = '1970-01-01T00:00:00.000Z';

/**
 * Makes messages in flight visible again, in every queue; their receives stay counted.
 * @param path folder of fauxqs, which must not be running: it reads its queues once, when it starts
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

/** Ends every lease; the next poll then takes its task back. */
export async function expireLeases(client: DynamoDBClient, stack: Tables): Promise<void> {
  await Promise.all(LEASES.map(({ table, until }) => setWherePresent(client, stack, table, until, LONG_PAST)));
}

/**
 * Writes every open job again as it is, which puts it into the index of open jobs: dynalite changes an index before its row,
 * DynamoDB both at once, and a job that a kill between the two left out would be polled no more.
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
