/** `<operation, service, accounts>` in, `{job_id, status, total_accounts}` out. Invoked by the API, the schedule, follow-ups and people. */
import { InvalidRequest } from '../shared/errors.ts';
import type { Context } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { knownRegions } from '../shared/clouds/aws/regions.ts';
import type { StartedJob } from '../shared/jobs/job-api.ts';
import { startJob } from '../shared/jobs/start-job.ts';
import { createSqsClient, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { workQueues } from '../shared/platform/queues.ts';
import { jsonLog, systemClock, systemRandom } from '../shared/platform/real-seams.ts';
import { knownServices } from '../shared/resources/known-services.ts';

const environment = readEnvironment(['JOB_DEADLINE_HOURS']);
const store = createStore();
const deps = {
  store,
  queues: workQueues(createSqsClient(), systemClock),
  accounts: new AccountDirectory(store),
  checkPolicies: (_selector: string, field: string) => Promise.reject(new InvalidRequest(field, `${field}: this deployment has no policies.`)),
  services: knownServices(),
  regions: knownRegions(),
  clock: systemClock,
  random: systemRandom,
  log: jsonLog(),
  deadlineHours: environment.JOB_DEADLINE_HOURS,
};

export const handler = async (event: unknown, context: Context): Promise<StartedJob> =>
  await startJob(event, { ...deps, enqueueUntil: systemClock.now() + context.getRemainingTimeInMillis() });
