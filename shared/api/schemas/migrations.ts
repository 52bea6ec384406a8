/** Migrations of the stored rows, as the API shows them. */
import { z } from '@hono/zod-openapi';
import { MIGRATION_STATES } from '../../migrations/model.ts';

const count = z.number().int().min(0);
const time = z.iso.datetime();

export const migrationSchema = z
  .object({
    migration_id: z.string().openapi({ example: '0001' }),
    title: z.string().openapi({ description: 'What is true once the migration is applied.' }),
    table: z.string().openapi({ description: 'The table whose rows it changes.' }),
    state: z.enum(MIGRATION_STATES).openapi({
      description:
        '`pending`: not begun. `running`: begun. `waiting`: every row has the new form, and is read once more after `waits_until`, because functions of the earlier version may have written some since. `done`: applied.',
    }),
    rows_read: count.openapi({ description: 'Rows that were read so far, in both passes.' }),
    rows_changed: count,
    started_at: time.optional(),
    waits_until: time.optional(),
    finished_at: time.optional(),
    version: z.string().optional().openapi({ description: 'The version of Muster that worked on it last.' }),
    lease_until: time.optional().openapi({ description: 'A function works on it until then.' }),
  })
  .openapi('Migration');

export const migrationsSchema = z.object({ items: z.array(migrationSchema).readonly() }).openapi('Migrations');

export const migrationRunSchema = z
  .strictObject({
    dry_run: z.boolean().optional().openapi({ description: 'Count the rows that would be changed, and write nothing.' }),
    cursor: z
      .string()
      .min(1)
      .max(8192)
      .optional()
      .openapi({ description: 'The `next_cursor` of the previous answer to a dry run: counting continues there.' }),
  })
  .openapi('MigrationRun');

export const migrationProgressSchema = z
  .object({
    items: z
      .array(
        migrationSchema.extend({
          rows_counted: count.optional().openapi({ description: 'Rows that a dry run has read so far.' }),
          rows_to_change: count.optional().openapi({ description: 'Those of them that would be changed.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'Every migration; of a dry run, those that are not applied.' }),
    complete: z.boolean().openapi({
      description: 'Whether nothing is left to do now. If false, ask again: one request works for 20 seconds at most.',
    }),
    next_cursor: z.string().optional(),
  })
  .openapi('MigrationProgress');
