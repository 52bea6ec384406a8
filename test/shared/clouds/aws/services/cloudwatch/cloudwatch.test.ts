import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::CloudWatch::Alarm',
    id: '(.+-(errors|latency)|trail-.+)',
    arn: 'cloudwatch:<region>:<account>:alarm:.+',
    relations: ['notifies AWS::Lambda::Function', 'notifies AWS::SNS::Topic'],
  },
  {
    type: 'AWS::CloudWatch::CompositeAlarm',
    id: '.+-any',
    arn: 'cloudwatch:<region>:<account>:alarm:.+-any',
    relations: ['notifies AWS::Lambda::Function'],
  },
  { type: 'AWS::CloudWatch::Dashboard', id: '[a-z-]+', arn: 'cloudwatch::<account>:dashboard/[a-z-]+' },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('knows the topics that an alarm tells, and that its state is no change', async () => {
  const topic = 'arn:aws:sns:us-east-1:1:alarms';
  const MetricAlarms = [{ AlarmName: 'a', AlarmArn: 'arn:aws:cloudwatch:us-east-1:1:alarm:a', AlarmActions: [topic], StateValue: 'ALARM' }];
  const type = typeCalled('AWS::CloudWatch::Alarm');

  const [alarm] = await fetchAll(type, new SampledAws({ DescribeAlarms: { MetricAlarms }, GetResources: { ResourceTagMappingList: [] } }));

  expect(alarm?.relationships).toEqual([{ relation: 'notifies', type: 'AWS::SNS::Topic', id: topic }]);
  expect(type.volatile).toContain('StateValue');
});
