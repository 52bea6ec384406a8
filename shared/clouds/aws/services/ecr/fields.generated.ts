/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ECR::Image": {"artifactMediaType":"t","imageDigest":"t","imageManifestMediaType":"t","imagePushedAt":"d","imageScanFindingsSummary":"#ImageScanFindingsSummary","imageScanStatus":"#ImageScanStatus","imageSizeInBytes":"n","imageStatus":"t","imageTags":"[]t","lastActivatedAt":"d","lastArchivedAt":"d","lastRecordedPullTime":"d","registryId":"t","repositoryName":"t","subjectManifestDigest":"t"},
"AWS::ECR::PullThroughCacheRule": {"createdAt":"d","credentialArn":"t","customRoleArn":"t","ecrRepositoryPrefix":"t","registryId":"t","updatedAt":"d","upstreamRegistry":"t","upstreamRegistryUrl":"t","upstreamRepositoryPrefix":"t"},
"AWS::ECR::RegistryPolicy": {"policyText":"*"},
"AWS::ECR::RegistryScanningConfiguration": {"registryId":"t","scanningConfiguration":"#RegistryScanningConfiguration"},
"AWS::ECR::Repository": {"LifecyclePolicy":"*","Policy":"*","Tags":"[]#Tag","createdAt":"d","encryptionConfiguration":"#EncryptionConfiguration","imageScanningConfiguration":"#ImageScanningConfiguration","imageTagMutability":"t","imageTagMutabilityExclusionFilters":"[]#ImageTagMutabilityExclusionFilter","registryId":"t","repositoryArn":"t","repositoryName":"t","repositoryUri":"t"}
}, "shapes": {
"EncryptionConfiguration": {"encryptionType":"t","kmsKey":"t"},
"ImageScanFindingsSummary": {"findingSeverityCounts":"{}n","imageScanCompletedAt":"d","vulnerabilitySourceUpdatedAt":"d"},
"ImageScanStatus": {"description":"t","status":"t"},
"ImageScanningConfiguration": {"scanOnPush":"b"},
"ImageTagMutabilityExclusionFilter": {"filter":"t","filterType":"t"},
"RegistryScanningConfiguration": {"rules":"[]#RegistryScanningRule","scanType":"t"},
"RegistryScanningRule": {"repositoryFilters":"[]#ScanningRepositoryFilter","scanFrequency":"t"},
"ScanningRepositoryFilter": {"filter":"t","filterType":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
