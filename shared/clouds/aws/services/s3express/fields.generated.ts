/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::S3Express::DirectoryBucket": {"BucketArn":"t","BucketRegion":"t","CreationDate":"d","LifecycleConfiguration":"#GetBucketLifecycleConfigurationOutput","Name":"t","Policy":"*","ServerSideEncryptionConfiguration":"#ServerSideEncryptionConfiguration"}
}, "shapes": {
"AbortIncompleteMultipartUpload": {"DaysAfterInitiation":"n"},
"BlockedEncryptionTypes": {"EncryptionType":"[]t"},
"GetBucketLifecycleConfigurationOutput": {"Rules":"[]#LifecycleRule","TransitionDefaultMinimumObjectSize":"t"},
"LifecycleExpiration": {"Date":"d","Days":"n","ExpiredObjectDeleteMarker":"b"},
"LifecycleRule": {"AbortIncompleteMultipartUpload":"#AbortIncompleteMultipartUpload","Expiration":"#LifecycleExpiration","Filter":"#LifecycleRuleFilter","ID":"t","NoncurrentVersionExpiration":"#NoncurrentVersionExpiration","NoncurrentVersionTransitions":"[]#NoncurrentVersionTransition","Prefix":"t","Status":"t","Transitions":"[]#Transition"},
"LifecycleRuleAndOperator": {"ObjectSizeGreaterThan":"n","ObjectSizeLessThan":"n","Prefix":"t","Tags":"[]#Tag"},
"LifecycleRuleFilter": {"And":"#LifecycleRuleAndOperator","ObjectSizeGreaterThan":"n","ObjectSizeLessThan":"n","Prefix":"t","Tag":"#Tag"},
"NoncurrentVersionExpiration": {"NewerNoncurrentVersions":"n","NoncurrentDays":"n"},
"NoncurrentVersionTransition": {"NewerNoncurrentVersions":"n","NoncurrentDays":"n","StorageClass":"t"},
"ServerSideEncryptionByDefault": {"KMSMasterKeyID":"t","SSEAlgorithm":"t"},
"ServerSideEncryptionConfiguration": {"Rules":"[]#ServerSideEncryptionRule"},
"ServerSideEncryptionRule": {"ApplyServerSideEncryptionByDefault":"#ServerSideEncryptionByDefault","BlockedEncryptionTypes":"#BlockedEncryptionTypes","BucketKeyEnabled":"b"},
"Tag": {"Key":"t","Value":"t"},
"Transition": {"Date":"d","Days":"n","StorageClass":"t"}
}}`) as ConfigFields;
