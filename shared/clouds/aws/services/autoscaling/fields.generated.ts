/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::AutoScaling::AutoScalingGroup": {"AutoScalingGroupARN":"t","AutoScalingGroupName":"t","AvailabilityZoneDistribution":"#AvailabilityZoneDistribution","AvailabilityZoneIds":"[]t","AvailabilityZoneImpairmentPolicy":"#AvailabilityZoneImpairmentPolicy","AvailabilityZones":"[]t","CapacityRebalance":"b","CapacityReservationSpecification":"#CapacityReservationSpecification","Context":"t","CreatedTime":"d","DefaultCooldown":"n","DefaultInstanceWarmup":"n","DeletionProtection":"t","DesiredCapacity":"n","DesiredCapacityType":"t","EnabledMetrics":"[]#EnabledMetric","HealthCheckGracePeriod":"n","HealthCheckType":"t","InstanceLifecyclePolicy":"#InstanceLifecyclePolicy","InstanceMaintenancePolicy":"#InstanceMaintenancePolicy","Instances":"[]#Instance","LaunchConfigurationName":"t","LaunchTemplate":"#LaunchTemplateSpecification","LoadBalancerNames":"[]t","MaxInstanceLifetime":"n","MaxSize":"n","MinSize":"n","MixedInstancesPolicy":"#MixedInstancesPolicy","NewInstancesProtectedFromScaleIn":"b","Operator":"#Operator","PlacementGroup":"t","PredictedCapacity":"n","ServiceLinkedRoleARN":"t","Status":"t","SuspendedProcesses":"[]#SuspendedProcess","Tags":"[]#TagDescription","TargetGroupARNs":"[]t","TerminationPolicies":"[]t","TrafficSources":"[]#TrafficSourceIdentifier","VPCZoneIdentifier":"t","WarmPoolConfiguration":"#WarmPoolConfiguration","WarmPoolSize":"n"},
"AWS::AutoScaling::LaunchConfiguration": {"AssociatePublicIpAddress":"b","BlockDeviceMappings":"[]#BlockDeviceMapping","ClassicLinkVPCId":"t","ClassicLinkVPCSecurityGroups":"[]t","CreatedTime":"d","EbsOptimized":"b","IamInstanceProfile":"t","ImageId":"t","InstanceMonitoring":"#InstanceMonitoring","InstanceType":"t","KernelId":"t","KeyName":"t","LaunchConfigurationARN":"t","LaunchConfigurationName":"t","MetadataOptions":"#InstanceMetadataOptions","PlacementTenancy":"t","RamdiskId":"t","SecurityGroups":"[]t","SpotPrice":"t"}
}, "shapes": {
"AcceleratorCountRequest": {"Max":"n","Min":"n"},
"AcceleratorTotalMemoryMiBRequest": {"Max":"n","Min":"n"},
"AvailabilityZoneDistribution": {"CapacityDistributionStrategy":"t"},
"AvailabilityZoneImpairmentPolicy": {"ImpairedZoneHealthCheckBehavior":"t","ZonalShiftEnabled":"b"},
"BaselineEbsBandwidthMbpsRequest": {"Max":"n","Min":"n"},
"BaselinePerformanceFactorsRequest": {"Cpu":"#CpuPerformanceFactorRequest"},
"BlockDeviceMapping": {"DeviceName":"t","Ebs":"#Ebs","NoDevice":"b","VirtualName":"t"},
"CapacityReservationSpecification": {"CapacityReservationPreference":"t","CapacityReservationTarget":"#CapacityReservationTarget"},
"CapacityReservationTarget": {"CapacityReservationIds":"[]t","CapacityReservationResourceGroupArns":"[]t"},
"CpuPerformanceFactorRequest": {"References":"[]#PerformanceFactorReferenceRequest"},
"DistributionSegment": {"TargetCapacityTypes":"[]t"},
"Ebs": {"DeleteOnTermination":"b","Encrypted":"b","Iops":"n","SnapshotId":"t","Throughput":"n","VolumeSize":"n","VolumeType":"t"},
"EnabledMetric": {"Granularity":"t","Metric":"t"},
"Instance": {"AvailabilityZone":"t","AvailabilityZoneId":"t","HealthStatus":"t","ImageId":"t","InstanceId":"t","InstanceType":"t","LaunchConfigurationName":"t","LaunchTemplate":"#LaunchTemplateSpecification","LifecycleState":"t","ProtectedFromScaleIn":"b","WeightedCapacity":"t"},
"InstanceLifecyclePolicy": {"RetentionTriggers":"#RetentionTriggers"},
"InstanceMaintenancePolicy": {"MaxHealthyPercentage":"n","MinHealthyPercentage":"n"},
"InstanceMetadataOptions": {"HttpEndpoint":"t","HttpPutResponseHopLimit":"n","HttpTokens":"t"},
"InstanceMonitoring": {"Enabled":"b"},
"InstanceRequirements": {"AcceleratorCount":"#AcceleratorCountRequest","AcceleratorManufacturers":"[]t","AcceleratorNames":"[]t","AcceleratorTotalMemoryMiB":"#AcceleratorTotalMemoryMiBRequest","AcceleratorTypes":"[]t","AllowedInstanceTypes":"[]t","BareMetal":"t","BaselineEbsBandwidthMbps":"#BaselineEbsBandwidthMbpsRequest","BaselinePerformanceFactors":"#BaselinePerformanceFactorsRequest","BurstablePerformance":"t","CpuManufacturers":"[]t","ExcludedInstanceTypes":"[]t","InstanceGenerations":"[]t","LocalStorage":"t","LocalStorageTypes":"[]t","MaxSpotPriceAsPercentageOfOptimalOnDemandPrice":"n","MemoryGiBPerVCpu":"#MemoryGiBPerVCpuRequest","MemoryMiB":"#MemoryMiBRequest","NetworkBandwidthGbps":"#NetworkBandwidthGbpsRequest","NetworkInterfaceCount":"#NetworkInterfaceCountRequest","OnDemandMaxPricePercentageOverLowestPrice":"n","RequireHibernateSupport":"b","SpotMaxPricePercentageOverLowestPrice":"n","TotalLocalStorageGB":"#TotalLocalStorageGBRequest","VCpuCount":"#VCpuCountRequest"},
"InstanceReusePolicy": {"ReuseOnScaleIn":"b"},
"InstancesDistribution": {"DistributionSegments":"[]#DistributionSegment","OnDemandAllocationStrategy":"t","OnDemandBaseCapacity":"n","OnDemandPercentageAboveBaseCapacity":"n","SpotAllocationStrategy":"t","SpotInstancePools":"n","SpotMaxPrice":"t"},
"LaunchTemplate": {"LaunchTemplateSpecification":"#LaunchTemplateSpecification","Overrides":"[]#LaunchTemplateOverrides"},
"LaunchTemplateOverrides": {"ImageId":"t","InstanceRequirements":"#InstanceRequirements","InstanceType":"t","LaunchTemplateSpecification":"#LaunchTemplateSpecification","WeightedCapacity":"t"},
"LaunchTemplateSpecification": {"LaunchTemplateId":"t","LaunchTemplateName":"t","Version":"t"},
"MemoryGiBPerVCpuRequest": {"Max":"n","Min":"n"},
"MemoryMiBRequest": {"Max":"n","Min":"n"},
"MixedInstancesPolicy": {"InstancesDistribution":"#InstancesDistribution","LaunchTemplate":"#LaunchTemplate"},
"NetworkBandwidthGbpsRequest": {"Max":"n","Min":"n"},
"NetworkInterfaceCountRequest": {"Max":"n","Min":"n"},
"Operator": {"Principal":"t"},
"PerformanceFactorReferenceRequest": {"InstanceFamily":"t"},
"RetentionTriggers": {"TerminateHookAbandon":"t"},
"SuspendedProcess": {"ProcessName":"t","SuspensionReason":"t"},
"TagDescription": {"Key":"t","PropagateAtLaunch":"b","ResourceId":"t","ResourceType":"t","Value":"t"},
"TotalLocalStorageGBRequest": {"Max":"n","Min":"n"},
"TrafficSourceIdentifier": {"Identifier":"t","Type":"t"},
"VCpuCountRequest": {"Max":"n","Min":"n"},
"WarmPoolConfiguration": {"InstanceReusePolicy":"#InstanceReusePolicy","MaxGroupPreparedCapacity":"n","MinSize":"n","PoolState":"t","Status":"t"}
}}`) as ConfigFields;
