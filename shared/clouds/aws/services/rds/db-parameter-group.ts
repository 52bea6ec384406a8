/** Parameter groups of databases of a region, with the parameters that somebody has set; the defaults are left out. */
import { defineType, paged, readAll } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::RDS::DBParameterGroup',
  kind: 'settings',
  list: paged('DescribeDBParameterGroups', 'DBParameterGroups', { MaxRecords: 100 }),
  gone: ['DBParameterGroupNotFound', 'DBParameterGroupNotFoundFault'],
  id: 'DBParameterGroupName',
  nativeId: 'DBParameterGroupArn',
  name: 'DBParameterGroupName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('DBParameterGroupArn') },
  details: {
    UserParameters: readAll('DescribeDBParameters', { DBParameterGroupName: 'DBParameterGroupName' }, 'Parameters', {
      input: { Source: 'user', MaxRecords: 100 },
    }),
  },
});
