/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DAX::Cluster": {"ActiveNodes":"n","ClusterArn":"t","ClusterDiscoveryEndpoint":"#Endpoint","ClusterEndpointEncryptionType":"t","ClusterName":"t","Description":"t","IamRoleArn":"t","NetworkType":"t","NodeIdsToRemove":"[]t","NodeType":"t","Nodes":"[]#Node","NotificationConfiguration":"#NotificationConfiguration","ParameterGroup":"#ParameterGroupStatus","PreferredMaintenanceWindow":"t","SSEDescription":"#SSEDescription","SecurityGroups":"[]#SecurityGroupMembership","Status":"t","SubnetGroup":"t","Tags":"[]#Tag","TotalNodes":"n"}
}, "shapes": {
"Endpoint": {"Address":"t","Port":"n","URL":"t"},
"Node": {"AvailabilityZone":"t","Endpoint":"#Endpoint","NodeCreateTime":"d","NodeId":"t","NodeStatus":"t","ParameterGroupStatus":"t"},
"NotificationConfiguration": {"TopicArn":"t","TopicStatus":"t"},
"ParameterGroupStatus": {"NodeIdsToReboot":"[]t","ParameterApplyStatus":"t","ParameterGroupName":"t"},
"SSEDescription": {"Status":"t"},
"SecurityGroupMembership": {"SecurityGroupIdentifier":"t","Status":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
