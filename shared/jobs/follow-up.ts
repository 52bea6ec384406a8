/** How a job names the one that it follows. */
import type { JobId } from '../ids.ts';
import type { JobRow } from './model.ts';

const PREFIX = 'then:';

/** The client token of a follow-up: a repeated end of the job before it finds the follow-up that the first one started. */
export const followUpToken = ({ job_id }: { readonly job_id: JobId }): string => `${PREFIX}${job_id}`;

/** Whether the job was started by the end of another. That one has not failed, or there would be no follow-up. */
export const isFollowUp = ({ client_token }: Pick<JobRow, 'client_token'>): boolean => client_token?.startsWith(PREFIX) ?? false;
