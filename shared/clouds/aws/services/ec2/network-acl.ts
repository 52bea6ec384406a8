/** Network access control lists of a region with their rules, the default ones included. */
import { arn, defineType, inside, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::NetworkAcl',
  kind: 'firewall',
  list: paged('DescribeNetworkAcls', 'NetworkAcls', { MaxResults: 1000 }),
  id: 'NetworkAclId',
  nativeId: arn('network-acl/{NetworkAclId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  // Rules are a set: EC2 takes them by `RuleNumber`, wherever they stand.
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), relation('attached_to', 'AWS::EC2::Subnet', 'Associations[].SubnetId')],
});
