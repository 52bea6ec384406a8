import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
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
  {
    type: 'AWS::CloudFormation::StackSet',
    id: '.+-regions:[0-9a-f-]{36}',
    arn: 'cloudformation:<region>:<account>:stackset/.+-regions:[0-9a-f-]{36}',
    relations: ['uses AWS::IAM::Role'],
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

it('stores neither the template nor the values of parameters of a stack set, and is none once it is gone', async () => {
  const type = typeCalled('AWS::CloudFormation::StackSet');
  const found = await fetchAll(type);
  expect(found).toMatchObject([{ config: { Parameters: [{ ParameterKey: 'Password' }] } }]);
  expect(JSON.stringify(found)).not.toContain('not-stored');

  const DescribeStackSet = new AnsweredError('StackSetNotFoundException', 'No.', 404);
  expect(await fetchAll(type, new SampledAws({ DescribeStackSet }))).toEqual([]);
});
