/** Parameter groups of clusters of a region, those of Neptune and DocumentDB included, with the parameters that somebody has set; the defaults are left out. */
import { defineType, paged, readAll } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::RDS::DBClusterParameterGroup',
  kind: 'settings',
  list: paged('DescribeDBClusterParameterGroups', 'DBClusterParameterGroups', { MaxRecords: 100 }),
  gone: ['DBParameterGroupNotFound', 'DBParameterGroupNotFoundFault'],
  id: 'DBClusterParameterGroupName',
  nativeId: 'DBClusterParameterGroupArn',
  name: 'DBClusterParameterGroupName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('DBClusterParameterGroupArn') },
  details: {
    UserParameters: readAll('DescribeDBClusterParameters', { DBClusterParameterGroupName: 'DBClusterParameterGroupName' }, 'Parameters', {
      input: { Source: 'user', MaxRecords: 100 },
    }),
  },
});
