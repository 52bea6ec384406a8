/** Links of a region from REST APIs into a network. */
import { arn, defineType, paged, relation } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::VpcLink',
  kind: 'private_endpoint',
  list: paged('GetVpcLinks', 'items', { limit: 500 }, { permission: GET }),
  id: 'id',
  nativeId: arn('/vpclinks/{id}', { account: false }),
  name: 'name',
  tags: 'tags',
  relationships: [relation('forwards_to', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'targetArns[]')],
});
