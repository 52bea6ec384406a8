/**
 * Plans by which Incident Manager answers incidents, in each region that holds them. Of the parameters of their runbooks the names are stored and the
 * values are not: they may hold secrets.
 */
import { defineType, ofArns, paged, read, relation, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSMIncidents::ResponsePlan',
  kind: 'settings',
  list: paged('ListResponsePlans', 'responsePlanSummaries', { maxResults: 100 }),
  describe: read('GetResponsePlan', { arn: 'arn' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'arn',
  nativeId: 'arn',
  name: 'name',
  tags: 'Tags',
  relationships: [
    relation('notifies', 'AWS::SNS::Topic', 'incidentTemplate.notificationTargets[].snsTopicArn', 'chatChannel.chatbotSns[]'),
    uses('AWS::IAM::Role', 'actions[].ssmAutomation.roleArn'),
    uses('AWS::SSM::Document', 'actions[].ssmAutomation.documentName'),
    ofArns('secretsmanager:', uses('AWS::SecretsManager::Secret', 'integrations[].pagerDutyConfiguration.secretId')),
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'arn' }, 'tags') },
  keysOnly: ['actions[].ssmAutomation.parameters'],
});
