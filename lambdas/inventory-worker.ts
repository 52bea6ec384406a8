/** Each message names the inventory task of one account; the worker runs the tasks of a batch of messages at the same time. */
import type { Context, SQSEvent } from 'aws-lambda';
import { asking } from '../shared/clouds/asked-details.ts';
import { cloudsOf } from '../shared/clouds/provider.ts';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../shared/connections/connection-repository.ts';
import { InventoryWork } from '../shared/inventory/inventory-work.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { consumeTasks } from '../shared/platform/consume-tasks.ts';
import { observe } from '../shared/observability/observe.ts';
import { tracedSpans } from '../shared/observability/traced-spans.ts';
import { createLambdaClient, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { DETAILS_OF_POLICIES } from '../shared/policies/details-of-policies.generated.ts';
import { optionalVariable, queueUrl, readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';
import { CLOUD_PROVIDERS } from '../shared/providers.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import { RESOURCE_TYPES } from '../shared/registry.ts';

/** The most slices of an account that are read at the same time, and the most rows of a slice that are written at the same time. */
const SLICE_CONCURRENCY = 8;
const WRITE_CONCURRENCY = 8;

const environment = readEnvironment(['JOB_HANDLER_FUNCTION', 'MAX_RECEIVE_COUNT', 'METRICS_NAMESPACE']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const regions = optionalVariable('MUSTER_REGIONS') ?? '*';
const store = createStore();
const deps = {
  operations: OPERATIONS,
  store,
  queue: new SqsQueue({ client: createSqsClient(), url: queueUrl('inventory'), clock: systemClock }),
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  random: systemRandom,
  log,
  metrics,
  spans: tracedSpans,
  maxReceiveCount: environment.MAX_RECEIVE_COUNT,
  accounts: new AccountDirectory(store),
  work: new InventoryWork({
    store,
    clouds: cloudsOf(CLOUD_PROVIDERS, process.env),
    connections: new ConnectionDirectory(store),
    types: asking(RESOURCE_TYPES, optionalVariable('MUSTER_DETAILS') === 'all' ? 'all' : DETAILS_OF_POLICIES),
    regions: regions === '*' ? ('*' as const) : regions.split(','),
    sliceConcurrency: SLICE_CONCURRENCY,
    writeConcurrency: WRITE_CONCURRENCY,
    metrics,
  }),
};

export const handler = observed(
  async (event: SQSEvent, context: Context) => await consumeTasks(event, systemClock.now() + context.getRemainingTimeInMillis(), deps),
);
