import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::ElasticBeanstalk::Environment',
    id: 'e-[a-z2-7]{10}',
    arn: 'elasticbeanstalk:<region>:<account>:environment/.+/.+-web',
    relations: ['uses AWS::ElasticBeanstalk::Application'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const ENVIRONMENT = typeCalled('AWS::ElasticBeanstalk::Environment');

it('leaves out terminated environments', async () => {
  const aws = new SampledAws();
  await fetchAll(ENVIRONMENT, aws);

  expect(aws.called('DescribeEnvironments').map(({ input }) => input['IncludeDeleted'])).toEqual([false]);
});

it('stores the option settings of a few namespaces, and no environment variable or password', async () => {
  const option = (Namespace: string, OptionName: string, Value: string): object => ({ Namespace, OptionName, Value });
  const kept = [
    option('aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'true'),
    option('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled', 'true'),
  ];
  const OptionSettings = [
    option('aws:elasticbeanstalk:application:environment', 'API_KEY', 'hunter2'),
    option('aws:rds:dbinstance', 'DBPassword', 'hunter2'),
    option('aws:cloudformation:template:parameter', 'EnvironmentVariables', 'API_KEY=hunter2'),
    option('AWS:elasticbeanstalk:managedactions', 'hunter2', 'hunter2'),
    { OptionName: 'hunter2', Value: 'hunter2' },
    ...kept,
  ];
  const aws = new SampledAws({ DescribeConfigurationSettings: { ConfigurationSettings: [{ OptionSettings }, {}] } });
  const [found] = await fetchAll(ENVIRONMENT, aws);

  expect(found?.config['ConfigurationSettings']).toEqual([{ OptionSettings: kept }, {}]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

it('leaves the option settings unread where they may not be read', async () => {
  const aws = new SampledAws({
    DescribeConfigurationSettings: new AnsweredError('InsufficientPrivilegesException', 'Access denied.', 403),
  });
  const [found] = await fetchAll(ENVIRONMENT, aws);

  expect(found?.unread).toMatchObject({ ConfigurationSettings: { permission: 'elasticbeanstalk:DescribeConfigurationSettings' } });
  expect(found?.config).not.toHaveProperty('ConfigurationSettings');
});
