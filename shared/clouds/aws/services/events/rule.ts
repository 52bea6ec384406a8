/** Rules of every event bus of a region with their targets, without what they send to them, which may hold secrets. */
import { defineType, inside, ofArns, paged, read, readAll, relation, template, uses } from '../../types/define.ts';

/** The types of targets, by how their ARNs begin after the account. Targets of other services are no relationships. */
const TARGETS: Readonly<Record<string, string>> = {
  'batch:job-queue/': 'AWS::Batch::JobQueue',
  'codebuild:project/': 'AWS::CodeBuild::Project',
  'codepipeline:': 'AWS::CodePipeline::Pipeline',
  'ecs:cluster/': 'AWS::ECS::Cluster',
  'events:api-destination/': 'AWS::Events::ApiDestination',
  'events:event-bus/': 'AWS::Events::EventBus',
  'firehose:deliverystream/': 'AWS::KinesisFirehose::DeliveryStream',
  'kinesis:stream/': 'AWS::Kinesis::Stream',
  'lambda:function:': 'AWS::Lambda::Function',
  'logs:log-group:': 'AWS::Logs::LogGroup',
  'redshift:cluster:': 'AWS::Redshift::Cluster',
  'sns:': 'AWS::SNS::Topic',
  'sqs:': 'AWS::SQS::Queue',
  'states:stateMachine:': 'AWS::StepFunctions::StateMachine',
};

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
  relationships: [
    inside('AWS::Events::EventBus', 'EventBusName'),
    uses('AWS::IAM::Role', 'RoleArn', 'Targets[].RoleArn'),
    uses('AWS::SQS::Queue', 'Targets[].DeadLetterConfig.Arn'),
    ...Object.entries(TARGETS).map(([start, type]) => ofArns(start, relation('forwards_to', type, 'Targets[].Arn'))),
  ],
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
    'Targets[].SageMakerPipelineParameters.PipelineParameterList[].Value',
    'Targets[].RedshiftDataParameters.Sql',
    'Targets[].RedshiftDataParameters.Sqls',
    'Targets[].AppSyncParameters.GraphQLOperation',
  ],
});
