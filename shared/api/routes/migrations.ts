/** Migrations of the stored rows: their state, and a request that works on them. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest } from '../../errors.ts';
import type { MigrationStatus } from '../../migrations/model.ts';
import type { PlanPosition } from '../../migrations/plan-migrations.ts';
import { TABLES, type TableSchema } from '../../storage/schema.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { badCursor, openCursor, sealCursor } from '../cursors.ts';
import { viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { migrationProgressSchema, migrationRunSchema, migrationsSchema } from '../schemas/migrations.ts';

const tags = ['migrations'];

export const listMigrations = createRoute({
  method: 'get',
  path: '/migrations',
  operationId: 'listMigrations',
  'x-muster-role': 'admin',
  summary: 'List migrations of the stored data',
  description:
    'In the order in which they are applied. The poller applies them after an update of Muster; only callers who may see everything list them.',
  tags,
  responses: { 200: { description: 'All migrations.', content: json(migrationsSchema) }, ...problems(400) },
});

export const runRoute = createRoute({
  method: 'post',
  path: '/migrations/run',
  operationId: 'runMigrations',
  'x-muster-role': 'admin',
  summary: 'Work on migrations, or count what they would change',
  description:
    'Works for 20 seconds at most, and leaves a migration alone on which another function works. Repeat it until `complete` is true.',
  tags,
  request: { body: { required: false, content: json(migrationRunSchema) } },
  responses: {
    200: { description: 'The migrations as they are now.', content: json(migrationProgressSchema) },
    ...problems(400, 413, 415),
  },
});

const counts = z.strictObject({ rows_counted: z.number().int().min(0), rows_to_change: z.number().int().min(0) });
const planPosition = z.strictObject({
  migration_id: z.string(),
  position: z.record(z.string(), z.union([z.string().min(1).max(1024), z.number()])),
  counted: z.record(z.string(), counts),
});

const isLeft = ({ state }: MigrationStatus): boolean => state === 'pending' || state === 'running';

export function registerMigrations(app: OpenAPIHono<ApiEnv>, { migrations }: RouteContext): void {
  app.openapi(listMigrations, async (c) => {
    return c.json(viewOf(migrationsSchema, { items: await migrations.status() }), 200);
  });

  app.openapi(runRoute, async (c) => {
    const { dry_run, cursor } = c.req.valid('json');
    if (dry_run !== true) {
      if (cursor !== undefined) throw new InvalidRequest('cursor', 'cursor: only a dry run has one; leave it out, or set dry_run to true.');
      const items = await migrations.run();
      return c.json(viewOf(migrationProgressSchema, { items, complete: !items.some(isLeft) }), 200);
    }
    c.set('changes', []);
    const from = openCursor(['migrations'], cursor, planPosition);
    if (from) checkPosition(from, await migrations.status());
    const { items, next } = await migrations.plan(from);
    const next_cursor = next && sealCursor(['migrations'], next);
    return c.json(viewOf(migrationProgressSchema, { items, complete: !next, ...(next_cursor !== undefined && { next_cursor }) }), 200);
  });
}

/** @throws InvalidRequest unless the position is a key of the table of its migration: a cursor can be forged */
function checkPosition({ migration_id, position = {} }: PlanPosition, statuses: readonly MigrationStatus[]): void {
  const table = statuses.find((status) => status.migration_id === migration_id)?.table;
  if (table === undefined) throw badCursor();
  const { partition, sort }: TableSchema = TABLES[table];
  const keys = sort ? [partition, sort] : [partition];
  const fits = keys.every(({ name, type }) => typeof position[name] === (type === 'S' ? 'string' : 'number'));
  if (!fits || Object.keys(position).length !== keys.length) throw badCursor();
}
