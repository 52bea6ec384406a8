/** Block storage volumes of a region, attached or not. */
import { arn, defineType, paged, relation, tag, usesKey } from '../../types/define.ts';

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
    usesKey('KmsKeyId'),
    relation('created_from', 'AWS::EC2::Snapshot', 'SnapshotId'),
  ],
});
