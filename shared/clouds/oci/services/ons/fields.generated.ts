/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"OnsSubscription": {"compartmentId":"t","createdTime":"n","definedTags":"{}{}*","deliveryPolicy":"#oci-ons.DeliveryPolicy","etag":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","protocol":"t","topicId":"t"},
"OnsTopic": {"apiEndpoint":"t","compartmentId":"t","definedTags":"{}{}*","description":"t","etag":"t","freeformTags":"{}t","lifecycleState":"t","name":"t","shortTopicId":"t","timeCreated":"d","topicId":"t"}
}, "shapes": {
"oci-ons.BackoffRetryPolicy": {"maxRetryDuration":"n","policyType":"t"},
"oci-ons.DeliveryPolicy": {"backoffRetryPolicy":"#oci-ons.BackoffRetryPolicy"}
}}`) as ConfigFields;
