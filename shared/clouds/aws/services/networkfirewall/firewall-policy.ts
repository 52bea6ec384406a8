/** Firewall policies of a region: what firewalls do with packets, by rule groups and by default. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::NetworkFirewall::FirewallPolicy',
  kind: 'policy',
  list: paged('ListFirewallPolicies', 'FirewallPolicies', { MaxResults: 100 }),
  describe: read('DescribeFirewallPolicy', { FirewallPolicyArn: 'Arn' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'Arn',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'FirewallPolicyResponse.Tags',
  relationships: [
    uses(
      'AWS::NetworkFirewall::RuleGroup',
      'FirewallPolicy.StatelessRuleGroupReferences[].ResourceArn',
      'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn',
    ),
    uses('AWS::NetworkFirewall::TLSInspectionConfiguration', 'FirewallPolicy.TLSInspectionConfigurationArn'),
  ],
  // They follow from the rule groups, and from the firewalls that use the policy.
  volatile: [
    'FirewallPolicyResponse.NumberOfAssociations',
    'FirewallPolicyResponse.ConsumedStatelessRuleCapacity',
    'FirewallPolicyResponse.ConsumedStatefulRuleCapacity',
    'FirewallPolicyResponse.ConsumedStatefulDomainCapacity',
  ],
  // It is of use only to who writes.
  drop: ['UpdateToken'],
});
