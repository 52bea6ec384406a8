/** Subnets of a region, those that another account shares included (`OwnerId` tells). */
import { EC2Client, paginateDescribeSubnets, type Subnet } from '@aws-sdk/client-ec2';
import { defineAwsType } from '../../define-type.ts';
import { required, tagMap } from '../../plain.ts';
import { related } from '../../relations.ts';

export default defineAwsType<EC2Client, Subnet>({
  type: 'AWS::EC2::Subnet',
  kind: 'subnet',
  service: 'ec2',
  scope: 'regional',
  client: EC2Client,
  listPermissions: ['ec2:DescribeSubnets'],
  // All lists are sets.
  // Falls and rises with every address that is taken or given back.
  volatile: ['AvailableIpAddressCount'],

  async *list({ client }) {
    for await (const page of paginateDescribeSubnets({ client, pageSize: 500 }, {})) yield page.Subnets ?? [];
  },

  parse(subnet, { account, partition, region }) {
    const id = required(subnet.SubnetId, 'SubnetId');
    const tags = tagMap(subnet.Tags);
    return {
      resource_id: id,
      native_id: subnet.SubnetArn ?? `arn:${partition}:ec2:${region}:${subnet.OwnerId ?? account}:subnet/${id}`,
      name: tags['Name'] ?? null,
      tags,
      relationships: related('in', 'AWS::EC2::VPC', subnet.VpcId),
    };
  },
});
