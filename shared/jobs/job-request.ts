/** The one input of a job, whoever asks: API, schedule, direct invocation, follow-up. */
import { z } from 'zod';

export const MAX_LISTED_ACCOUNTS = 10_000;
const MAX_LISTED_REGIONS = 100;

const list = (max: number) => z.union([z.literal('*'), z.array(z.string()).min(1).max(max)]).optional();

const jobRequestShape = {
  operation: z.string(),
  service: z.string().optional(),
  policy: z.string().min(1).max(200).optional(),
  accounts: list(MAX_LISTED_ACCOUNTS),
  regions: list(MAX_LISTED_REGIONS),
};

export const jobRequestSchema = z.strictObject({
  ...jobRequestShape,
  then: z.strictObject({ ...jobRequestShape, then: z.strictObject(jobRequestShape).optional() }).optional(),
  // An id that no table takes as a key is no id.
  retry_of: z.string().min(1).max(200).optional(),
  client_token: z
    .string()
    .regex(/^[A-Za-z0-9._:#/+=@-]{1,128}$/, 'write 1 to 128 letters, digits or . _ : # / + = @ -')
    .optional(),
});

/**
 * What a caller sends. `operation` is required; which of `service`, `policy`, `accounts` and `regions` it takes is the
 * operation's to say (`Operation.takes`); they default to `*`, `accounts` of a `then` to those of the job
 * before it; accounts may be bare 12-digit ids. A `then` may have one `then` of its own. `retry_of` names a job whose
 * failed and partial accounts are to be covered, instead of `accounts`. A repeated `client_token` answers with the
 * first request's job.
 */
export type JobRequest = z.infer<typeof jobRequestSchema>;
