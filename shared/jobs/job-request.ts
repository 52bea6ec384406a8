/** The one input of a job, whoever asks: API, schedule, direct invocation, follow-up. */
import { z } from 'zod';

const MAX_LISTED_ACCOUNTS = 1000;

const jobRequestShape = {
  operation: z.string(),
  service: z.string().optional(),
  accounts: z.union([z.literal('*'), z.array(z.string()).min(1).max(MAX_LISTED_ACCOUNTS)]).optional(),
  regions: z.union([z.literal('*'), z.array(z.string()).min(1).max(100)]).optional(),
  client_token: z
    .string()
    .regex(/^[A-Za-z0-9._:#/+=@-]{1,128}$/)
    .optional(),
};

export const jobRequestSchema = z.strictObject({ ...jobRequestShape, then: z.strictObject(jobRequestShape).optional() });

/**
 * What a caller sends. `operation` is required; `service`, `accounts` and `regions` default to `*`; `accounts` may be
 * bare 12-digit ids; `client_token` makes a repeated request answer with the first one's job.
 */
export type JobRequest = z.infer<typeof jobRequestSchema>;
