/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::FMS::Policy": {"DeleteUnusedFMManagedResources":"b","ExcludeMap":"{}[]t","ExcludeResourceTags":"b","IncludeMap":"{}[]t","PolicyArn":"t","PolicyDescription":"t","PolicyId":"t","PolicyName":"t","PolicyStatus":"t","PolicyUpdateToken":"t","RemediationEnabled":"b","ResourceSetIds":"[]t","ResourceTagLogicalOperator":"t","ResourceTags":"[]#ResourceTag","ResourceType":"t","ResourceTypeList":"[]t","SecurityServicePolicyData":"#AWS::FMS::Policy.SecurityServicePolicyData","SecurityServiceType":"t","Tags":"[]#Tag"}
}, "shapes": {
"AWS::FMS::Policy.SecurityServicePolicyData": {"PolicyOption":"#PolicyOption","Type":"t"},
"NetworkAclCommonPolicy": {"NetworkAclEntrySet":"#NetworkAclEntrySet"},
"NetworkAclEntry": {"CidrBlock":"t","Egress":"b","IcmpTypeCode":"#NetworkAclIcmpTypeCode","Ipv6CidrBlock":"t","PortRange":"#NetworkAclPortRange","Protocol":"t","RuleAction":"t"},
"NetworkAclEntrySet": {"FirstEntries":"[]#NetworkAclEntry","ForceRemediateForFirstEntries":"b","ForceRemediateForLastEntries":"b","LastEntries":"[]#NetworkAclEntry"},
"NetworkAclIcmpTypeCode": {"Code":"n","Type":"n"},
"NetworkAclPortRange": {"From":"n","To":"n"},
"NetworkFirewallPolicy": {"FirewallDeploymentModel":"t"},
"PolicyOption": {"NetworkAclCommonPolicy":"#NetworkAclCommonPolicy","NetworkFirewallPolicy":"#NetworkFirewallPolicy","ThirdPartyFirewallPolicy":"#ThirdPartyFirewallPolicy"},
"ResourceTag": {"Key":"t","Value":"t"},
"Tag": {"Key":"t","Value":"t"},
"ThirdPartyFirewallPolicy": {"FirewallDeploymentModel":"t"}
}}`) as ConfigFields;
