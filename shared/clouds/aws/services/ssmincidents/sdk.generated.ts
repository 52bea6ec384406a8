/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SSMIncidentsClient, GetReplicationSetCommand, GetResponsePlanCommand, ListReplicationSetsCommand, ListResponsePlansCommand, ListTagsForResourceCommand } from '@aws-sdk/client-ssm-incidents';
import type { LoadedService } from '../../types/loaded-service.ts';
import replicationSetType from './replication-set.ts';
import responsePlanType from './response-plan.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SSMIncidentsClient,
  commands: { GetReplicationSet: GetReplicationSetCommand, GetResponsePlan: GetResponsePlanCommand, ListReplicationSets: ListReplicationSetsCommand, ListResponsePlans: ListResponsePlansCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [replicationSetType, responsePlanType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
