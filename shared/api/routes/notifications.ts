/** Notifications: list them, show one, mark one as read. The inbox decides what a caller may read; gRPC reads by the same. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Inbox } from '../../notifications/inbox.ts';
import { isNotificationId, type NotificationRow } from '../../notifications/model.ts';
import { readerOf } from '../../notifications/reader.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { notificationSchema } from '../schemas/notifications.ts';

const tags = ['notifications'];
/** Ids of subjects are up to as long as a resource's uid. */
const MAX_ID = 2_048;
const MAX_RECIPIENT = 200;

const idParam = z.object({
  notification_id: z
    .string()
    .min(1)
    .max(MAX_ID)
    .openapi({ description: 'Percent-encoded, if it is the id of a subject that has slashes.' }),
});

export const listNotifications = createRoute({
  method: 'get',
  path: '/notifications',
  operationId: 'listNotifications',
  summary: 'List notifications',
  description:
    'What the caller was told, the newest event first: a customer its own notifications, an operator those of the operators, or of a customer with `recipient`. Notifications are kept for 90 days.',
  tags,
  request: {
    query: z.strictObject({
      subject: z.string().min(1).max(MAX_ID).optional().openapi({ description: 'Only those about this subject.' }),
      unread: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: '`true`: only unread ones. `false`: only those that were read.' }),
      recipient: z.string().min(1).max(MAX_RECIPIENT).optional().openapi({ description: "A customer's id, or `operators`." }),
      ...pageQuery,
    }),
  },
  responses: { 200: { description: 'A page of notifications.', content: json(pageOf(notificationSchema)) }, ...problems(400) },
});

export const getNotification = createRoute({
  method: 'get',
  path: '/notifications/{notification_id}',
  operationId: 'getNotification',
  summary: 'Show a notification, or the newest one about a subject',
  description:
    "The id is a notification's, or that of its subject: a customer's id answers the newest that the customer was told, or that is about it.",
  tags,
  request: { params: idParam },
  responses: { 200: { description: 'The notification.', content: json(notificationSchema) }, ...problems(400, 404) },
});

export const markRead = createRoute({
  method: 'post',
  path: '/notifications/{notification_id}/read',
  operationId: 'markNotificationRead',
  'x-muster-role': 'viewer',
  // Reading a notification changes nothing of what Muster keeps of clouds.
  'x-muster-audit': false,
  summary: 'Mark a notification as read',
  description: 'Marking it again changes nothing.',
  tags,
  request: { params: idParam },
  responses: { 200: { description: 'The notification.', content: json(notificationSchema) }, ...problems(400, 404, 413) },
});

export function registerNotifications(app: OpenAPIHono<ApiEnv>, { clock }: RouteContext): void {
  const inboxOf = (c: Context<ApiEnv>): Inbox => new Inbox(c.get('view').store, readerOf(c.get('principal')), clock);

  app.openapi(listNotifications, async (c) => {
    const { limit, cursor, unread, ...filter } = c.req.valid('query');
    const inbox = inboxOf(c);
    const query = { ...filter, ...(unread !== undefined && { unread: unread === 'true' }) };
    const page = await servePage(
      { limit, cursor },
      {
        query: ['notifications', filter.subject ?? '', filter.recipient ?? '', unread ?? ''],
        position: z.strictObject({ after: z.string().refine(isNotificationId) }),
        read: async (options) => {
          const { items, after } = await inbox.list(query, { limit: options.limit, after: options.cursor?.after });
          return { items, ...(after !== undefined && { cursor: { after } }) };
        },
        view: shown,
      },
    );
    return c.json(page, 200);
  });

  app.openapi(getNotification, async (c) => c.json(shown(await inboxOf(c).get(c.req.valid('param').notification_id)), 200));

  app.openapi(markRead, async (c) => c.json(shown(await inboxOf(c).markRead(c.req.valid('param').notification_id)), 200));
}

const shown = (row: NotificationRow) => viewOf(notificationSchema, row);
