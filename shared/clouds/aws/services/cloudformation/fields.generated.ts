/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CloudFormation::StackSet": {"AdministrationRoleARN":"t","AutoDeployment":"#AutoDeployment","Capabilities":"[]t","Description":"t","DriftStatus":"t","ExecutionRoleName":"t","LastDriftCheckTimestamp":"d","ManagedExecution":"#ManagedExecution","OrganizationalUnitIds":"[]t","Parameters":"[]#AWS::CloudFormation::StackSet.Parameters[]","PermissionModel":"t","Regions":"[]t","StackSetARN":"t","StackSetDriftDetectionDetails":"#StackSetDriftDetectionDetails","StackSetId":"t","StackSetName":"t","Status":"t","Tags":"[]#Tag"},
"AWS::CloudFormation::Stack": {"Capabilities":"[]t","ChangeSetId":"t","CreationTime":"d","DeletionMode":"t","DeletionTime":"d","DeploymentConfig":"#DeploymentConfig","Description":"t","DetailedStatus":"t","DisableRollback":"b","DriftInformation":"#StackDriftInformation","EnableTerminationProtection":"b","LastOperations":"[]#OperationEntry","LastUpdatedTime":"d","NotificationARNs":"[]t","Outputs":"[]#AWS::CloudFormation::Stack.Outputs[]","Parameters":"[]#AWS::CloudFormation::Stack.Parameters[]","ParentId":"t","RetainExceptOnCreate":"b","RoleARN":"t","RollbackConfiguration":"#RollbackConfiguration","RootId":"t","StackId":"t","StackName":"t","StackStatus":"t","StackStatusReason":"t","Tags":"[]#Tag","TimeoutInMinutes":"n"}
}, "shapes": {
"AWS::CloudFormation::Stack.Outputs[]": {"Description":"t","ExportName":"t","OutputKey":"t"},
"AWS::CloudFormation::Stack.Parameters[]": {"ParameterKey":"t","UsePreviousValue":"b"},
"AWS::CloudFormation::StackSet.Parameters[]": {"ParameterKey":"t","UsePreviousValue":"b"},
"AutoDeployment": {"DependsOn":"[]t","Enabled":"b","RetainStacksOnAccountRemoval":"b"},
"DeploymentConfig": {"DisableRollback":"b","Mode":"t"},
"ManagedExecution": {"Active":"b"},
"OperationEntry": {"OperationId":"t","OperationType":"t"},
"RollbackConfiguration": {"MonitoringTimeInMinutes":"n","RollbackTriggers":"[]#RollbackTrigger"},
"RollbackTrigger": {"Arn":"t","Type":"t"},
"StackDriftInformation": {"LastCheckTimestamp":"d","StackDriftStatus":"t"},
"StackSetDriftDetectionDetails": {"DriftDetectionStatus":"t","DriftStatus":"t","DriftedStackInstancesCount":"n","FailedStackInstancesCount":"n","InProgressStackInstancesCount":"n","InSyncStackInstancesCount":"n","LastDriftCheckTimestamp":"d","TotalStackInstancesCount":"n"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
