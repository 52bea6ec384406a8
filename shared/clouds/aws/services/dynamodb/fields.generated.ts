/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DynamoDB::Backup": {"BackupArn":"t","BackupCreationDateTime":"d","BackupExpiryDateTime":"d","BackupName":"t","BackupSizeBytes":"n","BackupStatus":"t","BackupType":"t","TableArn":"t","TableId":"t","TableName":"t"},
"AWS::DynamoDB::Table": {"ArchivalSummary":"#ArchivalSummary","AttributeDefinitions":"[]#AttributeDefinition","BillingModeSummary":"#BillingModeSummary","ContinuousBackups":"#ContinuousBackupsDescription","CreationDateTime":"d","DeletionProtectionEnabled":"b","DisassociationProtectionEnabled":"b","GlobalSecondaryIndexes":"[]#GlobalSecondaryIndexDescription","GlobalTableSettingsReplicationMode":"t","GlobalTableVersion":"t","GlobalTableWitnesses":"[]#GlobalTableWitnessDescription","ItemCount":"n","KeySchema":"[]#KeySchemaElement","LatestStreamArn":"t","LatestStreamLabel":"t","LocalSecondaryIndexes":"[]#LocalSecondaryIndexDescription","MultiRegionConsistency":"t","OnDemandThroughput":"#OnDemandThroughput","ProvisionedThroughput":"#ProvisionedThroughputDescription","Replicas":"[]#ReplicaDescription","ResourcePolicy":"*","RestoreSummary":"#RestoreSummary","SSEDescription":"#SSEDescription","StreamSpecification":"#StreamSpecification","TableArn":"t","TableClassSummary":"#TableClassSummary","TableId":"t","TableName":"t","TableSizeBytes":"n","TableStatus":"t","Tags":"[]#Tag","TimeToLiveDescription":"#TimeToLiveDescription","VectorIndexes":"[]#VectorIndexDescription","WarmThroughput":"#TableWarmThroughputDescription"}
}, "shapes": {
"ArchivalSummary": {"ArchivalBackupArn":"t","ArchivalDateTime":"d","ArchivalReason":"t"},
"AttributeDefinition": {"AttributeName":"t","AttributeType":"t"},
"BillingModeSummary": {"BillingMode":"t","LastUpdateToPayPerRequestDateTime":"d"},
"ContinuousBackupsDescription": {"ContinuousBackupsStatus":"t","PointInTimeRecoveryDescription":"#PointInTimeRecoveryDescription"},
"GlobalSecondaryIndexDescription": {"Backfilling":"b","IndexArn":"t","IndexName":"t","IndexSizeBytes":"n","IndexStatus":"t","ItemCount":"n","KeySchema":"[]#KeySchemaElement","OnDemandThroughput":"#OnDemandThroughput","Projection":"#Projection","ProvisionedThroughput":"#ProvisionedThroughputDescription","WarmThroughput":"#GlobalSecondaryIndexWarmThroughputDescription"},
"GlobalSecondaryIndexWarmThroughputDescription": {"ReadUnitsPerSecond":"n","Status":"t","WriteUnitsPerSecond":"n"},
"GlobalTableWitnessDescription": {"RegionName":"t","WitnessStatus":"t"},
"KeySchemaElement": {"AttributeName":"t","KeyType":"t"},
"LocalSecondaryIndexDescription": {"IndexArn":"t","IndexName":"t","IndexSizeBytes":"n","ItemCount":"n","KeySchema":"[]#KeySchemaElement","Projection":"#Projection"},
"OnDemandThroughput": {"MaxReadRequestUnits":"n","MaxWriteRequestUnits":"n"},
"OnDemandThroughputOverride": {"MaxReadRequestUnits":"n"},
"PointInTimeRecoveryDescription": {"EarliestRestorableDateTime":"d","LatestRestorableDateTime":"d","PointInTimeRecoveryStatus":"t","RecoveryPeriodInDays":"n"},
"Projection": {"NonKeyAttributes":"[]t","ProjectionType":"t"},
"ProvisionedThroughputDescription": {"LastDecreaseDateTime":"d","LastIncreaseDateTime":"d","NumberOfDecreasesToday":"n","ReadCapacityUnits":"n","WriteCapacityUnits":"n"},
"ProvisionedThroughputOverride": {"ReadCapacityUnits":"n"},
"ReplicaDescription": {"GlobalSecondaryIndexes":"[]#ReplicaGlobalSecondaryIndexDescription","GlobalTableSettingsReplicationMode":"t","KMSMasterKeyId":"t","OnDemandThroughputOverride":"#OnDemandThroughputOverride","ProvisionedThroughputOverride":"#ProvisionedThroughputOverride","RegionName":"t","ReplicaArn":"t","ReplicaInaccessibleDateTime":"d","ReplicaStatus":"t","ReplicaStatusDescription":"t","ReplicaStatusPercentProgress":"t","ReplicaTableClassSummary":"#TableClassSummary","WarmThroughput":"#TableWarmThroughputDescription"},
"ReplicaGlobalSecondaryIndexDescription": {"IndexName":"t","OnDemandThroughputOverride":"#OnDemandThroughputOverride","ProvisionedThroughputOverride":"#ProvisionedThroughputOverride","WarmThroughput":"#GlobalSecondaryIndexWarmThroughputDescription"},
"RestoreSummary": {"RestoreDateTime":"d","RestoreInProgress":"b","SourceBackupArn":"t","SourceTableArn":"t"},
"SSEDescription": {"InaccessibleEncryptionDateTime":"d","KMSMasterKeyArn":"t","SSEType":"t","Status":"t"},
"SearchSchemaElement": {"AttributeName":"t","SearchSchemaElementType":"t"},
"StreamSpecification": {"StreamEnabled":"b","StreamViewType":"t"},
"TableClassSummary": {"LastUpdateDateTime":"d","TableClass":"t"},
"TableWarmThroughputDescription": {"ReadUnitsPerSecond":"n","Status":"t","WriteUnitsPerSecond":"n"},
"Tag": {"Key":"t","Value":"t"},
"TimeToLiveDescription": {"AttributeName":"t","TimeToLiveStatus":"t"},
"VectorAttributeDefinition": {"AttributeName":"t"},
"VectorIndexDescription": {"Backfilling":"b","Dimensions":"n","DistanceFunction":"t","IndexArn":"t","IndexName":"t","IndexSizeBytes":"n","IndexStatus":"t","ItemCount":"n","Projection":"#Projection","SearchSchema":"[]#SearchSchemaElement","VectorAttribute":"#VectorAttributeDefinition"}
}}`) as ConfigFields;
