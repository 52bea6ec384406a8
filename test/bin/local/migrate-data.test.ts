import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { dynamoDbClient, ensureTables, startDynamoDb } from '../../../bin/local/dynamodb.ts';
import { migrateData } from '../../../bin/local/migrate-data.ts';
import type { FunctionModel, TableModel } from '../../../bin/local/stack-model.ts';
import { systemClock } from '../../../shared/real-seams.ts';
import { DynamoStore } from '../../../shared/storage/dynamo-store.ts';
import { TABLES, tableVariable, type TableName, type TableSchema } from '../../../shared/storage/schema.ts';
import { storedForm } from '../../../shared/storage/stored-form.ts';
import { account, jobRow, taskRow } from '../../support/api-fixture.ts';
import { createTable } from '../../support/dynamo.ts';
import { longForm, RELEASED_TABLES } from '../../support/released-tables.ts';
import { temporaryFolder } from './support/assembly.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const deployed = (name: string): string => `Muster-${name}`;
const functions: readonly FunctionModel[] = [
  {
    name: 'poller',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:poller',
    directory: '/',
    handler: 'index.handler',
    // The names of `TABLES` are those of tables.
    environment: Object.fromEntries(Object.keys(TABLES).map((name) => [tableVariable(name as TableName), deployed(name)])),
    timeoutSeconds: 1,
    memoryMb: 128,
    grants: [],
    async: { retries: 0, maxAgeSeconds: 60 },
  },
];

function modelsOf(tables: Readonly<Record<string, TableSchema>>): readonly TableModel[] {
  return Object.entries(tables).map(([name, schema]) => {
    const { input } = createTable(deployed(name), schema);
    return { definition: { ...input, TableName: deployed(name) } };
  });
}

async function open(path: string, tables: Readonly<Record<string, TableSchema>>) {
  const server = await startDynamoDb(path);
  const client = dynamoDbClient(server.url);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    client.destroy();
    await server.stop();
  };
  cleanups.push(close);
  await ensureTables(client, modelsOf(tables));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    close,
    url: server.url,
    // Tables that this version does not have are not named here.
    put: async (table: TableName, item: object) =>
      await documents.send(new PutCommand({ TableName: deployed(table), Item: storedForm(table, item) })),
    store: new DynamoStore({ client: documents, onceClient: documents, clock: systemClock, tableName: deployed }),
  };
}

/** A data folder as version 0.1.0 left it: its tables, a job and the tasks of two accounts. */
async function oldFolder(): Promise<string> {
  const path = join(await temporaryFolder(), 'dynamodb');
  const old = await open(path, Object.fromEntries(Object.entries(RELEASED_TABLES).map(([name, table]) => [name, longForm(table)])));
  await old.put('jobs', jobRow());
  for (const digits of ['1', '2']) await old.put('job_tasks', taskRow({ account_id: account(digits) }));
  await old.close();
  return path;
}

describe('A data folder of the released version', () => {
  it('gets the tables, the indexes and the rows of this version, and the user is told once', async () => {
    const now = await open(await oldFolder(), TABLES);

    const first = await migrateData(now.url, { functions });
    const second = await migrateData(now.url, { functions });

    expect(first).toEqual(['Migration 0001 changed 2 rows: Jobs are found by the accounts that they cover.']);
    expect(second).toEqual([]);
    const { items } = await now.store.query('job_tasks', { index: 'job_tasks_by_account', partition: account('2') });
    expect(items).toMatchObject([{ job_id: jobRow().job_id, account_id: account('2') }]);
    expect(await now.store.get('jobs', { job_id: jobRow().job_id })).toEqual(jobRow());
  });

  it('is refused with a sentence once a newer version has migrated it, and nothing is written', async () => {
    const now = await open(await oldFolder(), TABLES);
    await now.store.put('migrations', { migration_id: '0999', state: 'done', version: '9.0.0' });

    await expect(migrateData(now.url, { functions })).rejects.toThrow(
      /^Muster 9\.0\.0 has migrated these data \(migration 0999\), and this Muster knows the migrations up to \d{4}: use Muster 9\.0\.0 or newer\. Or choose another folder with --data, or start afresh with --fresh \(the data are deleted\)\.$/,
    );
    expect((await now.store.scan('migrations')).items).toHaveLength(1);
  });
});

describe('A stack without a table of migrations', () => {
  it('is left alone', async () => {
    expect(await migrateData('http://127.0.0.1:9', { functions: [] })).toEqual([]);
  });
});
