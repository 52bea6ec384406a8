/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Export": {"exportOptions":"[]#oci-filestorage.ClientOptions","exportSetId":"t","fileSystemId":"t","id":"t","isIdmapGroupsForSysAuth":"b","lifecycleState":"t","locks":"[]#oci-filestorage.ResourceLock","path":"t","timeCreated":"d"},
"FileSystem": {"availabilityDomain":"t","cloneAttachStatus":"t","compartmentId":"t","compartmentQuotaEnforcementState":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","isCloneParent":"b","isHydrated":"b","kmsKeyId":"t","lifecycleDetails":"t","lifecycleState":"t","locks":"[]#oci-filestorage.ResourceLock","meteredBytes":"n","quotaEnforcementState":"t","replicationSourceCount":"n","sourceDetails":"#oci-filestorage.SourceDetails","systemTags":"{}{}*","timeCreated":"d"},
"MountTarget": {"availabilityDomain":"t","compartmentId":"t","definedTags":"{}{}*","displayName":"t","exportSetId":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","locks":"[]#oci-filestorage.ResourceLock","mountTargetIpv6Ids":"[]t","nsgIds":"[]t","observedThroughput":"n","privateIpIds":"[]t","requestedThroughput":"n","reservedStorageCapacity":"n","securityAttributes":"{}{}*","subnetId":"t","systemTags":"{}{}*","timeBillingCycleEnd":"d","timeCreated":"d"}
}, "shapes": {
"oci-filestorage.ClientOptions": {"access":"t","allowedAuth":"[]t","anonymousGid":"n","anonymousUid":"n","identitySquash":"t","isAnonymousAccessAllowed":"b","requirePrivilegedSourcePort":"b","source":"t"},
"oci-filestorage.ResourceLock": {"message":"t","relatedResourceId":"t","timeCreated":"d","type":"t"},
"oci-filestorage.SourceDetails": {"parentFileSystemId":"t","sourceSnapshotId":"t"}
}}`) as ConfigFields;
