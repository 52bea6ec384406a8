/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SecurityHub::Hub": {"Hub":"#DescribeHubResponse","Tags":"{}t"},
"AWS::SecurityHub::ProductSubscription": {"ProductSubscriptionArn":"t"},
"AWS::SecurityHub::Standard": {"Provider":"t","StandardsArn":"t","StandardsControlsUpdatable":"t","StandardsInput":"{}t","StandardsStatus":"t","StandardsStatusReason":"#StandardsStatusReason","StandardsSubscriptionArn":"t"}
}, "shapes": {
"DescribeHubResponse": {"AutoEnableControls":"b","ControlFindingGenerator":"t","HubArn":"t","SubscribedAt":"t"},
"StandardsStatusReason": {"StatusReasonCode":"t"}
}}`) as ConfigFields;
