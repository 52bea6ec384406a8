/** What the API answers, as the commands see it: the very schemas that it declares. */
import type { z } from 'zod';
import type { accountSchema, addedAccountsSchema } from '../../shared/api/schemas/accounts.ts';
import type { jobSchema, startedJobSchema, taskSchema } from '../../shared/api/schemas/jobs.ts';
import type { changeSchema, resourceSchema } from '../../shared/api/schemas/resources.ts';

export type Job = z.infer<typeof jobSchema>;
export type StartedJob = z.infer<typeof startedJobSchema>;
export type Task = z.infer<typeof taskSchema>;
export type Account = z.infer<typeof accountSchema>;
export type AddedAccounts = z.infer<typeof addedAccountsSchema>;
export type Resource = z.infer<typeof resourceSchema>;
export type Change = z.infer<typeof changeSchema>;
