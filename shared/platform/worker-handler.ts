/** The handler of a worker's function: each message of its queue names the task of one account, and the tasks of a batch run at the same time. */
import type { Context, SQSEvent } from 'aws-lambda';
import { AccountDirectory } from '../connections/account-repository.ts';
import type { Outbox } from '../events/outbox.ts';
import type { AccountWork } from '../jobs/account-work.ts';
import type { JobStarter } from '../jobs/job-api.ts';
import type { Operations } from '../jobs/operation.ts';
import type { Metrics } from '../observability/metrics.ts';
import { observe } from '../observability/observe.ts';
import { tracedSpans } from '../observability/traced-spans.ts';
import { SqsQueue } from '../queues/sqs-queue.ts';
// oxlint-disable-next-line no-restricted-imports -- `workerHandler` puts the parts of a function together
import { systemClock, systemRandom } from '../real-seams.ts';
import type { Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { createLambdaClient, createSqsClient, createStore } from './clients.ts';
import { createOutbox } from './create-outbox.ts';
import { consumeTasks } from './consume-tasks.ts';
import { queueUrl, readEnvironment } from './environment.ts';
import { LambdaJobStarter } from './lambda-job-starter.ts';

/** The parts that differ from worker to worker. */
export interface WorkerParts {
  /**
   * Answers an event that is no batch of messages, but a direct invocation; gives undefined for all other events.
   * @param deadline when the invocation is cut off, in milliseconds since 1970
   */
  readonly direct?: (event: unknown, deadline: number) => Promise<unknown> | undefined;
  readonly operations: Operations;
  readonly work: AccountWork;
}

/** The parts that every worker has. */
export interface GivenParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly metrics: Metrics;
  readonly starter: JobStarter;
  readonly log: Log;
}

/** @throws Error naming an environment variable that is missing or malformed */
export function workerHandler(parts: (given: GivenParts) => WorkerParts): (event: unknown, context: Context) => Promise<unknown> {
  const environment = readEnvironment(['JOB_HANDLER_FUNCTION', 'MAX_RECEIVE_COUNT', 'METRICS_NAMESPACE']);
  const { log, metrics, handler } = observe(environment.METRICS_NAMESPACE);
  const store = createStore();
  const starter = new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom);
  const outbox = createOutbox(store, log);
  const { operations, work, direct } = parts({ store, outbox, metrics, starter, log });
  const deps = {
    operations,
    store,
    outbox,
    queue: new SqsQueue({ client: createSqsClient(), url: queueUrl(work.operation.name), clock: systemClock }),
    starter,
    clock: systemClock,
    random: systemRandom,
    log,
    metrics,
    spans: tracedSpans,
    maxReceiveCount: environment.MAX_RECEIVE_COUNT,
    accounts: new AccountDirectory(store),
    work,
  };
  return handler(async (event, context) => {
    const deadline = systemClock.now() + context.getRemainingTimeInMillis();
    // Every other event is a batch of the queue that the stack connects with this function.
    return await (direct?.(event, deadline) ?? consumeTasks(event as SQSEvent, deadline, deps));
  });
}
