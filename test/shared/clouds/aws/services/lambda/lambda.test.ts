import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const LAYER = 'AWS::Lambda::LayerVersion';
const MAPPING = 'AWS::Lambda::EventSourceMapping';

it.each([
  {
    type: 'AWS::Lambda::Alias',
    id: 'arn:aws:lambda:us-east-1:[0-9]+:function:.+-webhook:live',
    arn: 'lambda:<region>:<account>:function:.+-webhook:live',
    relations: ['in AWS::Lambda::Function'],
  },
  { type: LAYER, id: 'arn:.+', arn: 'lambda:<region>:<account>:layer:.+:7' },
  {
    type: MAPPING,
    id: '[0-9a-f-]{36}',
    arn: 'lambda:<region>:<account>:event-source-mapping:[0-9a-f-]{36}',
    relations: ['uses AWS::Lambda::Function', 'uses AWS::SQS::Queue'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('reads the policy of the newest version of a layer as data; without one it is null', async () => {
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const read = async (answer: object): Promise<unknown> => {
    const aws = new SampledAws({ GetLayerVersionPolicy: answer });
    const [layer] = await fetchAll(typeCalled(LAYER), aws);
    expect(aws.called('GetLayerVersionPolicy')).toMatchObject([{ input: { LayerName: layer?.name, VersionNumber: 7 } }]);
    return layer?.config['Policy'];
  };

  expect(await read({ Policy })).toEqual({ Version: '2012-10-17', Statement: [] });
  expect(await read(new AnsweredError('ResourceNotFoundException', 'No policy is associated with the given resource.', 404))).toBeNull();
});

it('takes a filter that cannot be decrypted for unread', async () => {
  const UUID = '00000000-0000-4000-8000-000000000001';
  const FilterCriteriaError = { ErrorCode: 'KMSAccessDeniedException', Message: 'Lambda was unable to decrypt the filter.' };
  const aws = new SampledAws({ ListEventSourceMappings: { EventSourceMappings: [{ UUID, FilterCriteriaError }] }, ListTags: { Tags: {} } });

  const [found] = await fetchAll(typeCalled(MAPPING), aws);
  expect(found?.unread).toEqual({ FilterCriteria: { permission: 'kms:Decrypt', error_code: 'KMSAccessDeniedException' } });
  expect(found?.config).not.toHaveProperty('FilterCriteriaError');
});

it('drops a mapping that is deleted while the list is read', async () => {
  const gone = new AnsweredError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);

  expect(await fetchAll(typeCalled(MAPPING), new SampledAws({ ListTags: gone }))).toEqual([]);
});

it('relates a mapping that reads by a consumer to the stream, and one that calls an alias to the function', async () => {
  const stream = 'arn:aws:kinesis:us-east-1:111122223333:stream/orders';
  const FunctionArn = 'arn:aws:lambda:us-east-1:111122223333:function:orders';
  const EventSourceMappings = [{ UUID: 'a', FunctionArn: `${FunctionArn}:live`, EventSourceArn: `${stream}/consumer/orders:1750000000` }];
  const aws = new SampledAws({ ListEventSourceMappings: { EventSourceMappings }, ListTags: { Tags: {} } });

  const [found] = await fetchAll(typeCalled(MAPPING), aws);
  expect(found?.relationships).toEqual([
    { relation: 'uses', type: 'AWS::Lambda::Function', id: FunctionArn },
    { relation: 'uses', type: 'AWS::Kinesis::Stream', id: stream },
  ]);
});

it('drops a configuration of code signing that is deleted before its tags are read', async () => {
  const type = typeCalled('AWS::Lambda::CodeSigningConfig');
  const gone = new AnsweredError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);

  expect(await fetchAll(type)).not.toEqual([]);
  expect(await fetchAll(type, new SampledAws({ ListTags: gone }))).toEqual([]);
});
