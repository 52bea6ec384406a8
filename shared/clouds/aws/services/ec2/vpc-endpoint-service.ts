/** Endpoint services that an account offers in a region, and who may use them. Deleted ones are left out. */
import { arn, defineType, first, paged, readAll, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPCEndpointService',
  kind: 'private_endpoint',
  list: paged('DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations', { MaxResults: 1000 }),
  only: { path: 'ServiceState', not: ['Deleted'] },
  gone: ['InvalidVpcEndpointServiceId.NotFound'],
  id: 'ServiceId',
  nativeId: arn('vpc-endpoint-service/{ServiceId}'),
  name: first(tag('Name'), 'ServiceName'),
  tags: 'Tags',
  relationships: [
    relation('forwards_to', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'NetworkLoadBalancerArns[]', 'GatewayLoadBalancerArns[]'),
  ],
  details: {
    AllowedPrincipals: readAll('DescribeVpcEndpointServicePermissions', { ServiceId: 'ServiceId' }, 'AllowedPrincipals', {
      input: { MaxResults: 1000 },
    }),
  },
});
