/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"LogGroup": {"compartmentId":"t","definedTags":"{}{}*","description":"t","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","systemTags":"{}{}*","timeCreated":"d","timeLastModified":"d"},
"Log": {"compartmentId":"t","configuration":"#oci-logging.Configuration","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","isEnabled":"b","lifecycleState":"t","logGroupId":"t","logType":"t","retentionDuration":"n","systemTags":"{}{}*","timeCreated":"d","timeLastModified":"d"}
}, "shapes": {
"oci-logging.Archiving": {"isEnabled":"b"},
"oci-logging.Configuration": {"archiving":"#oci-logging.Archiving","compartmentId":"t","source":"#oci-logging.OciService"},
"oci-logging.OciService": {"category":"t","parameters":"{}t","resource":"t","service":"t","sourceType":"t"}
}}`) as ConfigFields;
