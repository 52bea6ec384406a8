/** Schemas of SQL queries over the newest nightly export. */
import { z } from '@hono/zod-openapi';
import { MAX_ROWS, MAX_SECONDS } from '../../queries/queries.ts';
import { QUERY_STATES } from '../../queries/sql-engine.ts';
import { MAX_SQL_BYTES } from '../../queries/statement.ts';
import { pageOf } from '../listing.ts';
import { dateOfNight } from './exports.ts';
import { count, time } from './jobs.ts';

export const queryIdText = z.string().min(1).max(200).openapi({ example: 'a1b2c3d4-5678-90ab-cdef-0123456789ab' });

export const newQuerySchema = z
  .strictObject({
    sql: z
      .string()
      .min(1)
      // A character has at least one byte; the handler counts the bytes.
      .max(MAX_SQL_BYTES)
      .openapi({
        description: 'One statement that begins with SELECT, WITH, EXPLAIN, DESCRIBE or SHOW, of at most 64 KiB.',
        example: 'SELECT type, count(*) AS resources FROM resources GROUP BY type ORDER BY resources DESC',
      }),
  })
  .openapi('NewQuery');

const columns = z
  .array(
    z
      .object({
        name: z.string().openapi({ example: 'resources' }),
        type: z.string().openapi({ description: 'The type in SQL.', example: 'bigint' }),
      })
      .readonly(),
  )
  .readonly();

export const querySchema = z
  .object({
    query_id: z.string(),
    state: z.enum(QUERY_STATES).openapi({ description: `A query that takes more than ${MAX_SECONDS} seconds is stopped and has failed.` }),
    date: dateOfNight.openapi({ description: 'The night whose export the query reads: the newest one when it was started.' }),
    started_at: time,
    ended_at: time.optional().openapi({ description: 'Absent while the query goes on.' }),
    error: z.string().optional().openapi({ description: 'Why the query failed, as a sentence; absent in every other state.' }),
    scanned_bytes: count.optional().openapi({ description: 'How many bytes the query has read; Athena is paid for them.' }),
    columns: columns.optional().openapi({ description: 'The columns of the result; absent unless the query has succeeded.' }),
  })
  .openapi('Query');

export const queryRowsSchema = pageOf(
  z.array(z.string().nullable()).readonly().openapi({
    description:
      'The values in the order of the columns, each as text, or null. A row that would not fit into an answer has its texts cut.',
  }),
)
  .extend({
    columns,
    cut: z.boolean().openapi({ description: `Whether the result has more rows than the first ${MAX_ROWS}, which alone can be read.` }),
  })
  .openapi('QueryRows');
