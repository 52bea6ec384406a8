/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"EventRule": {"actions":"#oci-events.ActionList","compartmentId":"t","condition":"*","definedTags":"{}{}*","description":"t","displayName":"t","freeformTags":"{}t","id":"t","isEnabled":"b","lifecycleMessage":"t","lifecycleState":"t","timeCreated":"d"}
}, "shapes": {
"oci-events.Action": {"actionType":"t","description":"t","functionId":"t","id":"t","isEnabled":"b","lifecycleMessage":"t","lifecycleState":"t","streamId":"t","topicId":"t"},
"oci-events.ActionList": {"actions":"[]#oci-events.Action"}
}}`) as ConfigFields;
