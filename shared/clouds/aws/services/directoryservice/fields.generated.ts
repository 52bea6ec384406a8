/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DirectoryService::Directory": {"AccessUrl":"t","Alias":"t","Certificates":"[]#CertificateInfo","ConnectSettings":"#AWS::DirectoryService::Directory.ConnectSettings","Description":"t","DesiredNumberOfDomainControllers":"n","DirectoryId":"t","DnsIpAddrs":"[]t","DnsIpv6Addrs":"[]t","Edition":"t","EventTopics":"[]#EventTopic","HybridSettings":"#HybridSettingsDescription","LaunchTime":"d","LogSubscriptions":"[]#LogSubscription","Name":"t","NetworkType":"t","OsVersion":"t","OwnerDirectoryDescription":"#AWS::DirectoryService::Directory.OwnerDirectoryDescription","RadiusSettings":"#AWS::DirectoryService::Directory.RadiusSettings","RadiusStatus":"t","RegionsInfo":"#RegionsInfo","ShareMethod":"t","ShareStatus":"t","ShortName":"t","Size":"t","SsoEnabled":"b","Stage":"t","StageLastUpdatedDateTime":"d","StageReason":"t","Tags":"[]#Tag","Type":"t","VpcSettings":"#DirectoryVpcSettingsDescription"}
}, "shapes": {
"AWS::DirectoryService::Directory.ConnectSettings": {"AvailabilityZones":"[]t","ConnectIps":"[]t","ConnectIpsV6":"[]t","SecurityGroupId":"t","SubnetIds":"[]t","VpcId":"t"},
"AWS::DirectoryService::Directory.OwnerDirectoryDescription": {"AccountId":"t","DirectoryId":"t","DnsIpAddrs":"[]t","DnsIpv6Addrs":"[]t","NetworkType":"t","RadiusSettings":"#AWS::DirectoryService::Directory.OwnerDirectoryDescription.RadiusSettings","RadiusStatus":"t","VpcSettings":"#DirectoryVpcSettingsDescription"},
"AWS::DirectoryService::Directory.OwnerDirectoryDescription.RadiusSettings": {"AuthenticationProtocol":"t","DisplayLabel":"t","RadiusPort":"n","RadiusRetries":"n","RadiusServers":"[]t","RadiusServersIpv6":"[]t","RadiusTimeout":"n","UseSameUsername":"b"},
"AWS::DirectoryService::Directory.RadiusSettings": {"AuthenticationProtocol":"t","DisplayLabel":"t","RadiusPort":"n","RadiusRetries":"n","RadiusServers":"[]t","RadiusServersIpv6":"[]t","RadiusTimeout":"n","UseSameUsername":"b"},
"CertificateInfo": {"CertificateId":"t","CommonName":"t","ExpiryDateTime":"d","State":"t","Type":"t"},
"DirectoryVpcSettingsDescription": {"AvailabilityZones":"[]t","SecurityGroupId":"t","SubnetIds":"[]t","VpcId":"t"},
"EventTopic": {"CreatedDateTime":"d","DirectoryId":"t","Status":"t","TopicArn":"t","TopicName":"t"},
"HybridSettingsDescription": {"SelfManagedDnsIpAddrs":"[]t","SelfManagedInstanceIds":"[]t"},
"LogSubscription": {"DirectoryId":"t","LogGroupName":"t","SubscriptionCreatedDateTime":"d"},
"RegionsInfo": {"AdditionalRegions":"[]t","PrimaryRegion":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
