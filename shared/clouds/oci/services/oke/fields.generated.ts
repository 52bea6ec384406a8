/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"ClustersCluster": {"availableKubernetesUpgrades":"[]t","clusterPodNetworkOptions":"[]#oci-containerengine.ClusterPodNetworkOptionDetails","compartmentId":"t","definedTags":"{}{}*","endpointConfig":"#ClustersCluster.endpointConfig","endpoints":"#ClustersCluster.endpoints","freeformTags":"{}t","id":"t","imagePolicyConfig":"#ClustersCluster.imagePolicyConfig","kmsKeyId":"t","kubernetesVersion":"t","lifecycleDetails":"t","lifecycleState":"t","metadata":"#ClustersCluster.metadata","name":"t","openIdConnectDiscoveryEndpoint":"t","openIdConnectDiscoveryKey":"t","options":"#ClustersCluster.options","systemTags":"{}{}*","type":"t","vcnId":"t"},
"NodePool": {"clusterId":"t","compartmentId":"t","definedTags":"{}{}*","freeformTags":"{}t","id":"t","initialNodeLabels":"[]#oci-containerengine.KeyValue","kubernetesVersion":"t","lifecycleDetails":"t","lifecycleState":"t","name":"t","networkLaunchType":"t","nodeConfigDetails":"#NodePool.nodeConfigDetails","nodeEvictionNodePoolSettings":"#NodePool.nodeEvictionNodePoolSettings","nodeImageId":"t","nodeImageName":"t","nodeMetadata":"{}t","nodePoolCyclingDetails":"#NodePool.nodePoolCyclingDetails","nodeShape":"t","nodeShapeConfig":"#NodePool.nodeShapeConfig","nodeSource":"#NodePool.nodeSource","nodeSourceDetails":"#NodePool.nodeSourceDetails","nodes":"[]#oci-containerengine.Node","primaryVnic":"#NodePool.primaryVnic","quantityPerSubnet":"n","secondaryVnics":"[]#oci-containerengine.NodePoolSecondaryVnicDetails","sshPublicKey":"t","subnetIds":"[]t","systemTags":"{}{}*"}
}, "shapes": {
"ClustersCluster.endpointConfig": {"isPublicIpEnabled":"b","nsgIds":"[]t","securityAttributes":"{}{}*","subnetId":"t"},
"ClustersCluster.endpoints": {"ipv6Endpoint":"t","kubernetes":"t","privateEndpoint":"t","publicEndpoint":"t","vcnHostnameEndpoint":"t"},
"ClustersCluster.imagePolicyConfig": {"isPolicyEnabled":"b","keyDetails":"[]#oci-containerengine.KeyDetails"},
"ClustersCluster.metadata": {"createdByUserId":"t","createdByWorkRequestId":"t","deletedByUserId":"t","deletedByWorkRequestId":"t","timeCreated":"d","timeCredentialExpiration":"d","timeDeleted":"d","timeUpdated":"d","updatedByUserId":"t","updatedByWorkRequestId":"t"},
"ClustersCluster.options": {"addOns":"#ClustersCluster.options.addOns","admissionControllerOptions":"#ClustersCluster.options.admissionControllerOptions","ipFamilies":"[]t","kubernetesNetworkConfig":"#ClustersCluster.options.kubernetesNetworkConfig","openIdConnectDiscovery":"#ClustersCluster.options.openIdConnectDiscovery","openIdConnectTokenAuthenticationConfig":"#ClustersCluster.options.openIdConnectTokenAuthenticationConfig","persistentVolumeConfig":"#ClustersCluster.options.persistentVolumeConfig","serviceLbConfig":"#ClustersCluster.options.serviceLbConfig","serviceLbSubnetIds":"[]t"},
"ClustersCluster.options.addOns": {"isKubernetesDashboardEnabled":"b","isTillerEnabled":"b"},
"ClustersCluster.options.admissionControllerOptions": {"isPodSecurityPolicyEnabled":"b"},
"ClustersCluster.options.kubernetesNetworkConfig": {"podsCidr":"t","servicesCidr":"t"},
"ClustersCluster.options.openIdConnectDiscovery": {"isOpenIdConnectDiscoveryEnabled":"b"},
"ClustersCluster.options.openIdConnectTokenAuthenticationConfig": {"caCertificate":"t","clientId":"t","configurationFile":"t","groupsClaim":"t","groupsPrefix":"t","isOpenIdConnectAuthEnabled":"b","issuerUrl":"t","requiredClaims":"[]#oci-containerengine.KeyValue","signingAlgorithms":"[]t","usernameClaim":"t","usernamePrefix":"t"},
"ClustersCluster.options.persistentVolumeConfig": {"definedTags":"{}{}*","freeformTags":"{}t"},
"ClustersCluster.options.serviceLbConfig": {"backendNsgIds":"[]t","definedTags":"{}{}*","freeformTags":"{}t"},
"NodePool.nodeConfigDetails": {"computeClusterId":"t","definedTags":"{}{}*","freeformTags":"{}t","isPvEncryptionInTransitEnabled":"b","kmsKeyId":"t","nodePoolPodNetworkOptionDetails":"#NodePool.nodeConfigDetails.nodePoolPodNetworkOptionDetails","nsgIds":"[]t","placementConfigs":"[]#oci-containerengine.NodePoolPlacementConfigDetails","size":"n"},
"NodePool.nodeConfigDetails.nodePoolPodNetworkOptionDetails": {"cniType":"t","maxPodsPerNode":"n","podNsgIds":"[]t","podSubnetIds":"[]t"},
"NodePool.nodeEvictionNodePoolSettings": {"evictionGraceDuration":"t","isForceActionAfterGraceDuration":"b","isForceDeleteAfterGraceDuration":"b"},
"NodePool.nodePoolCyclingDetails": {"cycleModes":"[]t","isNodeCyclingEnabled":"b","maximumSurge":"t","maximumUnavailable":"t"},
"NodePool.nodeShapeConfig": {"memoryInGBs":"n","ocpus":"n"},
"NodePool.nodeSource": {"imageId":"t","sourceName":"t","sourceType":"t"},
"NodePool.nodeSourceDetails": {"bootVolumeSizeInGBs":"n","imageId":"t","sourceType":"t"},
"NodePool.primaryVnic": {"securityAttributes":"{}{}*"},
"oci-containerengine.ClusterPodNetworkOptionDetails": {"cniType":"t"},
"oci-containerengine.CreateVnicDetails": {"applicationResources":"[]t","assignIpv6Ip":"b","assignPublicIp":"b","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","ipCount":"n","ipv6AddressIpv6SubnetCidrPairDetails":"[]#oci-containerengine.Ipv6AddressIpv6SubnetCidrPairDetails","nsgIds":"[]t","securityAttributes":"{}{}*","skipSourceDestCheck":"b","subnetId":"t"},
"oci-containerengine.Ipv6AddressIpv6SubnetCidrPairDetails": {"ipv6Address":"t","ipv6SubnetCidr":"t"},
"oci-containerengine.KeyDetails": {"kmsKeyId":"t"},
"oci-containerengine.KeyValue": {"key":"t","value":"t"},
"oci-containerengine.Node": {"availabilityDomain":"t","definedTags":"{}{}*","faultDomain":"t","freeformTags":"{}t","id":"t","kubernetesVersion":"t","lifecycleDetails":"t","lifecycleState":"t","name":"t","nodeError":"#oci-containerengine.NodeError","nodePoolId":"t","privateIp":"t","publicIp":"t","subnetId":"t","systemTags":"{}{}*"},
"oci-containerengine.NodeError": {"code":"t","message":"t","opc-request-id":"t","status":"t"},
"oci-containerengine.NodePoolPlacementConfigDetails": {"availabilityDomain":"t","capacityReservationId":"t","faultDomains":"[]t","hostGroupId":"t","preemptibleNodeConfig":"#oci-containerengine.PreemptibleNodeConfigDetails","subnetId":"t"},
"oci-containerengine.NodePoolSecondaryVnicDetails": {"createVnicDetails":"#oci-containerengine.CreateVnicDetails","displayName":"t","nicIndex":"n"},
"oci-containerengine.PreemptibleNodeConfigDetails": {"preemptionAction":"#oci-containerengine.TerminatePreemptionAction"},
"oci-containerengine.TerminatePreemptionAction": {"isPreserveBootVolume":"b","type":"t"}
}}`) as ConfigFields;
