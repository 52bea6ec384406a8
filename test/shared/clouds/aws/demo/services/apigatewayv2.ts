import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1.4;

export const LOOKS: Readonly<Record<string, Look>> = {
  http_stage_without_access_logs: { type: 'AWS::ApiGatewayV2::Stage', is: (stage) => stage['AccessLogSettings'] === undefined },
  http_route_without_authorizer: {
    type: 'AWS::ApiGatewayV2::Route',
    is: (route) => route['AuthorizationType'] === 'NONE' && text(route['RouteKey']).includes(' '),
  },
  websocket_connection_open: {
    type: 'AWS::ApiGatewayV2::Route',
    is: (route) => route['AuthorizationType'] === 'NONE' && route['RouteKey'] === '$connect',
  },
  websocket_stage_without_execution_logs: {
    type: 'AWS::ApiGatewayV2::Stage',
    is: (stage) => text(stage['DefaultRouteSettings']).includes('"LoggingLevel":"OFF"'),
  },
  private_integration_plain_http: {
    type: 'AWS::ApiGatewayV2::Integration',
    is: (integration) => integration['ConnectionType'] === 'VPC_LINK' && integration['TlsConfig'] === undefined,
  },
};
