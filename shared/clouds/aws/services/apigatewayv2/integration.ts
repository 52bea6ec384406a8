/**
 * Integrations of every HTTP and WebSocket API of a region. Of their parameters and templates the names are stored and the values are not:
 * they may hold keys that the API sends to its backend.
 */
import { arn, defineType, inside, paged, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::Integration',
  kind: 'api',
  parents: 'AWS::ApiGatewayV2::Api',
  inherit: { ApiId: 'ApiId' },
  list: paged('GetIntegrations', 'Items', {}, { from: { ApiId: 'ApiId' }, permission: GET }),
  id: template('{ApiId}/{IntegrationId}'),
  nativeId: arn('/apis/{ApiId}/integrations/{IntegrationId}', { account: false }),
  relationships: [
    inside('AWS::ApiGatewayV2::Api', 'ApiId'),
    uses('AWS::IAM::Role', 'CredentialsArn'),
    uses('AWS::ApiGatewayV2::VpcLink', 'ConnectionId'),
  ],
  keysOnly: ['RequestParameters', 'RequestTemplates', 'ResponseParameters.*'],
  urls: ['IntegrationUri'],
});
