/** Aggregators of a region, which collect the configurations of several accounts and regions. */
import { defineType, paged, readAll, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Config::ConfigurationAggregator',
  kind: 'security_service',
  list: paged('DescribeConfigurationAggregators', 'ConfigurationAggregators', { Limit: 100 }),
  id: 'ConfigurationAggregatorArn',
  nativeId: 'ConfigurationAggregatorArn',
  name: 'ConfigurationAggregatorName',
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'OrganizationAggregationSource.RoleArn')],
  details: {
    Tags: readAll('ListTagsForResource', { ResourceArn: 'ConfigurationAggregatorArn' }, 'Tags', { absent: ['ResourceNotFoundException'] }),
  },
});
