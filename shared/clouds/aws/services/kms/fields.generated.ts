/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::KMS::Alias": {"AliasArn":"t","AliasName":"t","CreationDate":"d","LastUpdatedDate":"d","TargetKeyId":"t"},
"AWS::KMS::Key": {"AWSAccountId":"t","Aliases":"[]#AliasListEntry","Arn":"t","CloudHsmClusterId":"t","CreationDate":"d","CurrentKeyMaterialId":"t","CustomKeyStoreId":"t","CustomerMasterKeySpec":"t","DeletionDate":"d","Description":"t","Enabled":"b","EncapsulationAlgorithms":"[]t","EncryptionAlgorithms":"[]t","ExpirationModel":"t","KeyAgreementAlgorithms":"[]t","KeyArn":"t","KeyId":"t","KeyManager":"t","KeySpec":"t","KeyState":"t","KeyUsage":"t","MacAlgorithms":"[]t","MultiRegion":"b","MultiRegionConfiguration":"#MultiRegionConfiguration","Origin":"t","PendingDeletionWindowInDays":"n","Policy":"*","RotationStatus":"#GetKeyRotationStatusResponse","SigningAlgorithms":"[]t","Tags":"[]#Tag","ValidTo":"d","XksKeyConfiguration":"#XksKeyConfigurationType"}
}, "shapes": {
"AliasListEntry": {"AliasArn":"t","AliasName":"t","CreationDate":"d","LastUpdatedDate":"d","TargetKeyId":"t"},
"GetKeyRotationStatusResponse": {"KeyId":"t","KeyRotationEnabled":"b","NextRotationDate":"d","OnDemandRotationStartDate":"d","RotationPeriodInDays":"n"},
"MultiRegionConfiguration": {"MultiRegionKeyType":"t","PrimaryKey":"#MultiRegionKey","ReplicaKeys":"[]#MultiRegionKey"},
"MultiRegionKey": {"Arn":"t","Region":"t"},
"Tag": {"TagKey":"t","TagValue":"t"},
"XksKeyConfigurationType": {"Id":"t"}
}}`) as ConfigFields;
