/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"BootVolume": {"autoTunedVpusPerGB":"n","autotunePolicies":"[]#oci-core.AutotunePolicy","availabilityDomain":"t","bootVolumeReplicas":"[]#oci-core.BootVolumeReplicaInfo","clusterPlacementGroupId":"t","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","imageId":"t","isAutoTuneEnabled":"b","isHydrated":"b","kmsKeyId":"t","lifecycleState":"t","sizeInGBs":"n","sizeInMBs":"n","sourceDetails":"#oci-core.BootVolumeSourceFromBootVolumeBackupDetails|BootVolumeSourceFromBootVolumeDetails|BootVolumeSourceFromBootVolumeReplicaDetails|BootVolumeSourceFromBootVolumeBackupDeltaDetails","systemTags":"{}{}*","timeCreated":"d","volumeGroupId":"t","vpusPerGB":"n"},
"Volume": {"autoTunedVpusPerGB":"n","autotunePolicies":"[]#oci-core.AutotunePolicy","availabilityDomain":"t","blockVolumeReplicas":"[]#oci-core.BlockVolumeReplicaInfo","clusterPlacementGroupId":"t","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","isAutoTuneEnabled":"b","isHydrated":"b","isReservationsEnabled":"b","kmsKeyId":"t","lifecycleState":"t","sizeInGBs":"n","sizeInMBs":"n","sourceDetails":"#oci-core.VolumeSourceFromBlockVolumeReplicaDetails|VolumeSourceFromVolumeDetails|VolumeSourceFromVolumeBackupDetails|VolumeSourceFromVolumeBackupDeltaDetails","systemTags":"{}{}*","timeCreated":"d","volumeGroupId":"t","vpusPerGB":"n"}
}, "shapes": {
"oci-core.AutotunePolicy": {"autotuneType":"t","maxVpusPerGB":"n"},
"oci-core.BlockVolumeReplicaInfo": {"availabilityDomain":"t","blockVolumeReplicaId":"t","displayName":"t","kmsKeyId":"t"},
"oci-core.BootVolumeReplicaInfo": {"availabilityDomain":"t","bootVolumeReplicaId":"t","displayName":"t","kmsKeyId":"t"},
"oci-core.BootVolumeSourceFromBootVolumeBackupDetails|BootVolumeSourceFromBootVolumeDetails|BootVolumeSourceFromBootVolumeReplicaDetails|BootVolumeSourceFromBootVolumeBackupDeltaDetails": {"changeBlockSizeInBytes":"n","firstBackupId":"t","id":"t","secondBackupId":"t","type":"t"},
"oci-core.VolumeSourceFromBlockVolumeReplicaDetails|VolumeSourceFromVolumeDetails|VolumeSourceFromVolumeBackupDetails|VolumeSourceFromVolumeBackupDeltaDetails": {"changeBlockSizeInBytes":"n","firstBackupId":"t","id":"t","secondBackupId":"t","type":"t"}
}}`) as ConfigFields;
