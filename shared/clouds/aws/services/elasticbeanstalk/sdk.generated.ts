/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElasticBeanstalkClient, DescribeEnvironmentsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-elastic-beanstalk';
import type { LoadedService } from '../../types/loaded-service.ts';
import environmentType from './environment.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElasticBeanstalkClient,
  commands: { DescribeEnvironments: DescribeEnvironmentsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [environmentType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
