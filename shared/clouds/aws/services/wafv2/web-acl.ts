/**
 * Web ACLs of a region, and in `us-east-1` those for CloudFront. Neither the texts that rules look for nor the headers and pages that they
 * answer with are stored, and no statement inside another: they may hold secrets.
 */
import { defineType, read, relation, uses } from '../../types/define.ts';
import { headersOfOverrides, inBothScopes, SECRETS_OF_DEFAULT_ACTION, secretsOfRules } from './service.ts';

const FIREWALL_MANAGER_GROUPS = ['PreProcessFirewallManagerRuleGroups', 'PostProcessFirewallManagerRuleGroups'];

export default defineType({
  type: 'AWS::WAFv2::WebACL',
  kind: 'web_firewall',
  list: inBothScopes('ListWebACLs', 'WebACLs'),
  // The ARN alone is enough for it, and says whether the web ACL is one for CloudFront.
  describe: read('GetWebACL', { ARN: 'ARN' }, 'WebACL'),
  gone: ['WAFNonexistentItemException'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    relation('protects', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerArns[]'),
    uses('AWS::WAFv2::RuleGroup', 'Rules[].Statement.RuleGroupReferenceStatement.ARN'),
    uses('AWS::WAFv2::IPSet', 'Rules[].Statement.IPSetReferenceStatement.ARN'),
    uses('AWS::WAFv2::RegexPatternSet', 'Rules[].Statement.RegexPatternSetReferenceStatement.ARN'),
    {
      ...relation('logs_to', 'AWS::Logs::LogGroup', 'Logging.LogDestinationConfigs[]'),
      byPrefix: { 'deliverystream/': 'AWS::KinesisFirehose::DeliveryStream', 'aws-waf-logs-': 'AWS::S3::Bucket' },
    },
  ],
  details: {
    Tags: read('ListTagsForResource', { ResourceARN: 'ARN' }, 'TagInfoForResource.TagList'),
    Logging: read('GetLoggingConfiguration', { ResourceArn: 'ARN' }, 'LoggingConfiguration', { absent: ['WAFNonexistentItemException'] }),
    // WAF refuses to say what uses a web ACL for CloudFront: the distributions themselves name it. One call a second is allowed.
    LoadBalancerArns: read('ListResourcesForWebACL', { WebACLArn: 'ARN' }, 'ResourceArns', {
      input: { ResourceType: 'APPLICATION_LOAD_BALANCER' },
      absent: ['WAFInvalidParameterException'],
      optional: true,
    }),
  },
  // WAF counts it, and rule groups that others manage grow.
  volatile: ['Capacity'],
  drop: [
    'CustomResponseBodies.*.Content',
    ...SECRETS_OF_DEFAULT_ACTION,
    ...secretsOfRules('Rules[]'),
    ...FIREWALL_MANAGER_GROUPS.flatMap((groups) => [
      `${groups}[].FirewallManagerStatement.ManagedRuleGroupStatement.ScopeDownStatement`,
      ...headersOfOverrides(`${groups}[].FirewallManagerStatement`),
    ]),
  ],
});
