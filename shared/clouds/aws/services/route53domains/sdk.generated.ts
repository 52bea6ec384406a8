/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { Route53DomainsClient, GetDomainDetailCommand, ListDomainsCommand, ListTagsForDomainCommand } from '@aws-sdk/client-route-53-domains';
import type { LoadedService } from '../../types/loaded-service.ts';
import domainType from './domain.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: Route53DomainsClient,
  commands: { GetDomainDetail: GetDomainDetailCommand, ListDomains: ListDomainsCommand, ListTagsForDomain: ListTagsForDomainCommand },
  types: [domainType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
