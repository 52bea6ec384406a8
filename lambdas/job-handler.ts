/** `<operation, service, accounts>` in, `{job_id, status, total_accounts}` out. Invoked by the API, the schedule, follow-ups and people. */
import type { Context } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { knownRegions } from '../shared/clouds/aws/regions.ts';
import type { StartedJob } from '../shared/jobs/job-api.ts';
import { startJob } from '../shared/jobs/start-job.ts';
import { createSqsClient, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { jsonLog, systemClock, systemRandom } from '../shared/platform/real-seams.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import { knownServices } from '../shared/resources/known-services.ts';

const environment = readEnvironment(['INVENTORY_QUEUE_URL', 'JOB_DEADLINE_HOURS']);
const store = createStore();
const deps = {
  store,
  queue: new SqsQueue({ client: createSqsClient(), url: environment.INVENTORY_QUEUE_URL, clock: systemClock }),
  accounts: new AccountDirectory(store),
  services: knownServices(),
  regions: knownRegions(),
  clock: systemClock,
  random: systemRandom,
  log: jsonLog(),
  deadlineHours: environment.JOB_DEADLINE_HOURS,
};

export const handler = async (event: unknown, context: Context): Promise<StartedJob> =>
  await startJob(event, { ...deps, enqueueUntil: systemClock.now() + context.getRemainingTimeInMillis() });
