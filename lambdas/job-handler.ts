/**
 * Takes a request (`operation`, `service` or `policy`, `accounts`), starts the job and returns `{job_id, status, total_accounts}`. Invoked
 * by the API, by the nightly schedule, by the function that ends a job which another follows, and by people.
 */
import type { Context } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { GLOBAL_SEGMENT } from '../shared/clouds/cloud.ts';
import { startJob } from '../shared/jobs/start-job.ts';
import { observe } from '../shared/observability/observe.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { workQueues } from '../shared/platform/queues.ts';
import { PolicyBucket } from '../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../shared/policies/policy-library.ts';
import { screenApart } from '../shared/policies/screen-apart.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';
import { KNOWN_REGIONS, knownServices } from '../shared/registry.ts';

const environment = readEnvironment(['EXPORTS_BUCKET', 'JOB_DEADLINE_HOURS', 'METRICS_NAMESPACE']);
const { log, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const library = new PolicyLibrary(new PolicyBucket(createS3Client(), environment.EXPORTS_BUCKET), screenApart(systemClock));
const deps = {
  operations: OPERATIONS,
  store,
  queues: workQueues(createSqsClient(), systemClock),
  accounts: new AccountDirectory(store),
  fullSelector: async (written: string, field: string) => await library.fullSelector(written, field),
  services: knownServices(),
  regions: [...KNOWN_REGIONS, GLOBAL_SEGMENT],
  clock: systemClock,
  random: systemRandom,
  log,
  deadlineHours: environment.JOB_DEADLINE_HOURS,
};

export const handler = observed(
  async (event: unknown, context: Context) =>
    await startJob(event, { ...deps, enqueueUntil: systemClock.now() + context.getRemainingTimeInMillis() }),
);
