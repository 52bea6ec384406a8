/** The request that starts a job. The API, the schedule, a direct invocation and a follow-up all send the same one. */
import { z } from 'zod';
import { isCustomerId } from '../ids.ts';

const MAX_LISTED_ACCOUNTS = 10_000;
const MAX_LISTED_REGIONS = 100;

const list = (max: number) => z.union([z.literal('*'), z.array(z.string()).min(1).max(max)]).optional();

export const jobRequestShape = {
  operation: z.string(),
  service: z.string().optional(),
  policy: z.string().min(1).max(200).optional(),
  accounts: list(MAX_LISTED_ACCOUNTS),
  regions: list(MAX_LISTED_REGIONS),
};

export const jobRequestSchema = z.strictObject({
  ...jobRequestShape,
  then: z.strictObject({ ...jobRequestShape, then: z.strictObject(jobRequestShape).optional() }).optional(),
  // The limit keeps the text within what DynamoDB takes as a key.
  retry_of: z.string().min(1).max(200).optional(),
  client_token: z
    .string()
    .regex(/^[A-Za-z0-9._:#/+=@-]{1,128}$/, 'write 1 to 128 letters, digits or . _ : # / + = @ -')
    .optional(),
});

/**
 * `operation` is required. `service`, `policy`, `accounts` and `regions` are allowed if the operation takes them
 * (`Operation.takes`), and default to `*`; in a `then`, `accounts` defaults to the accounts of the job before it. Accounts are
 * ids, also bare 12-digit ones, or selectors (`unit:/Root/Prod/*`), which are looked up when the job starts. A `then` may have one `then` of its own. `retry_of` names a job whose failed and partial accounts the new
 * job covers, and excludes `accounts`. A request that repeats a `client_token` is answered with the job of the first request.
 */
export type JobRequest = z.infer<typeof jobRequestSchema>;

/** The job handler gets a request, and the customer whose user makes it, which the API knows from the caller and takes from nobody. */
export const startRequestSchema = jobRequestSchema.extend({
  customer_id: z.string().refine(isCustomerId, 'write the id of a customer: cus_…').optional(),
});
export type StartRequest = z.infer<typeof startRequestSchema>;

/** The follow-up of a request, or of a follow-up. */
export type RequestedFollowUp = Omit<NonNullable<JobRequest['then']>, 'then'> & { readonly then?: RequestedFollowUp | undefined };

/** A follow-up as a job's row holds it. `listed` stands for a list of accounts that is too long for the row. */
export type FollowUp = Omit<RequestedFollowUp, 'accounts' | 'then'> & {
  readonly accounts?: RequestedFollowUp['accounts'] | 'listed';
  readonly then?: FollowUp | undefined;
};
