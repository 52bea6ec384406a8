/** The worker of inventories: reads the resources of an account from its cloud. It also checks connections and syncs accounts. */
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../shared/connections/connection-repository.ts';
import { Secrets } from '../shared/connections/secrets.ts';
import { SubscriptionAgent } from '../shared/connections/subscription-agent.ts';
import { CheckpointBucket } from '../shared/inventory/checkpoint-bucket.ts';
import { InventoryWork } from '../shared/inventory/inventory-work.ts';
import { SLICE_CONCURRENCY, WRITE_CONCURRENCY } from '../shared/inventory/run-limits.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { answerCheck, CHECK_MS, isCheck } from '../shared/platform/check-over-lambda.ts';
import { createS3Client } from '../shared/platform/clients.ts';
import { answerSync, isSync, SYNC_START_MS } from '../shared/platform/sync-over-lambda.ts';
import { optionalVariable, readEnvironment } from '../shared/platform/environment.ts';
import { secretStores } from '../shared/platform/secret-stores.ts';
import { DetailsInUse } from '../shared/policies/details-in-use.ts';
import { DETAILS_OF_POLICIES, TYPES_LOOKED_UP } from '../shared/policies/details-of-policies.generated.ts';
import { PolicyBucket } from '../shared/policies/policy-bucket.ts';
import { screenApart } from '../shared/policies/screen-apart.ts';
import { workerHandler } from '../shared/platform/worker-handler.ts';
import { CLOUD_PROVIDERS } from '../shared/providers.ts';
import { systemClock } from '../shared/real-seams.ts';
import { RESOURCE_TYPES } from '../shared/registry.ts';
import { splitList } from '../shared/validation/lists.ts';

const { EXPORTS_BUCKET } = readEnvironment(['EXPORTS_BUCKET']);
const s3 = createS3Client();
const inUse = new DetailsInUse(new PolicyBucket(s3, EXPORTS_BUCKET), DETAILS_OF_POLICIES, screenApart(systemClock));
const readsAll = optionalVariable('MUSTER_DETAILS') === 'all';
const regions = optionalVariable('MUSTER_REGIONS') ?? '*';

const isOwnMachine = optionalVariable('MUSTER_SECRETS_IN_ENVIRONMENT') === 'allowed';
const secrets = new Secrets(secretStores(isOwnMachine ? process.env : undefined), systemClock);

const context = { environment: process.env, isDeployment: !isOwnMachine } as const;

export const handler = workerHandler(({ store, outbox, metrics, starter, log }) => {
  const connections = new ConnectionDirectory(store);
  const agent = new SubscriptionAgent(CLOUD_PROVIDERS, connections, secrets, context, systemClock);
  const accounts = new AccountDirectory(store);
  return {
    operations: OPERATIONS,
    // Only this function's role may take the roles of member accounts and read the secrets of connections.
    direct: (event, deadline) => {
      if (isSync(event)) {
        const until = deadline - SYNC_START_MS;
        const late = AbortSignal.timeout(Math.max(0, until - systemClock.now()));
        return answerSync(event, { agent, connections, accounts, clock: systemClock, starter, log, until, late });
      }
      if (!isCheck(event)) return undefined;
      return answerCheck(event, connections, { agent, accounts, types: RESOURCE_TYPES, signal: AbortSignal.timeout(CHECK_MS) });
    },
    work: new InventoryWork({
      store,
      outbox,
      agent,
      types: RESOURCE_TYPES,
      checkpoints: new CheckpointBucket(s3, EXPORTS_BUCKET),
      details: async () => (readsAll ? 'all' : await inUse.fields()),
      regions: regions === '*' ? '*' : splitList(regions),
      rhythm: optionalVariable('MUSTER_RHYTHM') ?? 'nightly',
      alwaysRead: new Set(TYPES_LOOKED_UP),
      maxResources: optionalVariable('MUSTER_MAX_RESOURCES_PER_SLICE'),
      sliceConcurrency: SLICE_CONCURRENCY,
      writeConcurrency: WRITE_CONCURRENCY,
      metrics,
    }),
  };
});
