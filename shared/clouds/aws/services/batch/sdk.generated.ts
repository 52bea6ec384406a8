/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { BatchClient, DescribeComputeEnvironmentsCommand, DescribeJobDefinitionsCommand, DescribeJobQueuesCommand } from '@aws-sdk/client-batch';
import type { LoadedService } from '../../types/loaded-service.ts';
import computeEnvironmentType from './compute-environment.ts';
import jobDefinitionType from './job-definition.ts';
import jobQueueType from './job-queue.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: BatchClient,
  commands: { DescribeComputeEnvironments: DescribeComputeEnvironmentsCommand, DescribeJobDefinitions: DescribeJobDefinitionsCommand, DescribeJobQueues: DescribeJobQueuesCommand },
  types: [computeEnvironmentType, jobDefinitionType, jobQueueType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
