/** Tables of a region with their settings, without their items. */
import { defineType, paged, read, readAll, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DynamoDB::Table',
  kind: 'table',
  list: paged('ListTables', 'TableNames', { Limit: 100 }, { as: 'TableName' }),
  describe: read('DescribeTable', { TableName: 'TableName' }, 'Table'),
  gone: ['ResourceNotFoundException', 'TableNotFoundException'],
  id: 'TableName',
  nativeId: 'TableArn',
  name: 'TableName',
  tags: 'Tags',
  relationships: [usesKey('SSEDescription.KMSMasterKeyArn')],
  details: {
    ContinuousBackups: read('DescribeContinuousBackups', { TableName: 'TableName' }, 'ContinuousBackupsDescription'),
    TimeToLiveDescription: read('DescribeTimeToLive', { TableName: 'TableName' }, 'TimeToLiveDescription'),
    ResourcePolicy: read('GetResourcePolicy', { ResourceArn: 'TableArn' }, 'Policy', { absent: ['PolicyNotFoundException'] }),
    Tags: readAll('ListTagsOfResource', { ResourceArn: 'TableArn' }, 'Tags'),
  },
  // The partition key comes before the sort key.
  ordered: ['KeySchema', 'GlobalSecondaryIndexes[].KeySchema', 'LocalSecondaryIndexes[].KeySchema'],
  // Counts and times that change with the use of the table.
  volatile: [
    'ItemCount',
    'TableSizeBytes',
    'ProvisionedThroughput.NumberOfDecreasesToday',
    'ProvisionedThroughput.LastIncreaseDateTime',
    'ProvisionedThroughput.LastDecreaseDateTime',
    'WarmThroughput',
    'GlobalSecondaryIndexes[].IndexSizeBytes',
    'GlobalSecondaryIndexes[].ItemCount',
    'GlobalSecondaryIndexes[].WarmThroughput',
    'GlobalSecondaryIndexes[].ProvisionedThroughput.NumberOfDecreasesToday',
    'GlobalSecondaryIndexes[].ProvisionedThroughput.LastIncreaseDateTime',
    'GlobalSecondaryIndexes[].ProvisionedThroughput.LastDecreaseDateTime',
    'VectorIndexes[].IndexSizeBytes',
    'VectorIndexes[].ItemCount',
    'LocalSecondaryIndexes[].IndexSizeBytes',
    'LocalSecondaryIndexes[].ItemCount',
    'ContinuousBackups.PointInTimeRecoveryDescription.EarliestRestorableDateTime',
    'ContinuousBackups.PointInTimeRecoveryDescription.LatestRestorableDateTime',
  ],
  documents: ['ResourcePolicy'],
});
