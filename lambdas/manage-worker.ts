/** The worker of managed resources: takes one step on each resource that a message names. Only a stack with muster:manage=true has it. */
import type { Context, SQSEvent } from 'aws-lambda';
import { Secrets } from '../shared/connections/secrets.ts';
import { resourceKey } from '../shared/ids.ts';
import { ManageClients } from '../shared/managed/aws/manage-clients.ts';
import { MANAGERS } from '../shared/managed/managers.ts';
import { ManagedRepository } from '../shared/managed/repository.ts';
import { observe } from '../shared/observability/observe.ts';
import { createSqsClient, createStore } from '../shared/platform/clients.ts';
import { consumeManaged } from '../shared/platform/consume-managed.ts';
import { createOutbox } from '../shared/platform/create-outbox.ts';
import { optionalVariable, queueUrl, readEnvironment } from '../shared/platform/environment.ts';
import { managedContexts } from '../shared/platform/managed-context.ts';
import { secretStores } from '../shared/platform/secret-stores.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';

const environment = readEnvironment(['METRICS_NAMESPACE', 'MUSTER_DEPLOYMENT', 'MUSTER_MANAGE_ROLE_NAME']);
const { log, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const isOwnMachine = optionalVariable('MUSTER_SECRETS_IN_ENVIRONMENT') === 'allowed';
const deps = {
  rows: new ManagedRepository({ store, outbox: createOutbox(store, log), clock: systemClock }),
  managers: MANAGERS,
  contextOf: managedContexts({
    deployment: environment.MUSTER_DEPLOYMENT,
    clients: new ManageClients({
      roleName: environment.MUSTER_MANAGE_ROLE_NAME,
      externalId: optionalVariable('MUSTER_EXTERNAL_ID'),
      homeRegion: optionalVariable('AWS_REGION') ?? 'us-east-1',
      clock: systemClock,
    }),
    secrets: new Secrets(secretStores(isOwnMachine ? process.env : undefined), systemClock),
    clock: systemClock,
    random: systemRandom,
  }),
  isInventoried: async (uid: string) => {
    const row = await store.get('resources', resourceKey(uid));
    return row !== undefined && row['deleted_at'] === undefined;
  },
  queue: new SqsQueue({ client: createSqsClient(), url: queueUrl('manage'), clock: systemClock }),
  clock: systemClock,
  random: systemRandom,
  log,
};

export const handler = observed(
  async (event: SQSEvent, context: Context) => await consumeManaged(event, systemClock.now() + context.getRemainingTimeInMillis(), deps),
);
