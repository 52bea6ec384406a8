/** The client token by which a follow-up names the job that started it. */
import type { JobId } from '../ids.ts';
import type { JobRow } from './model.ts';

const PREFIX = 'then:';

/** With this token, a job whose end is repeated gets the follow-up that it has already started, and starts no second one. */
export const followUpToken = ({ job_id }: { readonly job_id: JobId }): string => `${PREFIX}${job_id}`;

/** Whether the end of another job started this one. Failed and cancelled jobs start no follow-up. */
export const isFollowUp = ({ client_token }: Pick<JobRow, 'client_token'>): boolean => client_token?.startsWith(PREFIX) ?? false;
