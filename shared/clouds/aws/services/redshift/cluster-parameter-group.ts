/** Parameter groups of Redshift clusters, with all of their parameters. */
import { arn, defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Redshift::ClusterParameterGroup',
  kind: 'settings',
  list: paged('DescribeClusterParameterGroups', 'ParameterGroups', { MaxRecords: 100 }),
  gone: ['ClusterParameterGroupNotFoundFault', 'ClusterParameterGroupNotFound'],
  id: 'ParameterGroupName',
  nativeId: arn('parametergroup:{ParameterGroupName}'),
  name: 'ParameterGroupName',
  tags: 'Tags',
  details: {
    Parameters: readAll('DescribeClusterParameters', { ParameterGroupName: 'ParameterGroupName' }, 'Parameters', {
      input: { MaxRecords: 100 },
    }),
  },
});
