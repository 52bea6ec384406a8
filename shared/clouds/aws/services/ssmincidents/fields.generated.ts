/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SSMIncidents::ReplicationSet": {"Tags":"{}t","arn":"t","createdBy":"t","createdTime":"d","deletionProtected":"b","lastModifiedBy":"t","lastModifiedTime":"d","regionMap":"{}#RegionInfo","status":"t"},
"AWS::SSMIncidents::ResponsePlan": {"Tags":"{}t","actions":"[]#AWS::SSMIncidents::ResponsePlan.actions[]","arn":"t","chatChannel":"#ChatChannel","displayName":"t","engagements":"[]t","incidentTemplate":"#IncidentTemplate","integrations":"[]#Integration","name":"t"}
}, "shapes": {
"AWS::SSMIncidents::ResponsePlan.actions[]": {"ssmAutomation":"#AWS::SSMIncidents::ResponsePlan.actions[].ssmAutomation"},
"AWS::SSMIncidents::ResponsePlan.actions[].ssmAutomation": {"documentName":"t","documentVersion":"t","dynamicParameters":"{}#DynamicSsmParameterValue","parameters":"{}t","roleArn":"t","targetAccount":"t"},
"ChatChannel": {"chatbotSns":"[]t","empty":"#EmptyChatChannel"},
"DynamicSsmParameterValue": {"variable":"t"},
"EmptyChatChannel": {},
"IncidentTemplate": {"dedupeString":"t","impact":"n","incidentTags":"{}t","notificationTargets":"[]#NotificationTargetItem","summary":"t","title":"t"},
"Integration": {"pagerDutyConfiguration":"#PagerDutyConfiguration"},
"NotificationTargetItem": {"snsTopicArn":"t"},
"PagerDutyConfiguration": {"name":"t","pagerDutyIncidentConfiguration":"#PagerDutyIncidentConfiguration","secretId":"t"},
"PagerDutyIncidentConfiguration": {"serviceId":"t"},
"RegionInfo": {"sseKmsKeyId":"t","status":"t","statusMessage":"t","statusUpdateDateTime":"d"}
}}`) as ConfigFields;
