import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, hashOf, SampledAws, typeCalled } from '../sampled-aws.ts';

const NETWORK = ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup'];
const JOB = [...NETWORK, 'uses AWS::IAM::Role', 'uses AWS::KMS::Key'];

it.each([
  // The first account's notebook is encrypted without a key of its own.
  { name: 'NotebookInstance', path: 'notebook-instance', relations: [...NETWORK, 'uses AWS::IAM::Role'] },
  { name: 'EndpointConfig', path: 'endpoint-config', relations: ['uses AWS::SageMaker::Model'] },
  { name: 'Model', path: 'model', relations: [...NETWORK, 'uses AWS::IAM::Role'] },
  { name: 'DataQualityJobDefinition', path: 'data-quality-job-definition', relations: JOB },
  { name: 'ModelQualityJobDefinition', path: 'model-quality-job-definition', relations: JOB },
  { name: 'ModelBiasJobDefinition', path: 'model-bias-job-definition', relations: JOB },
  { name: 'ModelExplainabilityJobDefinition', path: 'model-explainability-job-definition', relations: JOB },
  { name: 'MonitoringSchedule', path: 'monitoring-schedule', relations: [...JOB, 'uses AWS::SageMaker::Endpoint'] },
  { name: 'TrainingJob', path: 'training-job', relations: [...NETWORK, 'uses AWS::IAM::Role'] },
  { name: 'ProcessingJob', path: 'processing-job', relations: JOB },
  { name: 'ModelPackageGroup', path: 'model-package-group', relations: [] },
])('gives the resources of AWS::SageMaker::$name ids, ARNs and relationships', async ({ name, path, relations }) => {
  const id = '[a-z]+-[a-z0-9-]+';
  await expectIdentity({ type: `AWS::SageMaker::${name}`, id, arn: `sagemaker:<region>:<account>:${path}/${id}`, relations });
});

it('gives domains ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::SageMaker::Domain',
    id: 'd-[0-9a-f]{12}',
    arn: 'sagemaker:<region>:<account>:domain/d-[0-9a-f]{12}',
    relations: ['in AWS::EC2::VPC', ...JOB],
  });
});

it.each([
  ['Model', '"Environment":{"FEATURE_STORE_TOKEN":null}'],
  ['EndpointConfig', '"MimeType":"text/csv"'],
  ['DataQualityJobDefinition', '"Environment":{"TOKEN":null}'],
  ['ModelQualityJobDefinition', '"Environment":{"TOKEN":null}'],
  ['ModelBiasJobDefinition', '"Environment":{"TOKEN":null}'],
  ['ModelExplainabilityJobDefinition', '"Environment":{"TOKEN":null}'],
  ['MonitoringSchedule', '"Environment":{"TOKEN":null}'],
  ['TrainingJob', '"HyperParameters":{"epochs":null}'],
  ['ProcessingJob', '"Environment":{"DATA_TOKEN":null}'],
])('keeps of %s no secret, and the names of settings', async (name, kept) => {
  const text = JSON.stringify(await fetchAll(typeCalled(`AWS::SageMaker::${name}`)));

  expect(text).toContain(kept);
  expect(text).not.toContain('not-stored');
});

it('keeps the id and the ARN of a job definition that may not be described', async () => {
  const DescribeModelBiasJobDefinition = new AnsweredError('AccessDeniedException', 'No.', 400);
  const [found] = await fetchAll(typeCalled('AWS::SageMaker::ModelBiasJobDefinition'), new SampledAws({ DescribeModelBiasJobDefinition }));

  expect(found?.native_id).toMatch(/:model-bias-job-definition\//);
  expect(found?.unread).toMatchObject({ '*': { permission: 'sagemaker:DescribeModelBiasJobDefinition' } });
});

it('drops a training job that is gone since it was listed', async () => {
  const DescribeTrainingJob = new AnsweredError('ResourceNotFound', 'No.', 400);

  expect(await fetchAll(typeCalled('AWS::SageMaker::TrainingJob'), new SampledAws({ DescribeTrainingJob }))).toEqual([]);
});

it('gives finished jobs a version, by which they are not read again', async () => {
  for (const name of ['TrainingJob', 'ProcessingJob']) {
    const found = await fetchAll(typeCalled(`AWS::SageMaker::${name}`));
    expect(found).not.toEqual([]);
    expect(found).toEqual(found.map(() => expect.objectContaining({ source_version: expect.any(String) })));
  }
});

it('takes an endpoint that scales for the same one, and one that gets another configuration for a changed one', async () => {
  const endpoint = typeCalled('AWS::SageMaker::Endpoint');
  const EndpointArn = 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/a';
  const hashWith = async (count: number, EndpointConfigName: string): Promise<string> => {
    const variant = {
      VariantName: 'v',
      CurrentInstanceCount: count,
      DesiredInstanceCount: count,
      InstancePools: [{ InstanceType: 'ml.m5.large', CurrentInstanceCount: count }],
      CapacityReservationConfig: { TotalInstanceCount: 9, AvailableInstanceCount: 9 - count, UsedByCurrentEndpoint: count },
      DesiredServerlessConfig: { MaxConcurrency: 9, ProvisionedConcurrency: count },
    };
    const DescribeEndpoint = {
      EndpointName: 'a',
      EndpointArn,
      EndpointConfigName,
      ProductionVariants: [variant],
      ShadowProductionVariants: [variant],
      LastModifiedTime: new Date(count),
    };
    const aws = new SampledAws({ ListEndpoints: { Endpoints: [{ EndpointName: 'a', EndpointArn }] }, DescribeEndpoint });
    return await hashOf(endpoint, 'a', aws);
  };

  expect(await hashWith(2, 'c')).toBe(await hashWith(1, 'c'));
  expect(await hashWith(1, 'd')).not.toBe(await hashWith(1, 'c'));
});
