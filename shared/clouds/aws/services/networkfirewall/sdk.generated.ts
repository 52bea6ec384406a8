/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { NetworkFirewallClient, DescribeFirewallCommand, DescribeFirewallPolicyCommand, DescribeLoggingConfigurationCommand, DescribeRuleGroupCommand, ListFirewallPoliciesCommand, ListFirewallsCommand, ListRuleGroupsCommand } from '@aws-sdk/client-network-firewall';
import type { LoadedService } from '../../types/loaded-service.ts';
import firewallPolicyType from './firewall-policy.ts';
import firewallType from './firewall.ts';
import ruleGroupType from './rule-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: NetworkFirewallClient,
  commands: { DescribeFirewall: DescribeFirewallCommand, DescribeFirewallPolicy: DescribeFirewallPolicyCommand, DescribeLoggingConfiguration: DescribeLoggingConfigurationCommand, DescribeRuleGroup: DescribeRuleGroupCommand, ListFirewallPolicies: ListFirewallPoliciesCommand, ListFirewalls: ListFirewallsCommand, ListRuleGroups: ListRuleGroupsCommand },
  types: [firewallPolicyType, firewallType, ruleGroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
