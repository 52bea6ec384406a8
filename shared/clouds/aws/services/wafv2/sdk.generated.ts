/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { WAFV2Client, GetLoggingConfigurationCommand, GetRuleGroupCommand, GetWebACLCommand, ListIPSetsCommand, ListRegexPatternSetsCommand, ListResourcesForWebACLCommand, ListRuleGroupsCommand, ListTagsForResourceCommand, ListWebACLsCommand } from '@aws-sdk/client-wafv2';
import type { LoadedService } from '../../types/loaded-service.ts';
import ipSetType from './ip-set.ts';
import regexPatternSetType from './regex-pattern-set.ts';
import ruleGroupType from './rule-group.ts';
import webAclType from './web-acl.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: WAFV2Client,
  commands: { GetLoggingConfiguration: GetLoggingConfigurationCommand, GetRuleGroup: GetRuleGroupCommand, GetWebACL: GetWebACLCommand, ListIPSets: ListIPSetsCommand, ListRegexPatternSets: ListRegexPatternSetsCommand, ListResourcesForWebACL: ListResourcesForWebACLCommand, ListRuleGroups: ListRuleGroupsCommand, ListTagsForResource: ListTagsForResourceCommand, ListWebACLs: ListWebACLsCommand },
  types: [ipSetType, regexPatternSetType, ruleGroupType, webAclType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
