/** Pipelines of a region. What they do is not read: the parameters of a definition may be passwords. */
import { defineType, inBatches, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DataPipeline::Pipeline',
  kind: 'data_pipeline',
  list: paged('ListPipelines', 'pipelineIdList', {}, { token: ['marker', 'marker'] }),
  describe: inBatches('DescribePipelines', { pipelineIds: 'id' }, 25, 'pipelineDescriptionList', { match: 'pipelineId' }),
  gone: ['PipelineNotFoundException', 'PipelineDeletedException'],
  id: 'id',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  // Among them are the times of its last and its next run.
  volatile: ['fields'],
});
