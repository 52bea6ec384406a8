/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ApiGatewayV2Client, GetApisCommand, GetAuthorizersCommand, GetIntegrationsCommand, GetRoutesCommand, GetStagesCommand, GetVpcLinksCommand } from '@aws-sdk/client-apigatewayv2';
import type { LoadedService } from '../../types/loaded-service.ts';
import apiType from './api.ts';
import authorizerType from './authorizer.ts';
import integrationType from './integration.ts';
import routeType from './route.ts';
import stageType from './stage.ts';
import vpcLinkType from './vpc-link.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ApiGatewayV2Client,
  commands: { GetApis: GetApisCommand, GetAuthorizers: GetAuthorizersCommand, GetIntegrations: GetIntegrationsCommand, GetRoutes: GetRoutesCommand, GetStages: GetStagesCommand, GetVpcLinks: GetVpcLinksCommand },
  types: [apiType, authorizerType, integrationType, routeType, stageType, vpcLinkType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
