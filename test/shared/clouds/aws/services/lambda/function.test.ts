import { describe, expect, it } from '@jest/globals';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const type = typeCalled('AWS::Lambda::Function');
const FUNCTION = { FunctionName: 'f', FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f' };
const listed = (members: object): SampledAws =>
  new SampledAws({
    ListFunctions: { Functions: [{ ...FUNCTION, ...members }] },
    ListTags: { Tags: {} },
    GetPolicy: {},
    GetFunctionUrlConfig: {},
  });

describe('an error in the place of a value', () => {
  it.each<[string, object, string, object]>([
    [
      'of the environment',
      { Environment: { Variables: {}, Error: { ErrorCode: 'AccessDeniedException', Message: 'KMS said no.' } } },
      'Environment.Variables',
      { permission: 'kms:Decrypt', error_code: 'AccessDeniedException' },
    ],
    [
      'of the environment that is no denial',
      { Environment: { Error: { ErrorCode: 'KMSNotFoundException', Message: 'The key is gone.' } } },
      'Environment.Variables',
      { error_code: 'KMSNotFoundException' },
    ],
    [
      'of the image',
      { ImageConfigResponse: { Error: { ErrorCode: 'AccessDeniedException' } } },
      'ImageConfigResponse.ImageConfig',
      { permission: 'kms:Decrypt', error_code: 'AccessDeniedException' },
    ],
    [
      'of the runtime',
      { RuntimeVersionConfig: { RuntimeVersionArn: 'arn', Error: { ErrorCode: 'InternalServerError' } } },
      'RuntimeVersionConfig.RuntimeVersionArn',
      { error_code: 'InternalServerError' },
    ],
  ])('%s leaves the value unread', async (_what, members, field, why) => {
    const [found] = await fetchAll(type, listed(members));

    expect(found?.unread).toEqual({ [field]: why });
    expect(found?.config[field.split('.')[0] as string]).toEqual({});
  });

  it('is none where the answer has the value', async () => {
    const [found] = await fetchAll(type, listed({ Environment: { Variables: { KEY: 'secret' } } }));

    expect(found?.unread).toEqual({});
    expect(found?.config['Environment']).toEqual({ Variables: { KEY: null } });
  });
});

it.each([
  ['queue', 'arn:aws:sqs:us-east-1:111122223333:lost', 'AWS::SQS::Queue'],
  ['topic', 'arn:aws:sns:us-east-1:111122223333:lost', 'AWS::SNS::Topic'],
])('uses the %s that takes the events that it could not process', async (_what, TargetArn, of) => {
  const [found] = await fetchAll(type, listed({ DeadLetterConfig: { TargetArn } }));

  expect(found?.relationships).toEqual([{ relation: 'uses', type: of, id: TargetArn }]);
});
