/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SNS::Subscription": {"Owner":"t","Protocol":"t","SubscriptionArn":"t","TopicArn":"t"},
"AWS::SNS::Topic": {"ArchivePolicy":"*","DeliveryPolicy":"*","EffectiveDeliveryPolicy":"*","Policy":"*","Tags":"[]#Tag","TopicArn":"t","*":"t"}
}, "shapes": {
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
