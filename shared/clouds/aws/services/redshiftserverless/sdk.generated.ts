/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RedshiftServerlessClient, ListNamespacesCommand, ListTagsForResourceCommand, ListWorkgroupsCommand } from '@aws-sdk/client-redshift-serverless';
import type { LoadedService } from '../../types/loaded-service.ts';
import namespaceType from './namespace.ts';
import workgroupType from './workgroup.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RedshiftServerlessClient,
  commands: { ListNamespaces: ListNamespacesCommand, ListTagsForResource: ListTagsForResourceCommand, ListWorkgroups: ListWorkgroupsCommand },
  types: [namespaceType, workgroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
