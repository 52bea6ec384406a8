/** The resources of a region whose logs another service delivers, such as the distributions of CloudFront's standard logging (v2). */
import { defineType, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::DeliverySource',
  kind: 'log_group',
  list: paged('DescribeDeliverySources', 'deliverySources', { limit: 50 }),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: 'tags',
  relationships: [
    {
      ...relation('logs', 'AWS::CloudFront::Distribution', 'resourceArns[]'),
      byPrefix: {
        'event-bus/': 'AWS::Events::EventBus',
        'knowledge-base/': 'AWS::Bedrock::KnowledgeBase',
        'organization/': 'AWS::WorkMail::Organization',
        'userpool/': 'AWS::Cognito::UserPool',
      },
    },
  ],
});
