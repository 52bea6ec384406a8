/**
 * Pipelines of a region. The names of the settings of their actions and rules are stored without their values, which may be secrets; so may be
 * commands and the values of variables, which are left out.
 */
import { arn, defineType, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

const ACTIONS = 'pipeline.stages[].actions[]';
/** The rules that decide whether a stage is entered, and what follows when it succeeds or fails. */
const RULES = ['beforeEntry', 'onSuccess', 'onFailure'].map((when) => `pipeline.stages[].${when}.conditions[].rules[]`);

export default defineType({
  type: 'AWS::CodePipeline::Pipeline',
  kind: 'build_project',
  list: paged('ListPipelines', 'pipelines', { maxResults: 1000 }),
  describe: read('GetPipeline', { name: 'name' }, '@'),
  gone: ['PipelineNotFoundException'],
  id: 'name',
  nativeId: arn('{name}'),
  name: 'name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'pipeline.roleArn', `${ACTIONS}.roleArn`),
    uses('AWS::S3::Bucket', 'pipeline.artifactStore.location', 'pipeline.artifactStores.*.location'),
    usesKey('pipeline.artifactStore.encryptionKey.id', 'pipeline.artifactStores.*.encryptionKey.id'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  ordered: ['pipeline.stages'],
  drop: [
    `${ACTIONS}.commands`,
    `${ACTIONS}.environmentVariables[].value`,
    'pipeline.variables[].defaultValue',
    ...RULES.map((rule) => `${rule}.commands`),
  ],
  keysOnly: [`${ACTIONS}.configuration`, ...RULES.map((rule) => `${rule}.configuration`)],
});
