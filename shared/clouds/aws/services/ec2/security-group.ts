/** Security groups of a region with their rules, those of other accounts in a shared VPC among them (`OwnerId` names the account). */
import { arn, defineType, first, inside, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::SecurityGroup',
  kind: 'firewall',
  list: paged('DescribeSecurityGroups', 'SecurityGroups', { MaxResults: 500 }),
  id: 'GroupId',
  nativeId: first('SecurityGroupArn', arn('security-group/{GroupId}', { account: 'OwnerId' })),
  name: first(tag('Name'), 'GroupName'),
  tags: 'Tags',
  owner: 'OwnerId',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation(
      'refers_to',
      'AWS::EC2::SecurityGroup',
      'IpPermissions[].UserIdGroupPairs[].GroupId',
      'IpPermissionsEgress[].UserIdGroupPairs[].GroupId',
    ),
  ],
});
