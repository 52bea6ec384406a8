/** The API's view of the audit log. */
import { z } from '@hono/zod-openapi';
import { ROLES } from '../../access/principal.ts';
import { time } from './jobs.ts';

const state = z.unknown().optional();

export const auditEntrySchema = z
  .object({
    audit_id: z.string(),
    at: time,
    who: z.string().openapi({
      description: 'The ARN of the caller, or `<issuer>#<subject>` of its token.',
      example: 'arn:aws:iam::123456789012:role/operations',
    }),
    who_name: z.string(),
    role: z.string().openapi({ enum: [...ROLES] }),
    customer_id: z.string().optional().openapi({ description: 'The customer on whose behalf the caller acted.' }),
    what: z.string().openapi({ description: 'The operation of this document.', example: 'changeAccount' }),
    subject: z.string().openapi({ description: 'The id of what was changed.', example: 'aws:123456789012' }),
    before: state.openapi({ description: 'What was changed as it was, without secrets. Absent if that is not known.' }),
    after: state.openapi({ description: 'What was changed as it is, without secrets. A state of more than 16 KB is told by its size.' }),
    request_id: z.string(),
  })
  .openapi('AuditEntry');
