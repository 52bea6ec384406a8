/**
 * Environments of a region that are not terminated. Their option settings are not read: one call tells all of them, and with them the values of
 * the application's environment variables and the password of its database.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticBeanstalk::Environment',
  kind: 'web_app',
  list: paged('DescribeEnvironments', 'Environments', { IncludeDeleted: false, MaxRecords: 1000 }),
  gone: ['ResourceNotFoundException'],
  id: 'EnvironmentId',
  nativeId: 'EnvironmentArn',
  name: 'EnvironmentName',
  tags: 'Tags',
  relationships: [uses('AWS::ElasticBeanstalk::Application', 'ApplicationName'), uses('AWS::IAM::Role', 'OperationsRole')],
  details: { Tags: read('ListTagsForResource', { ResourceArn: 'EnvironmentArn' }, 'ResourceTags') },
  // They follow the health of the instances, and every update that is under way.
  volatile: ['Health', 'HealthStatus', 'AbortableOperationInProgress', 'Status'],
});
