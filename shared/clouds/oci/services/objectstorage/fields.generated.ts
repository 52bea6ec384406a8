/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Bucket": {"approximateCount":"n","approximateSize":"n","autoTiering":"t","bucketScope":"t","compartmentId":"t","createdBy":"t","definedTags":"{}{}*","etag":"t","freeformTags":"{}t","id":"t","isBucketKeyEnabled":"b","isReadOnly":"b","kmsKeyId":"t","metadata":"{}t","name":"t","namespace":"t","objectEventsEnabled":"b","objectLifecyclePolicyEtag":"t","publicAccessType":"t","replicationEnabled":"b","storageTier":"t","timeCreated":"d","versioning":"t"}
}, "shapes": {

}}`) as ConfigFields;
