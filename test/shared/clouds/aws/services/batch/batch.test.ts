import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Batch::ComputeEnvironment',
    id: 'arn:aws:batch:.*:compute-environment/[a-z-]+',
    arn: 'batch:<region>:<account>:compute-environment/[a-z-]+',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::Batch::JobDefinition',
    id: 'arn:aws:batch:.*:job-definition/[a-z-]+:3',
    arn: 'batch:<region>:<account>:job-definition/[a-z-]+:3',
    relations: ['uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const definition = typeCalled('AWS::Batch::JobDefinition');

it('asks for active definitions only', async () => {
  const aws = new SampledAws();

  await fetchAll(definition, aws);

  expect(aws.called('DescribeJobDefinitions').map(({ input }) => input['status'])).toEqual(['ACTIVE']);
});

it('keeps the names of variables and parameters of every kind of job, and neither their values nor commands', async () => {
  const container = {
    command: ['hunter2'],
    environment: [{ name: 'A', value: 'hunter2' }],
    logConfiguration: { options: { token: 'hunter2' } },
  };
  const ecsProperties = { taskProperties: [{ containers: [container] }] };
  const pod = { command: ['hunter2'], args: ['hunter2'], env: [{ name: 'A', value: 'hunter2' }] };
  const eksProperties = { podProperties: { containers: [pod], initContainers: [pod] } };
  const jobDefinitions = [
    {
      jobDefinitionArn: 'arn:aws:batch:us-east-1:1:job-definition/a:1',
      parameters: { target: 'hunter2' },
      containerProperties: container,
      ecsProperties,
      eksProperties,
      nodeProperties: { nodeRangeProperties: [{ container, ecsProperties, eksProperties }] },
    },
  ];

  const [found] = await fetchAll(definition, new SampledAws({ DescribeJobDefinitions: { jobDefinitions } }));

  expect(found?.config['parameters']).toEqual({ target: null });
  expect(found?.config['containerProperties']).toEqual({ environment: [{ name: 'A' }], logConfiguration: { options: { token: null } } });
  expect(JSON.stringify(found?.config['nodeProperties']).match(/"name":"A"/g)).toHaveLength(4);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

it('has no compute environment that was deleted', async () => {
  const computeEnvironments = ['VALID', 'DELETED'].map((status) => ({ computeEnvironmentArn: `arn:aws:batch:x:1:${status}`, status }));

  const found = await fetchAll(
    typeCalled('AWS::Batch::ComputeEnvironment'),
    new SampledAws({ DescribeComputeEnvironments: { computeEnvironments } }),
  );

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['arn:aws:batch:x:1:VALID']);
});
