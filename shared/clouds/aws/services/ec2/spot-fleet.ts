/**
 * Requests of a region for fleets of spot machines. Cancelled ones are left out, though EC2 lists them for about two days. User data is not
 * stored, because it often holds secrets. Subnets are no relationships: one text may name several of them.
 */
import { arn, defineType, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::SpotFleet',
  kind: 'virtual_machine_group',
  list: paged('DescribeSpotFleetRequests', 'SpotFleetRequestConfigs', { MaxResults: 1000 }),
  only: { path: 'SpotFleetRequestState', not: ['cancelled'] },
  id: 'SpotFleetRequestId',
  nativeId: arn('spot-fleet-request/{SpotFleetRequestId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'SpotFleetRequestConfig.IamFleetRole'),
    uses('AWS::EC2::LaunchTemplate', 'SpotFleetRequestConfig.LaunchTemplateConfigs[].LaunchTemplateSpecification.LaunchTemplateId'),
    uses('AWS::EC2::Image', 'SpotFleetRequestConfig.LaunchSpecifications[].ImageId'),
    uses('AWS::EC2::SecurityGroup', 'SpotFleetRequestConfig.LaunchSpecifications[].SecurityGroups[].GroupId'),
    uses('AWS::IAM::InstanceProfile', 'SpotFleetRequestConfig.LaunchSpecifications[].IamInstanceProfile.Arn'),
  ],
  // They follow the machines that come and go.
  volatile: ['ActivityStatus', 'SpotFleetRequestConfig.FulfilledCapacity', 'SpotFleetRequestConfig.OnDemandFulfilledCapacity'],
  drop: ['SpotFleetRequestConfig.LaunchSpecifications[].UserData'],
});
