/** Peering connections of a region's VPCs, seen from either side. Those that have ended are left out, though EC2 lists them for some days. */
import { arn, defineType, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPCPeeringConnection',
  kind: 'gateway',
  list: paged('DescribeVpcPeeringConnections', 'VpcPeeringConnections', { MaxResults: 1000 }),
  only: { path: 'Status.Code', not: ['deleted', 'rejected', 'expired', 'failed'] },
  id: 'VpcPeeringConnectionId',
  nativeId: arn('vpc-peering-connection/{VpcPeeringConnectionId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [relation('attached_to', 'AWS::EC2::VPC', 'RequesterVpcInfo.VpcId', 'AccepterVpcInfo.VpcId')],
});
