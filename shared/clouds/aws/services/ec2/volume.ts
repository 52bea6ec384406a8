/** Block storage volumes of a region, attached or not. */
import { arn, defineType, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Volume',
  kind: 'disk',
  list: paged('DescribeVolumes', 'Volumes', { MaxResults: 500 }),
  id: 'VolumeId',
  nativeId: arn('volume/{VolumeId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    relation('attached_to', 'AWS::EC2::Instance', 'Attachments[].InstanceId'),
    uses('AWS::KMS::Key', 'KmsKeyId'),
    relation('created_from', 'AWS::EC2::Snapshot', 'SnapshotId'),
  ],
});
