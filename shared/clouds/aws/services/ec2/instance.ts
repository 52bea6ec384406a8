/**
 * Virtual machines of a region. Terminated ones are gone, though EC2 names them for about an hour more. User data is
 * not read: it often holds secrets.
 */
import { EC2Client, paginateDescribeInstances, type Instance } from '@aws-sdk/client-ec2';
import { defineAwsType } from '../../define-type.ts';
import { required, tagMap } from '../../plain.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<EC2Client, Instance>({
  type: 'AWS::EC2::Instance',
  kind: 'virtual_machine',
  service: 'ec2',
  scope: 'regional',
  client: EC2Client,
  listPermissions: ['ec2:DescribeInstances'],
  // All lists are sets: interfaces carry their device index, and a flag marks the primary address.

  async *list({ client }) {
    for await (const page of paginateDescribeInstances({ client, pageSize: 500 }, {})) {
      const instances = (page.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []);
      yield instances.filter((instance) => instance.State?.Name !== 'terminated');
    }
  },

  parse(instance, { account, partition, region }) {
    const id = required(instance.InstanceId, 'InstanceId');
    const tags = tagMap(instance.Tags);
    const groups = [instance, ...(instance.NetworkInterfaces ?? []).map(({ Groups }) => ({ SecurityGroups: Groups }))];
    return {
      resource_id: id,
      native_id: `arn:${partition}:ec2:${region}:${account}:instance/${id}`,
      name: tags['Name'] ?? null,
      tags,
      relationships: [
        ...related('in', 'AWS::EC2::VPC', instance.VpcId),
        ...related('in', 'AWS::EC2::Subnet', instance.SubnetId),
        ...relatedToAll(
          'uses',
          'AWS::EC2::SecurityGroup',
          groups.flatMap(({ SecurityGroups }) => (SecurityGroups ?? []).map(({ GroupId }) => GroupId)),
        ),
        ...relatedToAll(
          'uses',
          'AWS::EC2::Volume',
          (instance.BlockDeviceMappings ?? []).map(({ Ebs }) => Ebs?.VolumeId),
        ),
        ...related('uses', 'AWS::IAM::InstanceProfile', instance.IamInstanceProfile?.Arn),
        ...related('uses', 'AWS::EC2::Image', instance.ImageId),
      ],
    };
  },
});
