/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { APIGatewayClient, GetAccountCommand, GetApiKeysCommand, GetAuthorizersCommand, GetClientCertificatesCommand, GetDomainNamesCommand, GetResourcesCommand, GetRestApisCommand, GetStagesCommand, GetUsagePlansCommand, GetVpcLinksCommand } from '@aws-sdk/client-api-gateway';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountType from './account.ts';
import apiKeyType from './api-key.ts';
import authorizerType from './authorizer.ts';
import clientCertificateType from './client-certificate.ts';
import domainNameType from './domain-name.ts';
import resourceType from './resource.ts';
import restApiType from './rest-api.ts';
import stageType from './stage.ts';
import usagePlanType from './usage-plan.ts';
import vpcLinkType from './vpc-link.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: APIGatewayClient,
  commands: { GetAccount: GetAccountCommand, GetApiKeys: GetApiKeysCommand, GetAuthorizers: GetAuthorizersCommand, GetClientCertificates: GetClientCertificatesCommand, GetDomainNames: GetDomainNamesCommand, GetResources: GetResourcesCommand, GetRestApis: GetRestApisCommand, GetStages: GetStagesCommand, GetUsagePlans: GetUsagePlansCommand, GetVpcLinks: GetVpcLinksCommand },
  types: [accountType, apiKeyType, authorizerType, clientCertificateType, domainNameType, resourceType, restApiType, stageType, usagePlanType, vpcLinkType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
