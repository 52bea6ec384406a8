/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CodePipeline::Pipeline": {"Tags":"[]#Tag","created":"d","executionMode":"t","metadata":"#PipelineMetadata","name":"t","pipeline":"#AWS::CodePipeline::Pipeline.pipeline","pipelineType":"t","updated":"d","version":"n"}
}, "shapes": {
"AWS::CodePipeline::Pipeline.pipeline": {"artifactStore":"#ArtifactStore","artifactStores":"{}#ArtifactStore","executionMode":"t","name":"t","pipelineType":"t","roleArn":"t","stages":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[]","triggers":"[]#PipelineTriggerDeclaration","variables":"[]#AWS::CodePipeline::Pipeline.pipeline.variables[]","version":"n"},
"AWS::CodePipeline::Pipeline.pipeline.stages[]": {"actions":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].actions[]","beforeEntry":"#AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry","blockers":"[]#BlockerDeclaration","name":"t","onFailure":"#AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure","onSuccess":"#AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].actions[]": {"actionTypeId":"#ActionTypeId","configuration":"{}t","environmentVariables":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].actions[].environmentVariables[]","inputArtifacts":"[]#InputArtifact","name":"t","namespace":"t","outputArtifacts":"[]#OutputArtifact","outputVariables":"[]t","region":"t","roleArn":"t","runOrder":"n","timeoutInMinutes":"n"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].actions[].environmentVariables[]": {"name":"t","type":"t"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry": {"conditions":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry.conditions[]"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry.conditions[]": {"result":"t","rules":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry.conditions[].rules[]"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].beforeEntry.conditions[].rules[]": {"configuration":"{}t","inputArtifacts":"[]#InputArtifact","name":"t","region":"t","roleArn":"t","ruleTypeId":"#RuleTypeId","timeoutInMinutes":"n"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure": {"conditions":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure.conditions[]","result":"t","retryConfiguration":"#RetryConfiguration"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure.conditions[]": {"result":"t","rules":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure.conditions[].rules[]"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onFailure.conditions[].rules[]": {"configuration":"{}t","inputArtifacts":"[]#InputArtifact","name":"t","region":"t","roleArn":"t","ruleTypeId":"#RuleTypeId","timeoutInMinutes":"n"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess": {"conditions":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess.conditions[]"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess.conditions[]": {"result":"t","rules":"[]#AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess.conditions[].rules[]"},
"AWS::CodePipeline::Pipeline.pipeline.stages[].onSuccess.conditions[].rules[]": {"configuration":"{}t","inputArtifacts":"[]#InputArtifact","name":"t","region":"t","roleArn":"t","ruleTypeId":"#RuleTypeId","timeoutInMinutes":"n"},
"AWS::CodePipeline::Pipeline.pipeline.variables[]": {"description":"t","name":"t"},
"ActionTypeId": {"category":"t","owner":"t","provider":"t","version":"t"},
"ArtifactStore": {"encryptionKey":"#EncryptionKey","location":"t","type":"t"},
"BlockerDeclaration": {"name":"t","type":"t"},
"EncryptionKey": {"id":"t","type":"t"},
"GitBranchFilterCriteria": {"excludes":"[]t","includes":"[]t"},
"GitConfiguration": {"pullRequest":"[]#GitPullRequestFilter","push":"[]#GitPushFilter","sourceActionName":"t"},
"GitFilePathFilterCriteria": {"excludes":"[]t","includes":"[]t"},
"GitPullRequestFilter": {"branches":"#GitBranchFilterCriteria","events":"[]t","filePaths":"#GitFilePathFilterCriteria"},
"GitPushFilter": {"branches":"#GitBranchFilterCriteria","filePaths":"#GitFilePathFilterCriteria","tags":"#GitTagFilterCriteria"},
"GitTagFilterCriteria": {"excludes":"[]t","includes":"[]t"},
"InputArtifact": {"name":"t"},
"OutputArtifact": {"files":"[]t","name":"t"},
"PipelineMetadata": {"created":"d","pipelineArn":"t","pollingDisabledAt":"d","updated":"d"},
"PipelineTriggerDeclaration": {"gitConfiguration":"#GitConfiguration","providerType":"t"},
"RetryConfiguration": {"retryMode":"t"},
"RuleTypeId": {"category":"t","owner":"t","provider":"t","version":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
