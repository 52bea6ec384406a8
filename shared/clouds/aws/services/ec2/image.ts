/** Images that the account owns in a region, deprecated and disabled ones included. `Public` says that everyone may launch them. */
import { arn, defineType, first, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Image',
  kind: 'image',
  list: paged('DescribeImages', 'Images', { Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true, MaxResults: 1000 }),
  id: 'ImageId',
  nativeId: arn('image/{ImageId}', { account: false }),
  name: first(tag('Name'), 'Name'),
  tags: 'Tags',
  relationships: [
    uses('AWS::EC2::Snapshot', 'BlockDeviceMappings[].Ebs.SnapshotId'),
    relation('created_from', 'AWS::EC2::Instance', 'SourceInstanceId'),
  ],
  // Changes with the launches of instances, up to a day later.
  volatile: ['LastLaunchedTime'],
});
