/** Security groups of a region with their rules. */
import { EC2Client, paginateDescribeSecurityGroups, type SecurityGroup } from '@aws-sdk/client-ec2';
import { defineAwsType } from '../../define-type.ts';
import { nullable, required, tagMap } from '../../plain.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<EC2Client, SecurityGroup>({
  type: 'AWS::EC2::SecurityGroup',
  kind: 'firewall',
  service: 'ec2',
  scope: 'regional',
  client: EC2Client,
  listPermissions: ['ec2:DescribeSecurityGroups'],
  // All lists are sets: every rule allows, so that none comes before another.

  async *list({ client }) {
    for await (const page of paginateDescribeSecurityGroups({ client, pageSize: 500 }, {})) yield page.SecurityGroups ?? [];
  },

  parse(group, { account, partition, region }) {
    const id = required(group.GroupId, 'GroupId');
    const tags = tagMap(group.Tags);
    const rules = [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])];
    const named = rules.flatMap((rule) => (rule.UserIdGroupPairs ?? []).map((pair) => pair.GroupId));
    return {
      resource_id: id,
      native_id: group.SecurityGroupArn ?? `arn:${partition}:ec2:${region}:${group.OwnerId ?? account}:security-group/${id}`,
      name: tags['Name'] ?? nullable(group.GroupName),
      tags,
      relationships: [
        ...related('in', 'AWS::EC2::VPC', group.VpcId),
        // A group's rules often name the group itself.
        ...relatedToAll(
          'refers_to',
          'AWS::EC2::SecurityGroup',
          named.filter((other) => other !== id),
        ),
      ],
    };
  },
});
