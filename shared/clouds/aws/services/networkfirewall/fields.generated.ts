/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::NetworkFirewall::FirewallPolicy": {"Arn":"t","FirewallPolicy":"#FirewallPolicy","FirewallPolicyResponse":"#FirewallPolicyResponse","Name":"t"},
"AWS::NetworkFirewall::Firewall": {"AvailabilityZoneChangeProtection":"b","AvailabilityZoneMappings":"[]#AvailabilityZoneMapping","DeleteProtection":"b","Description":"t","EnabledAnalysisTypes":"[]t","EncryptionConfiguration":"#EncryptionConfiguration","FirewallArn":"t","FirewallId":"t","FirewallName":"t","FirewallPolicyArn":"t","FirewallPolicyChangeProtection":"b","Logging":"#LoggingConfiguration","NumberOfAssociations":"n","SubnetChangeProtection":"b","SubnetMappings":"[]#SubnetMapping","Tags":"[]#Tag","TransitGatewayAttachmentId":"t","TransitGatewayId":"t","TransitGatewayOwnerAccountId":"t","VpcId":"t"},
"AWS::NetworkFirewall::RuleGroup": {"Arn":"t","Name":"t","RuleGroup":"#AWS::NetworkFirewall::RuleGroup.RuleGroup","RuleGroupResponse":"#RuleGroupResponse","VendorName":"t"}
}, "shapes": {
"AWS::NetworkFirewall::RuleGroup.RuleGroup": {"ReferenceSets":"#ReferenceSets","RuleVariables":"#RuleVariables","RulesSource":"#AWS::NetworkFirewall::RuleGroup.RuleGroup.RulesSource","StatefulRuleOptions":"#StatefulRuleOptions"},
"AWS::NetworkFirewall::RuleGroup.RuleGroup.RulesSource": {"RulesSourceList":"#AWS::NetworkFirewall::RuleGroup.RuleGroup.RulesSource.RulesSourceList","StatelessRulesAndCustomActions":"#StatelessRulesAndCustomActions"},
"AWS::NetworkFirewall::RuleGroup.RuleGroup.RulesSource.RulesSourceList": {"GeneratedRulesType":"t","TargetTypes":"[]t"},
"ActionDefinition": {"PublishMetricAction":"#PublishMetricAction"},
"Address": {"AddressDefinition":"t"},
"AnalysisResult": {"AnalysisDetail":"t","IdentifiedRuleIds":"[]t","IdentifiedType":"t"},
"AvailabilityZoneMapping": {"AvailabilityZone":"t"},
"CustomAction": {"ActionDefinition":"#ActionDefinition","ActionName":"t"},
"Dimension": {"Value":"t"},
"EncryptionConfiguration": {"KeyId":"t","Type":"t"},
"FirewallPolicy": {"EnableTLSSessionHolding":"b","PolicyVariables":"#PolicyVariables","StatefulDefaultActions":"[]t","StatefulEngineOptions":"#StatefulEngineOptions","StatefulRuleGroupReferences":"[]#StatefulRuleGroupReference","StatelessCustomActions":"[]#CustomAction","StatelessDefaultActions":"[]t","StatelessFragmentDefaultActions":"[]t","StatelessRuleGroupReferences":"[]#StatelessRuleGroupReference","TLSInspectionConfigurationArn":"t"},
"FirewallPolicyResponse": {"ConsumedStatefulDomainCapacity":"n","ConsumedStatefulRuleCapacity":"n","ConsumedStatelessRuleCapacity":"n","Description":"t","EncryptionConfiguration":"#EncryptionConfiguration","FirewallPolicyArn":"t","FirewallPolicyId":"t","FirewallPolicyName":"t","FirewallPolicyStatus":"t","LastModifiedTime":"d","NumberOfAssociations":"n","Tags":"[]#Tag"},
"FlowTimeouts": {"TcpIdleTimeoutSeconds":"n"},
"IPSet": {"Definition":"[]t"},
"IPSetReference": {"ReferenceArn":"t"},
"LogDestinationConfig": {"LogDestination":"{}t","LogDestinationType":"t","LogType":"t"},
"LoggingConfiguration": {"LogDestinationConfigs":"[]#LogDestinationConfig"},
"MatchAttributes": {"DestinationPorts":"[]#PortRange","Destinations":"[]#Address","Protocols":"[]n","SourcePorts":"[]#PortRange","Sources":"[]#Address","TCPFlags":"[]#TCPFlagField"},
"PolicyVariables": {"RuleVariables":"{}#IPSet"},
"PortRange": {"FromPort":"n","ToPort":"n"},
"PortSet": {"Definition":"[]t"},
"PublishMetricAction": {"Dimensions":"[]#Dimension"},
"ReferenceSets": {"IPSetReferences":"{}#IPSetReference"},
"RuleDefinition": {"Actions":"[]t","MatchAttributes":"#MatchAttributes"},
"RuleGroupResponse": {"AnalysisResults":"[]#AnalysisResult","Capacity":"n","ConsumedCapacity":"n","Description":"t","EncryptionConfiguration":"#EncryptionConfiguration","LastModifiedTime":"d","NumberOfAssociations":"n","RuleGroupArn":"t","RuleGroupId":"t","RuleGroupName":"t","RuleGroupStatus":"t","SnsTopic":"t","SourceMetadata":"#SourceMetadata","SummaryConfiguration":"#SummaryConfiguration","Tags":"[]#Tag","Type":"t"},
"RuleVariables": {"IPSets":"{}#IPSet","PortSets":"{}#PortSet"},
"SourceMetadata": {"SourceArn":"t","SourceUpdateToken":"t"},
"StatefulEngineOptions": {"FlowTimeouts":"#FlowTimeouts","RuleOrder":"t","StreamExceptionPolicy":"t"},
"StatefulRuleGroupOverride": {"Action":"t"},
"StatefulRuleGroupReference": {"DeepThreatInspection":"b","Override":"#StatefulRuleGroupOverride","Priority":"n","ResourceArn":"t"},
"StatefulRuleOptions": {"RuleOrder":"t"},
"StatelessRule": {"Priority":"n","RuleDefinition":"#RuleDefinition"},
"StatelessRuleGroupReference": {"Priority":"n","ResourceArn":"t"},
"StatelessRulesAndCustomActions": {"CustomActions":"[]#CustomAction","StatelessRules":"[]#StatelessRule"},
"SubnetMapping": {"IPAddressType":"t","SubnetId":"t"},
"SummaryConfiguration": {"RuleOptions":"[]t"},
"TCPFlagField": {"Flags":"[]t","Masks":"[]t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
