/** Access points of a region's file systems: the directory that each opens, and as which user. */
import { defineType, inside, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EFS::AccessPoint',
  kind: 'file_system',
  list: paged('DescribeAccessPoints', 'AccessPoints', { MaxResults: 100 }),
  only: { path: 'LifeCycleState', not: ['deleted'] },
  id: 'AccessPointId',
  nativeId: 'AccessPointArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [inside('AWS::EFS::FileSystem', 'FileSystemId')],
});
