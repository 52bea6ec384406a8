/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Connect::Instance": {"Arn":"t","ContactFlowLogs":"#Attribute","CreatedTime":"d","Id":"t","IdentityManagementType":"t","InboundCallsEnabled":"b","InstanceAccessUrl":"t","InstanceAlias":"t","InstanceStatus":"t","OutboundCallsEnabled":"b","ServiceRole":"t","Tags":"{}t"}
}, "shapes": {
"Attribute": {"AttributeType":"t","Value":"t"}
}}`) as ConfigFields;
