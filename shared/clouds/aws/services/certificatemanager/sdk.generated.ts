/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import certificateType from './certificate.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ACMClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeCertificate: DescribeCertificateCommand, ListCertificates: ListCertificatesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [certificateType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
