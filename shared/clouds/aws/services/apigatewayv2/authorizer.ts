/** Authorizers of every HTTP and WebSocket API of a region. */
import { arn, defineType, inside, paged, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::Authorizer',
  kind: 'api',
  parents: 'AWS::ApiGatewayV2::Api',
  inherit: { ApiId: 'ApiId' },
  list: paged('GetAuthorizers', 'Items', {}, { from: { ApiId: 'ApiId' }, permission: GET }),
  id: template('{ApiId}/{AuthorizerId}'),
  nativeId: arn('/apis/{ApiId}/authorizers/{AuthorizerId}', { account: false }),
  name: 'Name',
  relationships: [inside('AWS::ApiGatewayV2::Api', 'ApiId'), uses('AWS::IAM::Role', 'AuthorizerCredentialsArn')],
});
