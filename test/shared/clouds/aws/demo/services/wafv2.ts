import { type Look, text } from '../said-of-services.ts';

export const CALLS = 10;

const WEB_ACL = 'AWS::WAFv2::WebACL';

export const LOOKS: Readonly<Record<string, Look>> = {
  web_acl_without_logs: { type: WEB_ACL, is: (acl) => acl['Logging'] === null },
  web_acl_rule_without_metrics: { type: WEB_ACL, is: (acl) => text(acl['Rules']).includes('"CloudWatchMetricsEnabled":false') },
  web_acl_without_rules: { type: WEB_ACL, is: (acl) => text(acl['Rules']) === '[]' },
  rule_group_without_metrics: {
    type: 'AWS::WAFv2::RuleGroup',
    is: (group) => text(group['VisibilityConfig']).includes('"CloudWatchMetricsEnabled":false'),
  },
};
