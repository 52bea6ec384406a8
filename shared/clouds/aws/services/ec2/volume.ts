/** Block storage volumes of a region, attached or not. */
import { EC2Client, paginateDescribeVolumes, type Volume } from '@aws-sdk/client-ec2';
import { defineAwsType } from '../../define-type.ts';
import { required, tagMap } from '../../plain.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<EC2Client, Volume>({
  type: 'AWS::EC2::Volume',
  kind: 'disk',
  service: 'ec2',
  scope: 'regional',
  client: EC2Client,
  listPermissions: ['ec2:DescribeVolumes'],

  async *list({ client }) {
    for await (const page of paginateDescribeVolumes({ client, pageSize: 500 }, {})) yield page.Volumes ?? [];
  },

  parse(volume, { account, partition, region }) {
    const id = required(volume.VolumeId, 'VolumeId');
    const tags = tagMap(volume.Tags);
    return {
      resource_id: id,
      native_id: `arn:${partition}:ec2:${region}:${account}:volume/${id}`,
      name: tags['Name'] ?? null,
      tags,
      relationships: [
        ...relatedToAll(
          'attached_to',
          'AWS::EC2::Instance',
          (volume.Attachments ?? []).map(({ InstanceId }) => InstanceId),
        ),
        ...related('uses', 'AWS::KMS::Key', volume.KmsKeyId),
        ...related('created_from', 'AWS::EC2::Snapshot', volume.SnapshotId),
      ],
    };
  },
});
