/** Brings the rows of a data folder that an earlier version made to the form of this version, before a function reads them. */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { versionOf } from '../../shared/version.ts';
import { NewerData } from '../../shared/errors.ts';
import { refuseNewer } from '../../shared/migrations/current-store.ts';
import { MIGRATION_IDS, MIGRATIONS } from '../../shared/migrations/list.ts';
import { MigrationRows } from '../../shared/migrations/migration-rows.ts';
import { runMigrations } from '../../shared/migrations/run-migrations.ts';
import { numberText } from '../../shared/number-text.ts';
import { systemClock } from '../../shared/real-seams.ts';
import type { Log } from '../../shared/seams.ts';
import { DynamoStore } from '../../shared/storage/dynamo-store.ts';
import { tableVariable, type TableName } from '../../shared/storage/schema.ts';
import { dynamoDbClient } from './dynamodb.ts';
import type { StackModel } from './stack-model.ts';
import { UserError } from './user-error.ts';

/** Nobody waits for less: the platform starts when the rows have their new form. */
const MIGRATE_FOR_MS = 24 * 60 * 60_000;
const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Applies the migrations of this version. No function may be running. Does nothing if the stack has no table of migrations.
 * @returns a line for each migration that changed rows
 * @throws UserError if a newer version made the data
 */
export async function migrateData(endpoint: string, { functions }: Pick<StackModel, 'functions'>): Promise<readonly string[]> {
  const nameOf = (table: TableName): string | undefined =>
    functions.map(({ environment }) => environment[tableVariable(table)]).find((name) => name !== undefined);
  if (nameOf('migrations') === undefined) return [];
  const database = dynamoDbClient(endpoint);
  const client = DynamoDBDocumentClient.from(database, { marshallOptions: { removeUndefinedValues: true } });
  const store = new DynamoStore({ client, onceClient: client, clock: systemClock, tableName: (table) => nameOf(table) ?? table });
  try {
    await refuseNewer(store, MIGRATION_IDS);
    const deps = { migrations: MIGRATIONS, store, clock: systemClock, log: NO_LOG, version: versionOf(), settleMs: 0 };
    const before = await new MigrationRows(store).all();
    const statuses = await runMigrations(deps, systemClock.now() + MIGRATE_FOR_MS);
    return statuses
      .filter(({ migration_id, rows_changed }) => before.get(migration_id)?.state !== 'done' && rows_changed > 0)
      .map(({ migration_id, title, rows_changed }) => `Migration ${migration_id} changed ${numberText(rows_changed)} rows: ${title}.`);
  } catch (error) {
    if (!(error instanceof NewerData)) throw error;
    throw new UserError(`${error.message} Or choose another folder with --data, or start afresh with --fresh (the data are deleted).`, {
      cause: error,
    });
  } finally {
    database.destroy();
  }
}
