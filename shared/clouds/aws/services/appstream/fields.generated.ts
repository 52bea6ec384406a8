/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::AppStream::Fleet": {"Arn":"t","ComputeCapacityStatus":"#ComputeCapacityStatus","CreatedTime":"d","Description":"t","DisableIMDSV1":"b","DisconnectTimeoutInSeconds":"n","DisplayName":"t","DomainJoinInfo":"#DomainJoinInfo","EnableDefaultInternetAccess":"b","FleetErrors":"[]#FleetError","FleetType":"t","IamRoleArn":"t","IdleDisconnectTimeoutInSeconds":"n","ImageArn":"t","ImageName":"t","InstanceType":"t","MaxConcurrentSessions":"n","MaxSessionsPerInstance":"n","MaxUserDurationInSeconds":"n","Name":"t","Platform":"t","RootVolumeConfig":"#VolumeConfig","SessionScriptS3Location":"#S3Location","State":"t","StreamView":"t","Tags":"{}t","UsbDeviceFilterStrings":"[]t","VpcConfig":"#VpcConfig"}
}, "shapes": {
"ComputeCapacityStatus": {"ActiveUserSessions":"n","ActualUserSessions":"n","Available":"n","AvailableUserSessions":"n","Desired":"n","DesiredUserSessions":"n","DrainModeActiveUserSessions":"n","DrainModeUnusedUserSessions":"n","Draining":"n","InUse":"n","Running":"n"},
"DomainJoinInfo": {"DirectoryName":"t","OrganizationalUnitDistinguishedName":"t"},
"FleetError": {"ErrorCode":"t","ErrorMessage":"t"},
"S3Location": {"S3Bucket":"t","S3Key":"t"},
"VolumeConfig": {"VolumeSizeInGb":"n"},
"VpcConfig": {"SecurityGroupIds":"[]t","SubnetIds":"[]t"}
}}`) as ConfigFields;
