/** Stages of every HTTP and WebSocket API of a region. The names of stage variables are stored without their values, which may be secrets. */
import { arn, defineType, inside, paged, template } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::Stage',
  kind: 'api',
  parents: 'AWS::ApiGatewayV2::Api',
  inherit: { ApiId: 'ApiId' },
  list: paged('GetStages', 'Items', {}, { from: { ApiId: 'ApiId' }, permission: GET }),
  id: template('{ApiId}/{StageName}'),
  nativeId: arn('/apis/{ApiId}/stages/{StageName}', { account: false }),
  name: 'StageName',
  tags: 'Tags',
  relationships: [
    inside('AWS::ApiGatewayV2::Api', 'ApiId'),
    {
      relation: 'logs_to',
      type: 'AWS::Logs::LogGroup',
      paths: ['AccessLogSettings.DestinationArn'],
      byPrefix: { 'deliverystream/': 'AWS::KinesisFirehose::DeliveryStream' },
    },
  ],
  keysOnly: ['StageVariables'],
});
