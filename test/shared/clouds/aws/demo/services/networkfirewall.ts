import { type Look, text } from '../said-of-services.ts';

const FIREWALL = 'AWS::NetworkFirewall::Firewall';
const POLICY = 'AWS::NetworkFirewall::FirewallPolicy';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  network_firewall_without_logs: { type: FIREWALL, is: (firewall) => firewall['Logging'] === null },
  network_firewall_deletable: { type: FIREWALL, is: (firewall) => firewall['DeleteProtection'] === false },
  network_firewall_subnets_changeable: { type: FIREWALL, is: (firewall) => firewall['SubnetChangeProtection'] === false },
  network_firewall_single_zone: { type: FIREWALL, is: ({ SubnetMappings }) => (SubnetMappings as unknown[]).length === 1 },
  firewall_policy_without_rules: {
    type: POLICY,
    is: (policy) => text(policy['FirewallPolicy']).includes('"StatelessRuleGroupReferences":[]'),
  },
  firewall_policy_passes_by_default: { type: POLICY, is: (policy) => text(policy['FirewallPolicy']).includes('"aws:pass"') },
  stateless_rule_group_empty: {
    type: 'AWS::NetworkFirewall::RuleGroup',
    is: (group) => text(group['RuleGroup']).includes('"StatelessRules":[]'),
  },
};
