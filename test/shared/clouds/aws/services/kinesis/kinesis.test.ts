import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::Kinesis::Stream';

it('gives streams ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: TYPE,
    id: '[a-z0-9-]+-(events|orders)',
    arn: 'kinesis:<region>:<account>:stream/[a-z0-9-]+-(events|orders)',
    relations: ['uses AWS::KMS::Key'],
  });
});

it('follows the token of each page of the list', async () => {
  const summary = (name: string) => ({ StreamName: name, StreamARN: `arn:aws:kinesis:eu-west-1:111122223333:stream/${name}` });
  const aws = new SampledAws({
    ListStreams: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
      input['NextToken'] === 'second'
        ? { StreamSummaries: [summary('b')], HasMoreStreams: false }
        : { StreamSummaries: [summary('a')], HasMoreStreams: true, NextToken: 'second' },
    DescribeStreamSummary: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => ({
      StreamDescriptionSummary: summary(String(input['StreamARN']).split('/')[1] ?? ''),
    }),
    GetResources: { ResourceTagMappingList: [] },
  });

  expect((await fetchAll(typeCalled(TYPE), aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
});

it('drops a stream that is deleted meanwhile, and keeps one that may not be described', async () => {
  const read = async (code: string) =>
    await fetchAll(typeCalled(TYPE), new SampledAws({ DescribeStreamSummary: new AnsweredError(code, 'No.', 400) }));

  expect(await read('ResourceNotFoundException')).toEqual([]);
  const [stream] = await read('AccessDeniedException');
  expect(stream?.unread).toMatchObject({ '*': { permission: 'kinesis:DescribeStreamSummary' } });
});

it('gives consumers ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::Kinesis::StreamConsumer',
    id: 'arn:.+/consumer/search:[0-9]+',
    arn: 'kinesis:<region>:<account>:stream/.+-events/consumer/search:[0-9]+',
    relations: ['in AWS::Kinesis::Stream'],
  });
});
