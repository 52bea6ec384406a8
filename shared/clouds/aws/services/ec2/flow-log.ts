/** Flow logs of a region: which traffic of a VPC, a subnet, a network interface or a gateway is recorded, and where. */
import { arn, defineType, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::FlowLog',
  kind: 'flow_log',
  list: paged('DescribeFlowLogs', 'FlowLogs', { MaxResults: 1000 }),
  id: 'FlowLogId',
  nativeId: arn('vpc-flow-log/{FlowLogId}'),
  name: tag('Name'),
  tags: 'Tags',
  // No relationship follows `LogDestination`: the ARN of a bucket may end in a folder there.
  relationships: [
    {
      ...relation('attached_to', 'AWS::EC2::VPC', 'ResourceId'),
      byPrefix: {
        'subnet-': 'AWS::EC2::Subnet',
        'eni-': 'AWS::EC2::NetworkInterface',
        'tgw-attach-': 'AWS::EC2::TransitGatewayAttachment',
        'tgw-': 'AWS::EC2::TransitGateway',
        'nat-': 'AWS::EC2::NatGateway',
      },
    },
    uses('AWS::Logs::LogGroup', 'LogGroupName'),
    uses('AWS::IAM::Role', 'DeliverLogsPermissionArn'),
  ],
  // The outcome of the last delivery.
  volatile: ['DeliverLogsStatus', 'DeliverLogsErrorMessage'],
});
