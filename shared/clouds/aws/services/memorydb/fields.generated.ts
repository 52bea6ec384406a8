/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::MemoryDB::ACL": {"ARN":"t","Clusters":"[]t","MinimumEngineVersion":"t","Name":"t","PendingChanges":"#ACLPendingChanges","Status":"t","Tags":"[]#Tag","UserNames":"[]t"},
"AWS::MemoryDB::Cluster": {"ACLName":"t","ARN":"t","AutoMinorVersionUpgrade":"b","AvailabilityMode":"t","ClusterEndpoint":"#Endpoint","DataTiering":"t","Description":"t","Engine":"t","EnginePatchVersion":"t","EngineVersion":"t","IpDiscovery":"t","KmsKeyId":"t","MaintenanceWindow":"t","MultiRegionClusterName":"t","Name":"t","NetworkType":"t","NodeType":"t","NumberOfShards":"n","ParameterGroupName":"t","ParameterGroupStatus":"t","PendingUpdates":"#ClusterPendingUpdates","SecurityGroups":"[]#SecurityGroupMembership","Shards":"[]#Shard","SnapshotRetentionLimit":"n","SnapshotWindow":"t","SnsTopicArn":"t","SnsTopicStatus":"t","Status":"t","SubnetGroupName":"t","TLSEnabled":"b","Tags":"[]#Tag"},
"AWS::MemoryDB::Snapshot": {"ARN":"t","ClusterConfiguration":"#ClusterConfiguration","DataTiering":"t","KmsKeyId":"t","Name":"t","Source":"t","Status":"t","Tags":"[]#Tag"},
"AWS::MemoryDB::SubnetGroup": {"ARN":"t","Description":"t","Name":"t","Subnets":"[]#Subnet","SupportedNetworkTypes":"[]t","Tags":"[]#Tag","VpcId":"t"},
"AWS::MemoryDB::User": {"ACLNames":"[]t","ARN":"t","AccessString":"t","Authentication":"#Authentication","MinimumEngineVersion":"t","Name":"t","Status":"t","Tags":"[]#Tag"}
}, "shapes": {
"ACLPendingChanges": {"UserNamesToAdd":"[]t","UserNamesToRemove":"[]t"},
"ACLsUpdateStatus": {"ACLToApply":"t"},
"Authentication": {"PasswordCount":"n","Type":"t"},
"AvailabilityZone": {"Name":"t"},
"ClusterConfiguration": {"Description":"t","Engine":"t","EngineVersion":"t","MaintenanceWindow":"t","MultiRegionClusterName":"t","MultiRegionParameterGroupName":"t","Name":"t","NodeType":"t","NumShards":"n","ParameterGroupName":"t","Port":"n","Shards":"[]#ShardDetail","SnapshotRetentionLimit":"n","SnapshotWindow":"t","SubnetGroupName":"t","TopicArn":"t","VpcId":"t"},
"ClusterPendingUpdates": {"ACLs":"#ACLsUpdateStatus","Resharding":"#ReshardingStatus","ServiceUpdates":"[]#PendingModifiedServiceUpdate"},
"Endpoint": {"Address":"t","Port":"n"},
"Node": {"AvailabilityZone":"t","CreateTime":"d","Endpoint":"#Endpoint","Name":"t","Status":"t"},
"PendingModifiedServiceUpdate": {"ServiceUpdateName":"t","Status":"t"},
"ReshardingStatus": {"SlotMigration":"#SlotMigration"},
"SecurityGroupMembership": {"SecurityGroupId":"t","Status":"t"},
"Shard": {"Name":"t","Nodes":"[]#Node","NumberOfNodes":"n","Slots":"t","Status":"t"},
"ShardConfiguration": {"ReplicaCount":"n","Slots":"t"},
"ShardDetail": {"Configuration":"#ShardConfiguration","Name":"t","Size":"t","SnapshotCreationTime":"d"},
"SlotMigration": {"ProgressPercentage":"n"},
"Subnet": {"AvailabilityZone":"#AvailabilityZone","Identifier":"t","SupportedNetworkTypes":"[]t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
