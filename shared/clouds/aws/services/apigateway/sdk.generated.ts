/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { APIGatewayClient, GetAccountCommand, GetAuthorizersCommand, GetClientCertificatesCommand, GetDomainNamesCommand, GetResourcesCommand, GetRestApisCommand, GetStagesCommand, GetVpcLinksCommand } from '@aws-sdk/client-api-gateway';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountType from './account.ts';
import authorizerType from './authorizer.ts';
import clientCertificateType from './client-certificate.ts';
import domainNameType from './domain-name.ts';
import resourceType from './resource.ts';
import restApiType from './rest-api.ts';
import stageType from './stage.ts';
import vpcLinkType from './vpc-link.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: APIGatewayClient,
  commands: { GetAccount: GetAccountCommand, GetAuthorizers: GetAuthorizersCommand, GetClientCertificates: GetClientCertificatesCommand, GetDomainNames: GetDomainNamesCommand, GetResources: GetResourcesCommand, GetRestApis: GetRestApisCommand, GetStages: GetStagesCommand, GetVpcLinks: GetVpcLinksCommand },
  types: [accountType, authorizerType, clientCertificateType, domainNameType, resourceType, restApiType, stageType, vpcLinkType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
