/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::AmazonMQ::Broker": {"ActionsRequired":"[]#ActionRequired","AuthenticationStrategy":"t","AutoMinorVersionUpgrade":"b","BrokerArn":"t","BrokerId":"t","BrokerInstances":"[]#BrokerInstance","BrokerName":"t","BrokerState":"t","Configurations":"#Configurations","Created":"d","DataReplicationMetadata":"#DataReplicationMetadataOutput","DataReplicationMode":"t","DeploymentMode":"t","EncryptionOptions":"#EncryptionOptions","EngineType":"t","EngineVersion":"t","HostInstanceType":"t","LdapServerMetadata":"#AWS::AmazonMQ::Broker.LdapServerMetadata","Logs":"#LogsSummary","MaintenanceWindowStartTime":"#WeeklyStartTime","PendingAuthenticationStrategy":"t","PendingDataReplicationMetadata":"#DataReplicationMetadataOutput","PendingDataReplicationMode":"t","PendingEngineVersion":"t","PendingHostInstanceType":"t","PendingLdapServerMetadata":"#AWS::AmazonMQ::Broker.PendingLdapServerMetadata","PendingSecurityGroups":"[]t","PubliclyAccessible":"b","SecurityGroups":"[]t","StorageType":"t","SubnetIds":"[]t","Tags":"{}t"}
}, "shapes": {
"AWS::AmazonMQ::Broker.LdapServerMetadata": {"Hosts":"[]t","RoleBase":"t","RoleName":"t","RoleSearchMatching":"t","RoleSearchSubtree":"b","UserBase":"t","UserRoleName":"t","UserSearchMatching":"t","UserSearchSubtree":"b"},
"AWS::AmazonMQ::Broker.PendingLdapServerMetadata": {"Hosts":"[]t","RoleBase":"t","RoleName":"t","RoleSearchMatching":"t","RoleSearchSubtree":"b","UserBase":"t","UserRoleName":"t","UserSearchMatching":"t","UserSearchSubtree":"b"},
"ActionRequired": {"ActionRequiredCode":"t","ActionRequiredInfo":"t"},
"BrokerInstance": {"ConsoleURL":"t","Endpoints":"[]t","IpAddress":"t"},
"ConfigurationId": {"Id":"t","Revision":"n"},
"Configurations": {"Current":"#ConfigurationId","History":"[]#ConfigurationId","Pending":"#ConfigurationId"},
"DataReplicationCounterpart": {"BrokerId":"t","Region":"t"},
"DataReplicationMetadataOutput": {"DataReplicationCounterpart":"#DataReplicationCounterpart","DataReplicationRole":"t"},
"EncryptionOptions": {"KmsKeyId":"t","UseAwsOwnedKey":"b"},
"LogsSummary": {"Audit":"b","AuditLogGroup":"t","General":"b","GeneralLogGroup":"t","Pending":"#PendingLogs"},
"PendingLogs": {"Audit":"b","General":"b"},
"WeeklyStartTime": {"DayOfWeek":"t","TimeOfDay":"t","TimeZone":"t"}
}}`) as ConfigFields;
