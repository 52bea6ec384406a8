/**
 * What a platform that was killed leaves behind: messages in flight and leases, held by workers that are no more. The
 * lock of the data folder proves that none of them lives, so a start waits for no timeout.
 */
import { paginateScan, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
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
  { table: 'accounts', until: 'lease_until' },
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

/** Ends every lease; the next poll then takes its task back. */
export async function expireLeases(client: DynamoDBClient, { tables, functions }: Pick<StackModel, 'tables' | 'functions'>): Promise<void> {
  await Promise.all(
    LEASES.map(async ({ table, until }) => {
      const names = new Set(functions.map(({ environment }) => environment[tableVariable(table)]));
      const leased = tables.filter(({ definition }) => names.has(definition.TableName));
      await Promise.all(leased.map(({ definition }) => expire(client, definition, until)));
    }),
  );
}

async function expire(
  client: DynamoDBClient,
  { TableName, KeySchema = [] }: StackModel['tables'][number]['definition'],
  until: string,
): Promise<void> {
  const keys = KeySchema.map(({ AttributeName }) => AttributeName as string);
  const pages = paginateScan(
    { client },
    {
      TableName,
      ProjectionExpression: keys.map((_, index) => `#k${index}`).join(', '),
      FilterExpression: '#until > :past',
      ExpressionAttributeNames: { '#until': until, ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])) },
      ExpressionAttributeValues: { ':past': { S: LONG_PAST } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const Key of Items)
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: 'SET #until = :past',
          ExpressionAttributeNames: { '#until': until },
          ExpressionAttributeValues: { ':past': { S: LONG_PAST } },
        }),
      );
  }
}
