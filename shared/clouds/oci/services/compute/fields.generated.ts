/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Instance": {"agentConfig":"#oci-core.InstanceAgentConfig","availabilityConfig":"#oci-core.InstanceAvailabilityConfig","availabilityDomain":"t","capacityReservationId":"t","clusterPlacementGroupId":"t","compartmentId":"t","dedicatedVmHostId":"t","definedTags":"{}{}*","displayName":"t","extendedMetadata":"{}t","faultDomain":"t","freeformTags":"{}t","id":"t","imageId":"t","instanceConfigurationId":"t","instanceOptions":"#oci-core.InstanceOptions","ipxeScript":"t","isAIEnterpriseEnabled":"b","isCrossNumaNode":"b","launchMode":"t","launchOptions":"#oci-core.LaunchOptions","licensingConfigs":"[]#oci-core.LicensingConfig","lifecycleState":"t","metadata":"{}t","placementConstraintDetails":"t","platformConfig":"t","preemptibleInstanceConfig":"#oci-core.PreemptibleInstanceConfigDetails","region":"t","securityAttributes":"{}{}*","securityAttributesState":"t","shape":"t","shapeConfig":"#oci-core.InstanceShapeConfig","sourceDetails":"t","systemTags":"{}{}*","timeCreated":"d","timeMaintenanceRebootDue":"d","vnicAttachments":"[]#oci-core.VnicAttachment"}
}, "shapes": {
"oci-core.InstanceAgentConfig": {"areAllPluginsDisabled":"b","isManagementDisabled":"b","isMonitoringDisabled":"b","pluginsConfig":"[]#oci-core.InstanceAgentPluginConfigDetails"},
"oci-core.InstanceAgentPluginConfigDetails": {"desiredState":"t","name":"t"},
"oci-core.InstanceAvailabilityConfig": {"isLiveMigrationPreferred":"b","recoveryAction":"t"},
"oci-core.InstanceOptions": {"areLegacyImdsEndpointsDisabled":"b"},
"oci-core.InstanceShapeConfig": {"baselineOcpuUtilization":"t","gpuDescription":"t","gpus":"n","localDiskDescription":"t","localDisks":"n","localDisksTotalSizeInGBs":"n","localVolumeSizeInGBs":"n","maxVnicAttachments":"n","memoryInGBs":"n","networkingBandwidthInGbps":"n","ocpus":"n","processorDescription":"t","resourceManagement":"t","vcpus":"n"},
"oci-core.LaunchOptions": {"bootVolumeType":"t","firmware":"t","isConsistentVolumeNamingEnabled":"b","isPvEncryptionInTransitEnabled":"b","networkType":"t","remoteDataVolumeType":"t"},
"oci-core.LicensingConfig": {"licenseType":"t","osVersion":"t","type":"t"},
"oci-core.PreemptibleInstanceConfigDetails": {"preemptionAction":"#oci-core.TerminatePreemptionAction"},
"oci-core.TerminatePreemptionAction": {"preserveBootVolume":"b","type":"t"},
"oci-core.VnicAttachment": {"availabilityDomain":"t","compartmentId":"t","displayName":"t","id":"t","instanceId":"t","lifecycleState":"t","nicIndex":"n","subnetId":"t","timeCreated":"d","vlanId":"t","vlanTag":"n","vnicId":"t"}
}}`) as ConfigFields;
