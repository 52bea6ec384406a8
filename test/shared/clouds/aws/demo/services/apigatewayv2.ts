import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1.4;

export const LOOKS: Readonly<Record<string, Look>> = {
  http_stage_without_access_logs: { type: 'AWS::ApiGatewayV2::Stage', is: (stage) => stage['AccessLogSettings'] === undefined },
  http_route_without_authorizer: { type: 'AWS::ApiGatewayV2::Route', is: (route) => text(route['AuthorizationType']) === '"NONE"' },
};
