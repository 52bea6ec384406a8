/** Policies by which the capacity of tables, services, clusters and functions of a region scales. */
import { defineType, inside, template } from '../../types/define.ts';
import { ofEveryService } from './service.ts';

export default defineType({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  kind: 'settings',
  list: ofEveryService('DescribeScalingPolicies', 'ScalingPolicies', 10),
  id: 'PolicyARN',
  nativeId: 'PolicyARN',
  name: 'PolicyName',
  relationships: [
    {
      ...inside('AWS::ApplicationAutoScaling::ScalableTarget'),
      texts: [template('{ServiceNamespace}/{ResourceId}/{ScalableDimension}')],
    },
  ],
});
