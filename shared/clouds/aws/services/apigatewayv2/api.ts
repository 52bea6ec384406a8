/** HTTP and WebSocket APIs of a region. */
import { arn, defineType, paged } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::Api',
  kind: 'api',
  list: paged('GetApis', 'Items', {}, { permission: GET }),
  gone: ['NotFoundException'],
  id: 'ApiId',
  nativeId: arn('/apis/{ApiId}', { account: false }),
  name: 'Name',
  tags: 'Tags',
});
