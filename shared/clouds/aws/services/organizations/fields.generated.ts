/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Organizations::Account": {"Arn":"t","Id":"t","JoinedMethod":"t","JoinedTimestamp":"d","Name":"t","Parents":"[]#Parent","Paths":"[]t","State":"t","Status":"t","Tags":"[]#Tag"},
"AWS::Organizations::DelegatedAdministrator": {"Arn":"t","DelegatedServices":"[]#DelegatedService","DelegationEnabledDate":"d","Id":"t","JoinedMethod":"t","JoinedTimestamp":"d","Name":"t","State":"t","Status":"t"},
"AWS::Organizations::Organization": {"Organization":"#AWS::Organizations::Organization.Organization"},
"AWS::Organizations::OrganizationalUnit": {"Arn":"t","Id":"t","Name":"t","Parents":"[]#Parent","Path":"t","Tags":"[]#Tag"},
"AWS::Organizations::Policy": {"Arn":"t","AwsManaged":"b","Content":"*","Description":"t","Id":"t","Name":"t","Tags":"[]#Tag","Targets":"[]#PolicyTargetSummary","Type":"t"},
"AWS::Organizations::Root": {"Arn":"t","Id":"t","Name":"t","PolicyTypes":"[]#PolicyTypeSummary","Tags":"[]#Tag"}
}, "shapes": {
"AWS::Organizations::Organization.Organization": {"Arn":"t","FeatureSet":"t","Id":"t","MasterAccountArn":"t","MasterAccountId":"t"},
"DelegatedService": {"DelegationEnabledDate":"d","ServicePrincipal":"t"},
"Parent": {"Id":"t","Type":"t"},
"PolicyTargetSummary": {"Arn":"t","Name":"t","TargetId":"t","Type":"t"},
"PolicyTypeSummary": {"Status":"t","Type":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
