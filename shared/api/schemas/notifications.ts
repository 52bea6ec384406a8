/** Notifications as the API shows them. */
import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../severity.ts';

export const notificationSchema = z
  .object({
    notification_id: z.string().openapi({ example: '1763735422000-4mK0cJ7pQ2vZs1xT9yB8aw' }),
    recipient: z.string().openapi({ description: "A customer's id, or `operators`." }),
    event_id: z.string().openapi({ description: 'Of the event that the notification tells of: the same in every channel.' }),
    type: z.string().openapi({ description: 'docs/events.md lists the types.', example: 'muster.finding.opened' }),
    severity: z.enum(SEVERITIES),
    subject: z
      .string()
      .openapi({ description: 'Id of what the event is about: a customer, a resource, a finding, a job, an account, a date.' }),
    title: z.string().openapi({ description: 'One sentence.' }),
    data: z
      .record(z.string(), z.unknown())
      .readonly()
      .openapi({ description: 'What the event says; docs/events.md lists the members by type.' }),
    created_at: z.string().openapi({ description: 'Time of the event.' }),
    read_at: z.string().optional().openapi({ description: 'When it was marked as read. Absent if it is unread.' }),
  })
  .openapi('Notification');
