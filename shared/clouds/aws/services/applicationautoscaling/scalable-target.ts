/**
 * Tables, services, clusters and functions of a region whose capacity may scale by itself, and between which bounds. Tags are not read: they would take a
 * call for each target, of which a table has two, and each of its indexes two more.
 */
import { defineType, template, uses } from '../../types/define.ts';
import { ofEveryService } from './service.ts';

export default defineType({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  kind: 'settings',
  list: ofEveryService('DescribeScalableTargets', 'ScalableTargets', 50),
  id: template('{ServiceNamespace}/{ResourceId}/{ScalableDimension}'),
  nativeId: 'ScalableTargetARN',
  name: 'ResourceId',
  tags: false,
  relationships: [uses('AWS::IAM::Role', 'RoleARN')],
  volatile: ['PredictedCapacity'],
});
