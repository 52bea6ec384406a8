/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::WorkSpaces::Directory": {"ActiveDirectoryConfig":"#ActiveDirectoryConfig","Alias":"t","CertificateBasedAuthProperties":"#CertificateBasedAuthProperties","DirectoryId":"t","DirectoryName":"t","DirectoryType":"t","DnsIpAddresses":"[]t","DnsIpv6Addresses":"[]t","EndpointEncryptionMode":"t","ErrorMessage":"t","IDCConfig":"#IDCConfig","IamRoleId":"t","MicrosoftEntraConfig":"#MicrosoftEntraConfig","SamlProperties":"#SamlProperties","SelfservicePermissions":"#SelfservicePermissions","State":"t","StreamingProperties":"#StreamingProperties","SubnetIds":"[]t","Tags":"[]#Tag","Tenancy":"t","UserIdentityType":"t","WorkspaceAccessProperties":"#WorkspaceAccessProperties","WorkspaceCreationProperties":"#DefaultWorkspaceCreationProperties","WorkspaceDirectoryDescription":"t","WorkspaceDirectoryName":"t","WorkspaceSecurityGroupId":"t","WorkspaceType":"t","ipGroupIds":"[]t"},
"AWS::WorkSpaces::WorkspaceIpGroup": {"Tags":"[]#Tag","groupDesc":"t","groupId":"t","groupName":"t","userRules":"[]#IpRuleItem"},
"AWS::WorkSpaces::Workspace": {"BundleId":"t","ComputerName":"t","DataReplicationSettings":"#DataReplicationSettings","DirectoryId":"t","ErrorCode":"t","ErrorMessage":"t","IpAddress":"t","Ipv6Address":"t","ModificationStates":"[]#ModificationState","RelatedWorkspaces":"[]#RelatedWorkspaceProperties","RootVolumeEncryptionEnabled":"b","StandbyWorkspacesProperties":"[]#StandbyWorkspacesProperties","State":"t","SubnetId":"t","Tags":"[]#resourcegroupstaggingapi.Tag","UserName":"t","UserVolumeEncryptionEnabled":"b","VolumeEncryptionKey":"t","WorkspaceId":"t","WorkspaceName":"t","WorkspaceProperties":"#WorkspaceProperties"}
}, "shapes": {
"AccessEndpoint": {"AccessEndpointType":"t","VpcEndpointId":"t"},
"AccessEndpointConfig": {"AccessEndpoints":"[]#AccessEndpoint","InternetFallbackProtocols":"[]t"},
"ActiveDirectoryConfig": {"DomainName":"t","ServiceAccountSecretArn":"t"},
"CertificateBasedAuthProperties": {"CertificateAuthorityArn":"t","Status":"t"},
"DataReplicationSettings": {"DataReplication":"t","RecoverySnapshotTime":"d"},
"DefaultWorkspaceCreationProperties": {"CustomSecurityGroupId":"t","DefaultOu":"t","EnableInternetAccess":"b","EnableMaintenanceMode":"b","InstanceIamRoleArn":"t","UserEnabledAsLocalAdministrator":"b"},
"GlobalAcceleratorForDirectory": {"Mode":"t","PreferredProtocol":"t"},
"GlobalAcceleratorForWorkSpace": {"Mode":"t","PreferredProtocol":"t"},
"IDCConfig": {"ApplicationArn":"t","InstanceArn":"t"},
"IpRuleItem": {"ipRule":"t","ruleDesc":"t"},
"MicrosoftEntraConfig": {"ApplicationConfigSecretArn":"t","TenantId":"t"},
"ModificationState": {"Resource":"t","State":"t"},
"RelatedWorkspaceProperties": {"Region":"t","State":"t","Type":"t","WorkspaceId":"t"},
"SamlProperties": {"RelayStateParameterName":"t","Status":"t","UserAccessUrl":"t"},
"SelfservicePermissions": {"ChangeComputeType":"t","IncreaseVolumeSize":"t","RebuildWorkspace":"t","RestartWorkspace":"t","SwitchRunningMode":"t"},
"StandbyWorkspacesProperties": {"DataReplication":"t","RecoverySnapshotTime":"d","StandbyWorkspaceId":"t"},
"StorageConnector": {"ConnectorType":"t","Status":"t"},
"StreamingProperties": {"GlobalAccelerator":"#GlobalAcceleratorForDirectory","StorageConnectors":"[]#StorageConnector","StreamingExperiencePreferredProtocol":"t","UserSettings":"[]#UserSetting"},
"Tag": {"Key":"t","Value":"t"},
"UserSetting": {"Action":"t","MaximumLength":"n","Permission":"t"},
"WorkspaceAccessProperties": {"AccessEndpointConfig":"#AccessEndpointConfig","DeviceTypeAndroid":"t","DeviceTypeChromeOs":"t","DeviceTypeIos":"t","DeviceTypeLinux":"t","DeviceTypeOsx":"t","DeviceTypeWeb":"t","DeviceTypeWindows":"t","DeviceTypeWorkSpacesThinClient":"t","DeviceTypeZeroClient":"t"},
"WorkspaceProperties": {"ComputeTypeName":"t","GlobalAccelerator":"#GlobalAcceleratorForWorkSpace","OperatingSystemName":"t","Protocols":"[]t","RootVolumeSizeGib":"n","RunningMode":"t","RunningModeAutoStopTimeoutInMinutes":"n","UserVolumeSizeGib":"n"},
"resourcegroupstaggingapi.Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
