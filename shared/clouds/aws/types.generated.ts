/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import type { ResourceType } from '../resource-type.ts';
import type { ServiceDefinition } from './types/definition.ts';

export const AWS_SERVICES: Readonly<Record<string, ServiceDefinition>> = {
  'ec2': {"id":"ec2","sdk":"@aws-sdk/client-ec2","client":"EC2Client","permissions":"ec2","limit":{"perSecond":20,"burst":100}},
  'iam': {"id":"iam","sdk":"@aws-sdk/client-iam","client":"IAMClient","permissions":"iam","global":true,"limit":{"perSecond":15,"burst":30}},
  'lambda': {"id":"lambda","sdk":"@aws-sdk/client-lambda","client":"LambdaClient","permissions":"lambda","limit":{"perSecond":15,"burst":15}},
  'rds': {"id":"rds","sdk":"@aws-sdk/client-rds","client":"RDSClient","permissions":"rds","limit":{"perSecond":20,"burst":40}},
  's3': {"id":"s3","sdk":"@aws-sdk/client-s3","client":"S3Client","permissions":"s3","limit":{"perSecond":200,"burst":200}},
};

export const AWS_TYPES: readonly ResourceType[] = [
  {"provider":"aws","type":"AWS::EC2::Instance","kind":"virtual_machine","service":"ec2","scope":"regional","permissions":["ec2:DescribeInstances"],"volatile":[],"daily":[],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::EC2::SecurityGroup","kind":"firewall","service":"ec2","scope":"regional","permissions":["ec2:DescribeSecurityGroups"],"volatile":[],"daily":[],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::EC2::Subnet","kind":"subnet","service":"ec2","scope":"regional","permissions":["ec2:DescribeSubnets"],"volatile":["AvailableIpAddressCount"],"daily":[],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::EC2::Volume","kind":"disk","service":"ec2","scope":"regional","permissions":["ec2:DescribeVolumes"],"volatile":[],"daily":[],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::EC2::VPC","kind":"network","service":"ec2","scope":"regional","permissions":["ec2:DescribeVpcs"],"volatile":[],"daily":[],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::IAM::Role","kind":"role","service":"iam","scope":"global","permissions":["iam:GetAccountAuthorizationDetails"],"volatile":["RoleLastUsed.Region","InstanceProfileList.Roles.RoleLastUsed"],"daily":["RoleLastUsed.LastUsedDate"],"ordered":[],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::IAM::User","kind":"user","service":"iam","scope":"global","permissions":["iam:GetAccountAuthorizationDetails","iam:ListUsers","iam:ListAccessKeys","iam:GetAccessKeyLastUsed","iam:ListMFADevices","iam:GetLoginProfile"],"volatile":["AccessKeys.AccessKeyLastUsed.Region","AccessKeys.AccessKeyLastUsed.ServiceName"],"daily":["PasswordLastUsed","AccessKeys.AccessKeyLastUsed.LastUsedDate"],"ordered":[],"references":[],"detailed":true},
  {"provider":"aws","type":"AWS::Lambda::Function","kind":"function","service":"lambda","scope":"regional","permissions":["lambda:ListFunctions","lambda:ListTags","lambda:GetPolicy","lambda:GetFunctionUrlConfig"],"volatile":[],"daily":[],"ordered":["Layers","ImageConfigResponse.ImageConfig.Command","ImageConfigResponse.ImageConfig.EntryPoint"],"references":[],"detailed":true},
  {"provider":"aws","type":"AWS::RDS::DBInstance","kind":"database","service":"rds","scope":"regional","permissions":["rds:DescribeDBInstances"],"volatile":["LatestRestorableTime","PendingModifiedValues"],"daily":[],"ordered":["DomainMemberships.DnsIps"],"references":[],"detailed":false},
  {"provider":"aws","type":"AWS::S3::Bucket","kind":"bucket","service":"s3","scope":"regional","permissions":["s3:ListAllMyBuckets","s3:GetBucketLocation","s3:GetBucketPolicy","s3:GetBucketPolicyStatus","s3:GetBucketAcl","s3:GetEncryptionConfiguration","s3:GetBucketVersioning","s3:GetBucketPublicAccessBlock","s3:GetBucketLogging","s3:GetLifecycleConfiguration","s3:GetReplicationConfiguration","s3:GetBucketTagging","s3:GetBucketWebsite","s3:GetBucketCORS","s3:GetBucketOwnershipControls","s3:GetBucketNotification","s3:GetBucketObjectLockConfiguration","s3:GetAccelerateConfiguration"],"volatile":[],"daily":[],"ordered":["CORSRules","WebsiteConfiguration.RoutingRules"],"references":[{"relation":"uses","type":"AWS::KMS::Key","by":"ServerSideEncryptionConfiguration"},{"relation":"logs_to","type":"AWS::S3::Bucket","by":"LoggingEnabled"},{"relation":"replicates_to","type":"AWS::S3::Bucket","by":"ReplicationConfiguration"},{"relation":"uses","type":"AWS::IAM::Role","by":"ReplicationConfiguration"}],"detailed":true},
];
