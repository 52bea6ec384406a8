/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"FunctionsApplication": {"compartmentId":"t","config":"{}t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","imagePolicyConfig":"#FunctionsApplication.imagePolicyConfig","lifecycleState":"t","logging":"#FunctionsApplication.logging","networkSecurityGroupIds":"[]t","securityAttributes":"{}{}*","shape":"t","subnetIds":"[]t","syslogUrl":"t","timeCreated":"d","timeUpdated":"d","traceConfig":"#FunctionsApplication.traceConfig"},
"FunctionsFunction": {"applicationId":"t","compartmentId":"t","config":"{}t","definedTags":"{}{}*","detachedModeTimeoutInSeconds":"n","displayName":"t","failureDestination":"#FunctionsFunction.failureDestination","freeformTags":"{}t","id":"t","image":"t","imageDigest":"t","invokeEndpoint":"t","lifecycleState":"t","memoryInMBs":"n","provisionedConcurrencyConfig":"#FunctionsFunction.provisionedConcurrencyConfig","shape":"t","sourceDetails":"#FunctionsFunction.sourceDetails","successDestination":"#FunctionsFunction.successDestination","timeCreated":"d","timeUpdated":"d","timeoutInSeconds":"n","traceConfig":"#FunctionsFunction.traceConfig"}
}, "shapes": {
"FunctionsApplication.imagePolicyConfig": {"isPolicyEnabled":"b","keyDetails":"[]#oci-functions.KeyDetails"},
"FunctionsApplication.logging": {"lineFormat":"t"},
"FunctionsApplication.traceConfig": {"domainId":"t","isEnabled":"b"},
"FunctionsFunction.failureDestination": {"channelId":"t","kind":"t","queueId":"t","streamId":"t","topicId":"t"},
"FunctionsFunction.provisionedConcurrencyConfig": {"count":"n","strategy":"t"},
"FunctionsFunction.sourceDetails": {"pbfListingId":"t","sourceType":"t"},
"FunctionsFunction.successDestination": {"channelId":"t","kind":"t","queueId":"t","streamId":"t","topicId":"t"},
"FunctionsFunction.traceConfig": {"isEnabled":"b"},
"oci-functions.KeyDetails": {"kmsKeyId":"t"}
}}`) as ConfigFields;
