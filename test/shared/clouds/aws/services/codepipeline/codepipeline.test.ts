import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const PIPELINE = typeCalled('AWS::CodePipeline::Pipeline');

it('gives pipelines ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::CodePipeline::Pipeline',
    id: '[a-z-]+-release',
    arn: 'codepipeline:<region>:<account>:[a-z-]+-release',
    relations: ['uses AWS::IAM::Role', 'uses AWS::S3::Bucket'],
  });
});

it('keeps the names of settings, and no value that may be a secret', async () => {
  const text = JSON.stringify(await fetchAll(PIPELINE));

  expect(text).toContain('"OAuthToken":null');
  expect(text).toContain('"UserParameters":null');
  expect(text).not.toContain('not-stored');
});

it('drops a pipeline that is gone since it was listed, and keeps one that may not be read', async () => {
  const read = async (code: string) => await fetchAll(PIPELINE, new SampledAws({ GetPipeline: new AnsweredError(code, 'No.', 400) }));

  expect(await read('PipelineNotFoundException')).toEqual([]);
  const [pipeline] = await read('AccessDeniedException');
  expect(pipeline?.unread).toMatchObject({ '*': { permission: 'codepipeline:GetPipeline' } });
});
