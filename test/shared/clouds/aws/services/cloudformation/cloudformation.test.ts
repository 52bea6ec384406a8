import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

const STACK = 'stack/[a-z-]+/[0-9a-f-]{36}';

it.each([
  {
    type: 'AWS::CloudFormation::Stack',
    id: `arn:aws:cloudformation:us-east-1:[0-9]+:${STACK}`,
    arn: `cloudformation:<region>:<account>:${STACK}`,
    relations: ['member_of AWS::CloudFormation::Stack', 'uses AWS::IAM::Role', 'uses AWS::SNS::Topic'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of parameters and outputs without their values', async () => {
  const stack = {
    StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/blue/1',
    Parameters: [{ ParameterKey: 'Token', ParameterValue: 'hunter2', ResolvedValue: 'hunter2' }],
    Outputs: [{ OutputKey: 'Url', OutputValue: 'https://hunter2.example', ExportName: 'url' }],
  };
  const aws = new SampledAws({ DescribeStacks: { Stacks: [stack] } });

  const { config } = await fetchOne(typeCalled('AWS::CloudFormation::Stack'), stack.StackId, aws);
  expect(config).toMatchObject({ Parameters: [{ ParameterKey: 'Token' }], Outputs: [{ OutputKey: 'Url', ExportName: 'url' }] });
  expect(JSON.stringify(config)).not.toContain('hunter2');
});

it('asks for no stack by name, so that deleted ones are left out', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::CloudFormation::Stack'), aws);

  expect(aws.called('DescribeStacks').map(({ input }) => Object.keys(input))).toContainEqual([]);
});
