/**
 * The newest active revision of every family of task definitions of a region. Older revisions are not read: a region keeps all that there ever
 * were. Of environment variables the names are stored and the values are not; commands, which may hold secrets too, are not stored.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ECS::TaskDefinition',
  kind: 'task_definition',
  list: paged('ListTaskDefinitionFamilies', 'families', { status: 'ACTIVE', maxResults: 100 }, { as: 'family' }),
  // The name of a family alone stands for its newest active revision.
  describe: read('DescribeTaskDefinition', { taskDefinition: 'family' }, 'taskDefinition'),
  id: 'family',
  nativeId: 'taskDefinitionArn',
  name: 'family',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'taskRoleArn', 'executionRoleArn'),
    uses('AWS::EFS::FileSystem', 'volumes[].efsVolumeConfiguration.fileSystemId'),
  ],
  batch: { Tags: tagsByArn('taskDefinitionArn') },
  drop: [
    'containerDefinitions[].command',
    'containerDefinitions[].entryPoint',
    'containerDefinitions[].environment[].value',
    'containerDefinitions[].healthCheck.command',
  ],
  // The options of drivers and labels may hold tokens and passwords.
  keysOnly: [
    'containerDefinitions[].dockerLabels',
    'containerDefinitions[].firelensConfiguration.options',
    'containerDefinitions[].logConfiguration.options',
    'volumes[].dockerVolumeConfiguration.driverOpts',
    'volumes[].dockerVolumeConfiguration.labels',
  ],
});
