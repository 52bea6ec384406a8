import { type Look, text } from '../said-of-services.ts';

const STAGE = 'AWS::ApiGateway::Stage';

export const CALLS = 2;

export const LOOKS: Readonly<Record<string, Look>> = {
  rest_api_open_policy: { type: 'AWS::ApiGateway::RestApi', is: (api) => text(api['policy']).includes('"Principal":"*"') },
  rest_stage_without_access_logs: { type: STAGE, is: (stage) => stage['accessLogSettings'] === undefined },
  rest_stage_without_tracing: { type: STAGE, is: (stage) => stage['tracingEnabled'] === false },
  rest_stage_cache_unencrypted: { type: STAGE, is: (stage) => text(stage['methodSettings']).includes('"cacheDataEncrypted":false') },
  rest_stage_without_execution_logs: { type: STAGE, is: (stage) => text(stage['methodSettings']).includes('"loggingLevel":"OFF"') },
  rest_stage_without_client_certificate: { type: STAGE, is: (stage) => stage['clientCertificateId'] === undefined },
  rest_stage_without_web_acl: { type: STAGE, is: (stage) => stage['webAclArn'] === undefined },
  rest_domain_old_tls: { type: 'AWS::ApiGateway::DomainName', is: (domain) => domain['securityPolicy'] === 'TLS_1_0' },
  rest_method_without_authorizer: {
    type: 'AWS::ApiGateway::Resource',
    is: (resource) => text(resource['resourceMethods']).includes('"authorizationType":"NONE"'),
  },
};
