/** Virtual networks of a region, the default one included. */
import { EC2Client, paginateDescribeVpcs, type Vpc } from '@aws-sdk/client-ec2';
import { defineAwsType } from '../../define-type.ts';
import { required, tagMap } from '../../plain.ts';
import { related } from '../../relations.ts';

export default defineAwsType<EC2Client, Vpc>({
  type: 'AWS::EC2::VPC',
  kind: 'network',
  service: 'ec2',
  scope: 'regional',
  client: EC2Client,
  listPermissions: ['ec2:DescribeVpcs'],
  // All lists are sets: the primary address block is `CidrBlock`.

  async *list({ client }) {
    for await (const page of paginateDescribeVpcs({ client, pageSize: 500 }, {})) yield page.Vpcs ?? [];
  },

  parse(vpc, { account, partition, region }) {
    const id = required(vpc.VpcId, 'VpcId');
    const tags = tagMap(vpc.Tags);
    return {
      resource_id: id,
      native_id: `arn:${partition}:ec2:${region}:${vpc.OwnerId ?? account}:vpc/${id}`,
      name: tags['Name'] ?? null,
      tags,
      relationships: related('uses', 'AWS::EC2::DHCPOptions', vpc.DhcpOptionsId),
    };
  },
});
