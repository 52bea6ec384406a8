import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::DataPipeline::Pipeline';

it.each([{ type: TYPE, id: 'df-[A-Z2-7]{21}', arn: null }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('describes what remains where one of a batch was deleted', async () => {
  const aws = new SampledAws({
    ListPipelines: {
      pipelineIdList: [
        { id: 'df-1', name: 'a' },
        { id: 'df-2', name: 'b' },
      ],
      hasMoreResults: false,
    },
    DescribePipelines: ({ input }) => {
      const ids = input['pipelineIds'] as readonly string[];
      if (ids.includes('df-1')) throw new AnsweredError('PipelineNotFoundException', 'Pipeline not found.', 400);
      return {
        pipelineDescriptionList: ids.map((pipelineId) => ({ pipelineId, name: 'b', fields: [], tags: [{ key: 'k', value: 'v' }] })),
      };
    },
  });

  expect(await fetchAll(typeCalled(TYPE), aws)).toMatchObject([{ resource_id: 'df-2', tags: { k: 'v' }, unread: {} }]);
});
