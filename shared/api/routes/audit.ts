/** The audit log: who changed what. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { AuditLog, type AuditPosition } from '../../audit/audit-log.ts';
import { InvalidRequest } from '../../errors.ts';
import { isoTime } from '../../seams.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { storedSubject } from '../../readable-ids.ts';
import { json, problems } from '../problems.ts';
import { auditEntrySchema } from '../schemas/audit.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
const MAX_DAYS = 400;

const time = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'Write a time such as 2026-11-21T00:00:00Z' })
    .optional()
    .openapi({ description, example: '2026-11-21T00:00:00Z' });

export const listAudit = createRoute({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  'x-muster-role': 'admin',
  summary: 'List who changed what, newest first',
  description: 'Entries are kept for 400 days. A page may be short or empty and still have a `next_cursor`.',
  tags: ['audit'],
  request: {
    query: z.strictObject({
      ...pageQuery,
      since: time('Entries of this time or later; 30 days before `until` by default.'),
      until: time('Entries before this time.'),
      subject: z
        .string()
        .min(1)
        .max(2048)
        .optional()
        .openapi({ description: 'Entries about what has this id.', example: 'aws:123456789012' }),
    }),
  },
  responses: { 200: { description: 'A page of entries.', content: json(pageOf(auditEntrySchema)) }, ...problems(400) },
});

const position: z.ZodType<AuditPosition> = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  entry: z.string().min(1).max(100).optional(),
});

export function registerAudit(app: OpenAPIHono<ApiEnv>, { clock, random }: RouteContext): void {
  app.openapi(listAudit, async (c) => {
    const { limit, cursor, since, until, subject } = c.req.valid('query');
    const end = until === undefined ? clock.now() + 1 : Date.parse(until);
    const begin = since === undefined ? end - USUAL_DAYS * DAY_MS : Date.parse(since);
    if (end <= begin) throw new InvalidRequest('until', 'until: not later than since; write a later time, or leave it out.');
    if (end - begin > MAX_DAYS * DAY_MS)
      throw new InvalidRequest('since', `since: more than ${MAX_DAYS} days before until; entries are not kept for longer.`);
    const log = new AuditLog(c.get('view').store, clock, random);
    const filter = { since: isoTime(begin), until: isoTime(end), subject: subject === undefined ? undefined : storedSubject(subject) };
    return c.json(
      await servePage(
        { limit, cursor },
        {
          query: ['audit', since, until, subject],
          position,
          read: async (page) => await log.list(filter, page),
          view: (row) => viewOf(auditEntrySchema, row),
          after: ({ day, entry }) => ({ day, entry }),
        },
      ),
      200,
    );
  });
}
