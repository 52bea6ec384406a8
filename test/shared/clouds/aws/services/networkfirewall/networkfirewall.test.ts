import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const FIREWALL = typeCalled('AWS::NetworkFirewall::Firewall');

it.each([
  {
    type: 'AWS::NetworkFirewall::Firewall',
    id: 'arn:aws:network-firewall:.+',
    arn: 'network-firewall:<region>:<account>:firewall/[a-z-]+',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::NetworkFirewall::FirewallPolicy'],
  },
  // The first account's policy has no rule groups.
  {
    type: 'AWS::NetworkFirewall::FirewallPolicy',
    id: 'arn:aws:network-firewall:.+',
    arn: 'network-firewall:<region>:<account>:firewall-policy/[a-z-]+',
  },
  {
    type: 'AWS::NetworkFirewall::RuleGroup',
    id: 'arn:aws:network-firewall:.+',
    arn: 'network-firewall:<region>:<account>:state(less|ful)-rulegroup/[a-z-]+',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('knows the rule groups of a policy', async () => {
  const FirewallPolicy = {
    StatelessRuleGroupReferences: [{ ResourceArn: 'arn:aws:network-firewall:x:1:stateless-rulegroup/a', Priority: 1 }],
    StatefulRuleGroupReferences: [{ ResourceArn: 'arn:aws:network-firewall:x:1:stateful-rulegroup/b' }],
  };
  const aws = new SampledAws({
    ListFirewallPolicies: { FirewallPolicies: [{ Name: 'p', Arn: 'arn:aws:network-firewall:x:1:firewall-policy/p' }] },
    DescribeFirewallPolicy: { UpdateToken: 't', FirewallPolicyResponse: {}, FirewallPolicy },
  });
  const [policy] = await fetchAll(typeCalled('AWS::NetworkFirewall::FirewallPolicy'), aws);

  expect(policy?.relationships.map(({ id }) => id.split('/')[1])).toEqual(['a', 'b']);
  expect(policy?.config).not.toHaveProperty('UpdateToken');
});

it.each([{}, { LoggingConfiguration: null }, new AnsweredError('ResourceNotFoundException', 'No.', 400)])(
  'knows of a firewall that it logs nowhere (%#)',
  async (DescribeLoggingConfiguration) => {
    const [firewall] = await fetchAll(FIREWALL, new SampledAws({ DescribeLoggingConfiguration }));

    expect(firewall).toMatchObject({ config: { Logging: null }, unread: {} });
  },
);

it('does not take logs that it may not read for none', async () => {
  const DescribeLoggingConfiguration = new AnsweredError('AccessDeniedException', 'No.', 400);
  const [firewall] = await fetchAll(FIREWALL, new SampledAws({ DescribeLoggingConfiguration }));

  expect(firewall?.unread).toMatchObject({ Logging: { permission: 'network-firewall:DescribeLoggingConfiguration' } });
});

it('asks for the rule groups of the account alone, and leaves out stateful rules', async () => {
  const aws = new SampledAws();
  const found = await fetchAll(typeCalled('AWS::NetworkFirewall::RuleGroup'), aws);

  expect(aws.called('ListRuleGroups')[0]?.input).toMatchObject({ Scope: 'ACCOUNT' });
  expect(JSON.stringify(found)).toContain('"GeneratedRulesType":"DENYLIST"');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
