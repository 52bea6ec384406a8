/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::StorageGateway::Gateway": {"CloudWatchLogGroupARN":"t","DeprecationDate":"t","Ec2InstanceId":"t","Ec2InstanceRegion":"t","EndpointType":"t","GatewayARN":"t","GatewayCapacity":"t","GatewayId":"t","GatewayName":"t","GatewayNetworkInterfaces":"[]#NetworkInterface","GatewayOperationalState":"t","GatewayState":"t","GatewayTimezone":"t","GatewayType":"t","HostEnvironment":"t","HostEnvironmentId":"t","LastSoftwareUpdate":"t","NextUpdateAvailabilityDate":"t","SoftwareUpdatesEndDate":"t","SoftwareVersion":"t","SupportedGatewayCapacities":"[]t","Tags":"[]#Tag","VPCEndpoint":"t"},
"AWS::StorageGateway::NFSFileShare": {"AuditDestinationARN":"t","BucketRegion":"t","CacheAttributes":"#CacheAttributes","ClientList":"[]t","DefaultStorageClass":"t","EncryptionType":"t","FileShareARN":"t","FileShareId":"t","FileShareName":"t","FileShareStatus":"t","FileShareType":"t","GatewayARN":"t","GuessMIMETypeEnabled":"b","KMSEncrypted":"b","KMSKey":"t","LocationARN":"t","NFSFileShareDefaults":"#NFSFileShareDefaults","NotificationPolicy":"t","ObjectACL":"t","Path":"t","ReadOnly":"b","RequesterPays":"b","Role":"t","Squash":"t","Tags":"[]#Tag","VPCEndpointDNSName":"t"},
"AWS::StorageGateway::SMBFileShare": {"AccessBasedEnumeration":"b","AuditDestinationARN":"t","Authentication":"t","BucketRegion":"t","CacheAttributes":"#CacheAttributes","CaseSensitivity":"t","DefaultStorageClass":"t","EncryptionType":"t","FileShareARN":"t","FileShareId":"t","FileShareName":"t","FileShareStatus":"t","FileShareType":"t","GatewayARN":"t","GuessMIMETypeEnabled":"b","KMSEncrypted":"b","KMSKey":"t","LocationARN":"t","NotificationPolicy":"t","ObjectACL":"t","OplocksEnabled":"b","Path":"t","ReadOnly":"b","RequesterPays":"b","Role":"t","SMBACLEnabled":"b","Tags":"[]#Tag","VPCEndpointDNSName":"t"}
}, "shapes": {
"CacheAttributes": {"CacheStaleTimeoutInSeconds":"n"},
"NFSFileShareDefaults": {"DirectoryMode":"t","FileMode":"t","GroupId":"n","OwnerId":"n"},
"NetworkInterface": {"Ipv4Address":"t","Ipv6Address":"t","MacAddress":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
