/**
 * Rule groups of a region: the account's own, not those that AWS manages. Stateless rules are stored; stateful ones, of which a group may hold
 * megabytes, are left out. `LastModifiedTime` tells that they have changed.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::NetworkFirewall::RuleGroup',
  kind: 'firewall',
  list: paged('ListRuleGroups', 'RuleGroups', { Scope: 'ACCOUNT', MaxResults: 100 }),
  describe: read('DescribeRuleGroup', { RuleGroupArn: 'Arn' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'Arn',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'RuleGroupResponse.Tags',
  relationships: [uses('AWS::SNS::Topic', 'RuleGroupResponse.SnsTopic')],
  // They follow from the policies that use the group, and from AWS's analysis of its rules.
  volatile: ['RuleGroupResponse.ConsumedCapacity', 'RuleGroupResponse.NumberOfAssociations', 'RuleGroupResponse.AnalysisResults'],
  drop: [
    'UpdateToken',
    'RuleGroup.RulesSource.RulesString',
    'RuleGroup.RulesSource.RulesSourceList.Targets',
    'RuleGroup.RulesSource.StatefulRules',
  ],
});
