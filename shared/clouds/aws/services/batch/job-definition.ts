/**
 * The active revisions of all job definitions of a region. Of environment variables and parameters the names are stored and the values are not;
 * commands, which may hold secrets too, are not stored.
 */
import { defineType, paged, uses } from '../../types/define.ts';

/** The places where a definition describes containers of ECS, by themselves or for the nodes of a job. */
const CONTAINERS = [
  'containerProperties',
  'ecsProperties.taskProperties[].containers[]',
  'nodeProperties.nodeRangeProperties[].container',
  'nodeProperties.nodeRangeProperties[].ecsProperties.taskProperties[].containers[]',
];

/** The places where it describes containers of EKS. */
const EKS_CONTAINERS = ['eksProperties', 'nodeProperties.nodeRangeProperties[].eksProperties'].flatMap((properties) => [
  `${properties}.podProperties.containers[]`,
  `${properties}.podProperties.initContainers[]`,
]);

/** The places where it names the roles of ECS tasks. */
const TASKS = ['ecsProperties.taskProperties[]', 'nodeProperties.nodeRangeProperties[].ecsProperties.taskProperties[]'];

export default defineType({
  type: 'AWS::Batch::JobDefinition',
  kind: 'task_definition',
  list: paged('DescribeJobDefinitions', 'jobDefinitions', { status: 'ACTIVE', maxResults: 100 }),
  id: 'jobDefinitionArn',
  nativeId: 'jobDefinitionArn',
  name: 'jobDefinitionName',
  tags: 'tags',
  relationships: [
    uses(
      'AWS::IAM::Role',
      'containerProperties.executionRoleArn',
      'containerProperties.jobRoleArn',
      'nodeProperties.nodeRangeProperties[].container.executionRoleArn',
      'nodeProperties.nodeRangeProperties[].container.jobRoleArn',
      ...TASKS.flatMap((task) => [`${task}.executionRoleArn`, `${task}.taskRoleArn`]),
    ),
  ],
  // The first condition that matches decides about another attempt.
  ordered: ['retryStrategy.evaluateOnExit'],
  drop: [
    ...CONTAINERS.flatMap((container) => [`${container}.command`, `${container}.environment[].value`]),
    ...EKS_CONTAINERS.flatMap((container) => [`${container}.args`, `${container}.command`, `${container}.env[].value`]),
  ],
  // The options of log drivers may hold tokens.
  keysOnly: ['parameters', ...CONTAINERS.map((container) => `${container}.logConfiguration.options`)],
});
