/** Every migration, in the order in which they are applied. A migration that was released is never changed or removed. */
import { tasksByAccount } from './0001-tasks-by-account.ts';
import { suppressionsByAccount } from './0002-suppressions-by-account.ts';
import type { Migration } from './model.ts';

export const MIGRATIONS: readonly Migration[] = [tasksByAccount, suppressionsByAccount];

export const MIGRATION_IDS: readonly string[] = MIGRATIONS.map(({ id }) => id);
