/** The worker of inventories: reads the resources of an account from its cloud. */
import { asking } from '../shared/clouds/asked-details.ts';
import { cloudsOf } from '../shared/clouds/provider.ts';
import { ConnectionDirectory } from '../shared/connections/connection-repository.ts';
import { InventoryWork } from '../shared/inventory/inventory-work.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { optionalVariable } from '../shared/platform/environment.ts';
import { DETAILS_OF_POLICIES } from '../shared/policies/details-of-policies.generated.ts';
import { workerHandler } from '../shared/platform/worker-handler.ts';
import { CLOUD_PROVIDERS } from '../shared/providers.ts';
import { RESOURCE_TYPES } from '../shared/registry.ts';

/** The most slices of an account that are read at the same time, and the most rows of a slice that are written at the same time. */
const SLICE_CONCURRENCY = 8;
const WRITE_CONCURRENCY = 8;

const regions = optionalVariable('MUSTER_REGIONS') ?? '*';

export const handler = workerHandler(({ store, metrics }) => ({
  operations: OPERATIONS,
  work: new InventoryWork({
    store,
    clouds: cloudsOf(CLOUD_PROVIDERS, process.env),
    connections: new ConnectionDirectory(store),
    types: asking(RESOURCE_TYPES, optionalVariable('MUSTER_DETAILS') === 'all' ? 'all' : DETAILS_OF_POLICIES),
    regions: regions === '*' ? '*' : regions.split(','),
    sliceConcurrency: SLICE_CONCURRENCY,
    writeConcurrency: WRITE_CONCURRENCY,
    metrics,
  }),
}));
