/** Rules of every event bus of a region with their targets, without what they send to them, which may hold secrets. */
import { defineType, inside, paged, read, readAll, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::Rule',
  kind: 'event_source',
  parents: 'AWS::Events::EventBus',
  list: paged('ListRules', 'Rules', { Limit: 100 }, { from: { EventBusName: 'Name' } }),
  gone: ['ResourceNotFoundException'],
  id: template('{EventBusName}/{Name}'),
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  // Targets are no relationships: an ARN does not tell whether it is a topic's or a queue's.
  relationships: [inside('AWS::Events::EventBus', 'EventBusName'), uses('AWS::IAM::Role', 'RoleArn', 'Targets[].RoleArn')],
  details: {
    Targets: readAll('ListTargetsByRule', { Rule: 'Name', EventBusName: 'EventBusName' }, 'Targets', { input: { Limit: 100 } }),
    Tags: read('ListTagsForResource', { ResourceARN: 'Arn' }, 'Tags'),
  },
  documents: ['EventPattern'],
  drop: [
    'Targets[].Input',
    'Targets[].InputTransformer.InputTemplate',
    'Targets[].HttpParameters.HeaderParameters',
    'Targets[].HttpParameters.QueryStringParameters',
    'Targets[].EcsParameters.Tags',
    'Targets[].RedshiftDataParameters.Sql',
    'Targets[].RedshiftDataParameters.Sqls',
    'Targets[].AppSyncParameters.GraphQLOperation',
  ],
});
