import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const machine = typeCalled('AWS::StepFunctions::StateMachine');

it('gives state machines ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::StepFunctions::StateMachine',
    id: 'arn:aws:states:.*:stateMachine:[a-z-]+-settlement',
    arn: 'states:<region>:<account>:stateMachine:[a-z-]+-settlement',
    relations: ['uses AWS::IAM::Role'],
  });
});

it('neither asks for an encrypted definition nor stores any', async () => {
  const aws = new SampledAws();

  const found = await fetchAll(machine, aws);

  expect(aws.called('DescribeStateMachine').map(({ input }) => input['includedData'])).toEqual(found.map(() => 'METADATA_ONLY'));
  expect(found.map(({ config }) => config['status'])).toEqual(['ACTIVE']);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('reads tags by ARN', async () => {
  expect((await fetchAll(machine))[0]?.tags).toMatchObject({ Environment: 'production' });
});

it('has no state machine that was deleted since it was listed', async () => {
  expect(
    await fetchAll(machine, new SampledAws({ DescribeStateMachine: new AnsweredError('StateMachineDoesNotExist', 'No.', 400) })),
  ).toEqual([]);
});

it('knows the log group, whose ARN the service writes with an end of its own, and the key of a state machine', async () => {
  const logGroupArn = 'arn:aws:logs:us-east-1:1:log-group:a:*';
  const DescribeStateMachine = {
    stateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:a',
    loggingConfiguration: { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }] },
    encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/a' },
  };

  expect((await fetchAll(machine, new SampledAws({ DescribeStateMachine })))[0]?.relationships).toMatchObject([
    { relation: 'logs_to', type: 'AWS::Logs::LogGroup', id: 'arn:aws:logs:us-east-1:1:log-group:a' },
    { relation: 'uses', type: 'AWS::KMS::Alias' },
  ]);
});
