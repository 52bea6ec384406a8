/**
 * Creates indexes of tables that have rows, as UpdateTable of DynamoDB does. Dynalite accepts such a request and ignores it. A data folder of an
 * earlier version gets the indexes that this version adds by it.
 */
import type { CreateGlobalSecondaryIndexAction, TableDescription, UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import database, { type Database, type Entry } from 'dynalite/db/index.js';
import { promisify } from 'node:util';

/** The number of entries of an index that are written at once. */
const ENTRIES_AT_ONCE = 1000;

/** Calls `make`, which makes a dynalite, and returns it with its database, to which dynalite gives no access. */
export function withDatabase<T>(make: () => T): readonly [made: T, opened: Database] {
  const { create } = database;
  let opened: Database | undefined;
  database.create = (options) => (opened = create(options));
  try {
    const made = make();
    if (!opened) throw new Error('dynalite opened no database.');
    return [made, opened];
  } finally {
    database.create = create;
  }
}

/**
 * Answers an UpdateTable request that creates indexes. The table is described with an index only once the index is filled: an interrupted
 * creation leaves the table as it was, and the next one begins anew. Nothing may write to the table meanwhile.
 */
export async function createIndexes(
  opened: Database,
  { TableName: name = '', AttributeDefinitions, GlobalSecondaryIndexUpdates: updates = [] }: UpdateTableCommandInput,
): Promise<{ readonly TableDescription: TableDescription }> {
  const before = await promisify(opened.getTable)(name, false);
  const added = updates.flatMap(({ Create }) => (Create ? [Create] : []));
  const table: TableDescription = {
    ...before,
    AttributeDefinitions: AttributeDefinitions ?? before.AttributeDefinitions,
    GlobalSecondaryIndexes: [
      ...(before.GlobalSecondaryIndexes ?? []),
      ...added.map((index) => ({
        ...index,
        IndexArn: `${before.TableArn}/index/${index.IndexName}`,
        IndexStatus: 'ACTIVE' as const,
        IndexSizeBytes: 0,
        ItemCount: 0,
        ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
      })),
    ],
  };
  for (const index of added) await fill(opened, table, index);
  await promisify(opened.tableDb.put)(name, table);
  return { TableDescription: table };
}

/** Writes an entry for each row that has the keys of the index, after deleting what an interrupted creation left. */
async function fill(opened: Database, table: TableDescription, index: CreateGlobalSecondaryIndexAction): Promise<void> {
  const { TableName: name = '' } = table;
  const { IndexName: indexName = '' } = index;
  await promisify(opened.deleteIndexDb)('Global', name, indexName);
  const entries = opened.getIndexDb('Global', name, indexName);
  let batch: Entry[] = [];
  const write = async (): Promise<void> => {
    await promisify(entries.batch)(batch);
    batch = [];
  };
  for await (const row of opened.getItemDb(name).createReadStream({})) {
    for (const { key, item } of database.getIndexActions([index], undefined, row, table).puts)
      batch.push({ type: 'put', key, value: item });
    if (batch.length >= ENTRIES_AT_ONCE) await write();
  }
  await write();
}
