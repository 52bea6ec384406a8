/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::WorkSpaces::Workspace": {"BundleId":"t","ComputerName":"t","DataReplicationSettings":"#DataReplicationSettings","DirectoryId":"t","ErrorCode":"t","ErrorMessage":"t","IpAddress":"t","Ipv6Address":"t","ModificationStates":"[]#ModificationState","RelatedWorkspaces":"[]#RelatedWorkspaceProperties","RootVolumeEncryptionEnabled":"b","StandbyWorkspacesProperties":"[]#StandbyWorkspacesProperties","State":"t","SubnetId":"t","Tags":"[]#Tag","UserName":"t","UserVolumeEncryptionEnabled":"b","VolumeEncryptionKey":"t","WorkspaceId":"t","WorkspaceName":"t","WorkspaceProperties":"#WorkspaceProperties"}
}, "shapes": {
"DataReplicationSettings": {"DataReplication":"t","RecoverySnapshotTime":"d"},
"GlobalAcceleratorForWorkSpace": {"Mode":"t","PreferredProtocol":"t"},
"ModificationState": {"Resource":"t","State":"t"},
"RelatedWorkspaceProperties": {"Region":"t","State":"t","Type":"t","WorkspaceId":"t"},
"StandbyWorkspacesProperties": {"DataReplication":"t","RecoverySnapshotTime":"d","StandbyWorkspaceId":"t"},
"Tag": {"Key":"t","Value":"t"},
"WorkspaceProperties": {"ComputeTypeName":"t","GlobalAccelerator":"#GlobalAcceleratorForWorkSpace","OperatingSystemName":"t","Protocols":"[]t","RootVolumeSizeGib":"n","RunningMode":"t","RunningModeAutoStopTimeoutInMinutes":"n","UserVolumeSizeGib":"n"}
}}`) as ConfigFields;
