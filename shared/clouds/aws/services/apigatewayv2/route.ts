/** Routes of every HTTP and WebSocket API of a region. */
import { arn, defineType, inside, paged, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::Route',
  kind: 'api',
  parents: 'AWS::ApiGatewayV2::Api',
  inherit: { ApiId: 'ApiId' },
  list: paged('GetRoutes', 'Items', {}, { from: { ApiId: 'ApiId' }, permission: GET }),
  id: template('{ApiId}/{RouteId}'),
  nativeId: arn('/apis/{ApiId}/routes/{RouteId}', { account: false }),
  name: 'RouteKey',
  relationships: [
    inside('AWS::ApiGatewayV2::Api', 'ApiId'),
    { ...uses('AWS::ApiGatewayV2::Authorizer'), texts: [template('{ApiId}/{AuthorizerId}')] },
  ],
});
