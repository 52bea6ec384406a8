/**
 * Environments of a region that are not terminated. One call tells all of an environment's option settings, and with them the values of the
 * application's environment variables and the password of its database: only the settings of the namespaces below are stored.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html: none of their options is a secret. */
const STORED_NAMESPACES = [
  'aws:elasticbeanstalk:cloudwatch:logs',
  'aws:elasticbeanstalk:cloudwatch:logs:health',
  'aws:elasticbeanstalk:healthreporting:system',
  'aws:elasticbeanstalk:managedactions',
  'aws:elasticbeanstalk:managedactions:platformupdate',
];

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
  details: {
    Tags: read('ListTagsForResource', { ResourceArn: 'EnvironmentArn' }, 'ResourceTags'),
    // While an update is on its way there are two: the deployed one, and the one that is pending or has failed.
    ConfigurationSettings: read(
      'DescribeConfigurationSettings',
      { ApplicationName: 'ApplicationName', EnvironmentName: 'EnvironmentName' },
      'ConfigurationSettings',
    ),
  },
  // They follow the health of the instances, and every update that is under way.
  volatile: ['Health', 'HealthStatus', 'AbortableOperationInProgress', 'Status'],
  keepOnly: { 'ConfigurationSettings[].OptionSettings': { path: 'Namespace', is: STORED_NAMESPACES } },
});
