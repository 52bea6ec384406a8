import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    id: '[a-z-]+-(app|batch)',
    arn: 'autoscaling:<region>:<account>:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName/[a-z-]+',
    relations: [
      'uses AWS::AutoScaling::LaunchConfiguration',
      'uses AWS::EC2::LaunchTemplate',
      'uses AWS::ElasticLoadBalancingV2::TargetGroup',
    ],
  },
  {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    id: '[a-z-]+-(batch-3|trial-1)',
    arn: 'autoscaling:<region>:<account>:launchConfiguration:[0-9a-f-]{36}:launchConfigurationName/[a-z-]+-(batch-3|trial-1)',
    relations: ['uses AWS::EC2::SecurityGroup'],
  },
  {
    type: 'AWS::AutoScaling::ScheduledAction',
    id: '.+-app:morning',
    arn: 'autoscaling:<region>:<account>:scheduledUpdateGroupAction:[0-9a-f-]{36}:autoScalingGroupName/.+-app:scheduledActionName/morning',
    relations: ['in AWS::AutoScaling::AutoScalingGroup'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('asks for groups without their instances', async () => {
  const aws = new SampledAws();

  await fetchAll(typeCalled('AWS::AutoScaling::AutoScalingGroup'), aws);

  expect(aws.called('DescribeAutoScalingGroups').length).toBeGreaterThan(0);
  for (const { input } of aws.called('DescribeAutoScalingGroups')) expect(input['IncludeInstances']).toBe(false);
});

it('stores no user data', async () => {
  const found = await fetchAll(typeCalled('AWS::AutoScaling::LaunchConfiguration'));

  expect(found.length).toBeGreaterThan(0);
  for (const { config } of found) expect(config).not.toHaveProperty('UserData');
});
