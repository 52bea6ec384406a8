/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DirectoryServiceClient, DescribeDirectoriesCommand, DescribeEventTopicsCommand, ListCertificatesCommand, ListLogSubscriptionsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-directory-service';
import type { LoadedService } from '../../types/loaded-service.ts';
import directoryType from './directory.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DirectoryServiceClient,
  commands: { DescribeDirectories: DescribeDirectoriesCommand, DescribeEventTopics: DescribeEventTopicsCommand, ListCertificates: ListCertificatesCommand, ListLogSubscriptions: ListLogSubscriptionsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [directoryType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
