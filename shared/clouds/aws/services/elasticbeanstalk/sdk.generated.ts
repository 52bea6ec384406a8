/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElasticBeanstalkClient, DescribeApplicationsCommand, DescribeConfigurationSettingsCommand, DescribeEnvironmentsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-elastic-beanstalk';
import type { LoadedService } from '../../types/loaded-service.ts';
import applicationType from './application.ts';
import environmentType from './environment.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElasticBeanstalkClient,
  commands: { DescribeApplications: DescribeApplicationsCommand, DescribeConfigurationSettings: DescribeConfigurationSettingsCommand, DescribeEnvironments: DescribeEnvironmentsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [applicationType, environmentType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
