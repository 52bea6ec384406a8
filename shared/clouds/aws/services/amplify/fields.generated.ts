/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Amplify::App": {"appArn":"t","appId":"t","autoBranchCreationConfig":"#AWS::Amplify::App.autoBranchCreationConfig","autoBranchCreationPatterns":"[]t","cacheConfig":"#CacheConfig","computeRoleArn":"t","createTime":"d","customRules":"[]#CustomRule","defaultDomain":"t","description":"t","enableAutoBranchCreation":"b","enableBasicAuth":"b","enableBranchAutoBuild":"b","enableBranchAutoDeletion":"b","environmentVariables":"{}t","iamServiceRoleArn":"t","jobConfig":"#JobConfig","name":"t","platform":"t","productionBranch":"#AWS::Amplify::App.productionBranch","repositoryCloneMethod":"t","tags":"{}t","updateTime":"d","wafConfiguration":"#WafConfiguration","webhookCreateTime":"d"},
"AWS::Amplify::Branch": {"activeJobId":"t","appId":"t","associatedResources":"[]t","backend":"#Backend","backendEnvironmentArn":"t","branchArn":"t","branchName":"t","computeRoleArn":"t","createTime":"d","customDomains":"[]t","description":"t","destinationBranch":"t","displayName":"t","enableAutoBuild":"b","enableBasicAuth":"b","enableNotification":"b","enablePerformanceMode":"b","enablePullRequestPreview":"b","enableSkewProtection":"b","environmentVariables":"{}t","framework":"t","pullRequestEnvironmentName":"t","sourceBranch":"t","stage":"t","tags":"{}t","totalNumberOfJobs":"t","ttl":"t","updateTime":"d"}
}, "shapes": {
"AWS::Amplify::App.autoBranchCreationConfig": {"enableAutoBuild":"b","enableBasicAuth":"b","enablePerformanceMode":"b","enablePullRequestPreview":"b","environmentVariables":"{}t","framework":"t","pullRequestEnvironmentName":"t","stage":"t"},
"AWS::Amplify::App.productionBranch": {"branchName":"t","lastDeployTime":"d","status":"t"},
"Backend": {"stackArn":"t"},
"CacheConfig": {"type":"t"},
"CustomRule": {"condition":"t","source":"t","status":"t","target":"t"},
"JobConfig": {"buildComputeType":"t"},
"WafConfiguration": {"statusReason":"t","wafStatus":"t","webAclArn":"t"}
}}`) as ConfigFields;
