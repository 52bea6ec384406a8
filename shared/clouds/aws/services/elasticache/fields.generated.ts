/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ElastiCache::CacheCluster": {"ARN":"t","AtRestEncryptionEnabled":"b","AuthTokenEnabled":"b","AuthTokenLastModifiedDate":"d","AutoMinorVersionUpgrade":"b","CacheClusterCreateTime":"d","CacheClusterId":"t","CacheClusterStatus":"t","CacheNodeType":"t","CacheNodes":"[]#CacheNode","CacheParameterGroup":"#CacheParameterGroupStatus","CacheSecurityGroups":"[]#CacheSecurityGroupMembership","CacheSubnetGroupName":"t","ClientDownloadLandingPage":"t","ConfigurationEndpoint":"#Endpoint","Engine":"t","EngineVersion":"t","IpDiscovery":"t","LogDeliveryConfigurations":"[]#LogDeliveryConfiguration","NetworkType":"t","NotificationConfiguration":"#NotificationConfiguration","NumCacheNodes":"n","PendingModifiedValues":"#PendingModifiedValues","PreferredAvailabilityZone":"t","PreferredMaintenanceWindow":"t","PreferredOutpostArn":"t","ReplicationGroupId":"t","ReplicationGroupLogDeliveryEnabled":"b","SecurityGroups":"[]#SecurityGroupMembership","SnapshotRetentionLimit":"n","SnapshotWindow":"t","Tags":"[]#Tag","TransitEncryptionEnabled":"b","TransitEncryptionMode":"t"},
"AWS::ElastiCache::ReplicationGroup": {"ARN":"t","AtRestEncryptionEnabled":"b","AuthTokenEnabled":"b","AuthTokenLastModifiedDate":"d","AutoMinorVersionUpgrade":"b","AutomaticFailover":"t","CacheNodeType":"t","ClusterEnabled":"b","ClusterMode":"t","ConfigurationEndpoint":"#Endpoint","DataTiering":"t","Description":"t","Durability":"t","EffectiveDurability":"t","Engine":"t","GlobalReplicationGroupInfo":"#GlobalReplicationGroupInfo","IpDiscovery":"t","KmsKeyId":"t","LogDeliveryConfigurations":"[]#LogDeliveryConfiguration","MemberClusters":"[]t","MemberClustersOutpostArns":"[]t","MultiAZ":"t","NetworkType":"t","NodeGroups":"[]#NodeGroup","PendingModifiedValues":"#ReplicationGroupPendingModifiedValues","ReplicationGroupCreateTime":"d","ReplicationGroupId":"t","SnapshotRetentionLimit":"n","SnapshotWindow":"t","SnapshottingClusterId":"t","Status":"t","StorageEncryptionType":"t","Tags":"[]#Tag","TransitEncryptionEnabled":"b","TransitEncryptionMode":"t","UserGroupIds":"[]t"},
"AWS::ElastiCache::ServerlessCache": {"ARN":"t","CacheUsageLimits":"#CacheUsageLimits","CreateTime":"d","DailySnapshotTime":"t","Description":"t","Endpoint":"#Endpoint","Engine":"t","FullEngineVersion":"t","KmsKeyId":"t","MajorEngineVersion":"t","NetworkType":"t","ReaderEndpoint":"#Endpoint","SecurityGroupIds":"[]t","ServerlessCacheName":"t","SnapshotRetentionLimit":"n","Status":"t","StorageEncryptionType":"t","SubnetIds":"[]t","Tags":"[]#Tag","UserGroupId":"t"},
"AWS::ElastiCache::Snapshot": {"ARN":"t","AutoMinorVersionUpgrade":"b","AutomaticFailover":"t","CacheClusterCreateTime":"d","CacheClusterId":"t","CacheNodeType":"t","CacheParameterGroupName":"t","CacheSubnetGroupName":"t","DataTiering":"t","Durability":"t","Engine":"t","EngineVersion":"t","KmsKeyId":"t","NodeSnapshots":"[]#NodeSnapshot","NumCacheNodes":"n","NumNodeGroups":"n","Port":"n","PreferredAvailabilityZone":"t","PreferredMaintenanceWindow":"t","PreferredOutpostArn":"t","ReplicationGroupDescription":"t","ReplicationGroupId":"t","SnapshotName":"t","SnapshotRetentionLimit":"n","SnapshotSource":"t","SnapshotStatus":"t","SnapshotWindow":"t","Tags":"[]#Tag","TopicArn":"t","VpcId":"t"},
"AWS::ElastiCache::SubnetGroup": {"ARN":"t","CacheSubnetGroupDescription":"t","CacheSubnetGroupName":"t","Subnets":"[]#Subnet","SupportedNetworkTypes":"[]t","Tags":"[]#elasticache.Tag","VpcId":"t"},
"AWS::ElastiCache::UserGroup": {"ARN":"t","Engine":"t","MinimumEngineVersion":"t","PendingChanges":"#UserGroupPendingChanges","ReplicationGroups":"[]t","ServerlessCaches":"[]t","Status":"t","Tags":"[]#Tag","UserGroupId":"t","UserIds":"[]t"},
"AWS::ElastiCache::User": {"ARN":"t","AccessString":"t","Authentication":"#Authentication","Engine":"t","MinimumEngineVersion":"t","Status":"t","Tags":"[]#Tag","UserGroupIds":"[]t","UserId":"t","UserName":"t"}
}, "shapes": {
"Authentication": {"PasswordCount":"n","Type":"t"},
"AvailabilityZone": {"Name":"t"},
"CacheNode": {"CacheNodeCreateTime":"d","CacheNodeId":"t","CacheNodeStatus":"t","CustomerAvailabilityZone":"t","CustomerOutpostArn":"t","Endpoint":"#Endpoint","ParameterGroupStatus":"t","SourceCacheNodeId":"t"},
"CacheParameterGroupStatus": {"CacheNodeIdsToReboot":"[]t","CacheParameterGroupName":"t","ParameterApplyStatus":"t"},
"CacheSecurityGroupMembership": {"CacheSecurityGroupName":"t","Status":"t"},
"CacheUsageLimits": {"DataStorage":"#DataStorage","ECPUPerSecond":"#ECPUPerSecond"},
"CloudWatchLogsDestinationDetails": {"LogGroup":"t"},
"DataStorage": {"Maximum":"n","Minimum":"n","Unit":"t"},
"DestinationDetails": {"CloudWatchLogsDetails":"#CloudWatchLogsDestinationDetails","KinesisFirehoseDetails":"#KinesisFirehoseDestinationDetails"},
"ECPUPerSecond": {"Maximum":"n","Minimum":"n"},
"Endpoint": {"Address":"t","Port":"n"},
"GlobalReplicationGroupInfo": {"GlobalReplicationGroupId":"t","GlobalReplicationGroupMemberRole":"t"},
"KinesisFirehoseDestinationDetails": {"DeliveryStream":"t"},
"LogDeliveryConfiguration": {"DestinationDetails":"#DestinationDetails","DestinationType":"t","LogFormat":"t","LogType":"t","Message":"t","Status":"t"},
"NodeGroup": {"NodeGroupId":"t","NodeGroupMembers":"[]#NodeGroupMember","PrimaryEndpoint":"#Endpoint","ReaderEndpoint":"#Endpoint","Slots":"t","Status":"t"},
"NodeGroupConfiguration": {"NodeGroupId":"t","PrimaryAvailabilityZone":"t","PrimaryOutpostArn":"t","ReplicaAvailabilityZones":"[]t","ReplicaCount":"n","ReplicaOutpostArns":"[]t","Slots":"t"},
"NodeGroupMember": {"CacheClusterId":"t","CacheNodeId":"t","CurrentRole":"t","PreferredAvailabilityZone":"t","PreferredOutpostArn":"t","ReadEndpoint":"#Endpoint"},
"NodeSnapshot": {"CacheClusterId":"t","CacheNodeCreateTime":"d","CacheNodeId":"t","CacheSize":"t","NodeGroupConfiguration":"#NodeGroupConfiguration","NodeGroupId":"t","SnapshotCreateTime":"d"},
"NotificationConfiguration": {"TopicArn":"t","TopicStatus":"t"},
"PendingLogDeliveryConfiguration": {"DestinationDetails":"#DestinationDetails","DestinationType":"t","LogFormat":"t","LogType":"t"},
"PendingModifiedValues": {"AuthTokenStatus":"t","CacheNodeIdsToRemove":"[]t","CacheNodeType":"t","EngineVersion":"t","LogDeliveryConfigurations":"[]#PendingLogDeliveryConfiguration","NumCacheNodes":"n","ScaleConfig":"#ScaleConfig","TransitEncryptionEnabled":"b","TransitEncryptionMode":"t"},
"ReplicationGroupPendingModifiedValues": {"AuthTokenStatus":"t","AutomaticFailoverStatus":"t","ClusterMode":"t","LogDeliveryConfigurations":"[]#PendingLogDeliveryConfiguration","PrimaryClusterId":"t","Resharding":"#ReshardingStatus","TransitEncryptionEnabled":"b","TransitEncryptionMode":"t","UserGroups":"#UserGroupsUpdateStatus"},
"ReshardingStatus": {"SlotMigration":"#SlotMigration"},
"ScaleConfig": {"ScaleIntervalMinutes":"n","ScalePercentage":"n"},
"SecurityGroupMembership": {"SecurityGroupId":"t","Status":"t"},
"SlotMigration": {"ProgressPercentage":"n"},
"Subnet": {"SubnetAvailabilityZone":"#AvailabilityZone","SubnetIdentifier":"t","SubnetOutpost":"#SubnetOutpost","SupportedNetworkTypes":"[]t"},
"SubnetOutpost": {"SubnetOutpostArn":"t"},
"Tag": {"Key":"t","Value":"t"},
"UserGroupPendingChanges": {"UserIdsToAdd":"[]t","UserIdsToRemove":"[]t"},
"UserGroupsUpdateStatus": {"UserGroupIdsToAdd":"[]t","UserGroupIdsToRemove":"[]t"},
"elasticache.Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
