/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CodeBuild::Project": {"arn":"t","artifacts":"#ProjectArtifacts","autoRetryLimit":"n","badge":"#AWS::CodeBuild::Project.badge","buildBatchConfig":"#ProjectBuildBatchConfig","cache":"#ProjectCache","concurrentBuildLimit":"n","created":"d","description":"t","encryptionKey":"t","environment":"#AWS::CodeBuild::Project.environment","fileSystemLocations":"[]#ProjectFileSystemLocation","lastModified":"d","logsConfig":"#LogsConfig","name":"t","projectVisibility":"t","publicProjectAlias":"t","queuedTimeoutInMinutes":"n","resourceAccessRole":"t","secondaryArtifacts":"[]#ProjectArtifacts","secondarySourceVersions":"[]#ProjectSourceVersion","secondarySources":"[]#AWS::CodeBuild::Project.secondarySources[]","serviceRole":"t","source":"#AWS::CodeBuild::Project.source","sourceVersion":"t","tags":"[]#Tag","timeoutInMinutes":"n","vpcConfig":"#VpcConfig","webhook":"#AWS::CodeBuild::Project.webhook"},
"AWS::CodeBuild::ReportGroup": {"arn":"t","created":"d","exportConfig":"#ReportExportConfig","lastModified":"d","name":"t","status":"t","tags":"[]#Tag","type":"t"}
}, "shapes": {
"AWS::CodeBuild::Project.badge": {"badgeEnabled":"b"},
"AWS::CodeBuild::Project.environment": {"certificate":"t","computeConfiguration":"#ComputeConfiguration","computeType":"t","dockerServer":"#DockerServer","environmentVariables":"[]#AWS::CodeBuild::Project.environment.environmentVariables[]","fleet":"#ProjectFleet","hostKernel":"t","image":"t","imagePullCredentialsType":"t","privilegedMode":"b","registryCredential":"#RegistryCredential","type":"t"},
"AWS::CodeBuild::Project.environment.environmentVariables[]": {"name":"t","type":"t"},
"AWS::CodeBuild::Project.secondarySources[]": {"auth":"#SourceAuth","buildStatusConfig":"#BuildStatusConfig","gitCloneDepth":"n","gitSubmodulesConfig":"#GitSubmodulesConfig","insecureSsl":"b","location":"t","reportBuildStatus":"b","sourceIdentifier":"t","type":"t"},
"AWS::CodeBuild::Project.source": {"auth":"#SourceAuth","buildStatusConfig":"#BuildStatusConfig","gitCloneDepth":"n","gitSubmodulesConfig":"#GitSubmodulesConfig","insecureSsl":"b","location":"t","reportBuildStatus":"b","sourceIdentifier":"t","type":"t"},
"AWS::CodeBuild::Project.webhook": {"branchFilter":"t","buildType":"t","filterGroups":"[][]#WebhookFilter","lastModifiedSecret":"d","manualCreation":"b","pullRequestBuildPolicy":"#PullRequestBuildPolicy","scopeConfiguration":"#ScopeConfiguration","status":"t","statusMessage":"t"},
"BatchRestrictions": {"computeTypesAllowed":"[]t","fleetsAllowed":"[]t","maximumBuildsAllowed":"n"},
"BuildStatusConfig": {"context":"t","targetUrl":"t"},
"CloudWatchLogsConfig": {"groupName":"t","status":"t","streamName":"t"},
"ComputeConfiguration": {"disk":"n","instanceType":"t","machineType":"t","memory":"n","vCpu":"n"},
"DockerServer": {"computeType":"t","securityGroupIds":"[]t","status":"#DockerServerStatus"},
"DockerServerStatus": {"message":"t","status":"t"},
"GitSubmodulesConfig": {"fetchSubmodules":"b"},
"LogsConfig": {"cloudWatchLogs":"#CloudWatchLogsConfig","s3Logs":"#S3LogsConfig"},
"ProjectArtifacts": {"artifactIdentifier":"t","bucketOwnerAccess":"t","encryptionDisabled":"b","location":"t","name":"t","namespaceType":"t","overrideArtifactName":"b","packaging":"t","path":"t","type":"t"},
"ProjectBuildBatchConfig": {"batchReportMode":"t","combineArtifacts":"b","restrictions":"#BatchRestrictions","serviceRole":"t","timeoutInMins":"n"},
"ProjectCache": {"cacheNamespace":"t","location":"t","modes":"[]t","type":"t"},
"ProjectFileSystemLocation": {"identifier":"t","location":"t","mountOptions":"t","mountPoint":"t","type":"t"},
"ProjectFleet": {"fleetArn":"t"},
"ProjectSourceVersion": {"sourceIdentifier":"t","sourceVersion":"t"},
"PullRequestBuildPolicy": {"approverRoles":"[]t","requiresCommentApproval":"t"},
"RegistryCredential": {"credential":"t","credentialProvider":"t"},
"ReportExportConfig": {"exportConfigType":"t","s3Destination":"#S3ReportExportConfig"},
"S3LogsConfig": {"bucketOwnerAccess":"t","encryptionDisabled":"b","location":"t","status":"t"},
"S3ReportExportConfig": {"bucket":"t","bucketOwner":"t","encryptionDisabled":"b","encryptionKey":"t","packaging":"t","path":"t"},
"ScopeConfiguration": {"domain":"t","name":"t","scope":"t"},
"SourceAuth": {"resource":"t","type":"t"},
"Tag": {"key":"t","value":"t"},
"VpcConfig": {"securityGroupIds":"[]t","subnets":"[]t","vpcId":"t"},
"WebhookFilter": {"excludeMatchedPattern":"b","pattern":"t","type":"t"}
}}`) as ConfigFields;
