/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ElasticBeanstalk::Application": {"ApplicationArn":"t","ApplicationName":"t","ConfigurationTemplates":"[]t","DateCreated":"d","DateUpdated":"d","Description":"t","ResourceLifecycleConfig":"#ApplicationResourceLifecycleConfig","Tags":"[]#Tag","Versions":"[]t"},
"AWS::ElasticBeanstalk::Environment": {"AbortableOperationInProgress":"b","ApplicationName":"t","CNAME":"t","ConfigurationSettings":"[]#ConfigurationSettingsDescription","DateCreated":"d","DateUpdated":"d","Description":"t","EndpointURL":"t","EnvironmentArn":"t","EnvironmentId":"t","EnvironmentLinks":"[]#EnvironmentLink","EnvironmentName":"t","Health":"t","HealthStatus":"t","OperationsRole":"t","PlatformArn":"t","Resources":"#EnvironmentResourcesDescription","SolutionStackName":"t","Status":"t","Tags":"[]#Tag","TemplateName":"t","Tier":"#EnvironmentTier","VersionLabel":"t"}
}, "shapes": {
"ApplicationResourceLifecycleConfig": {"ServiceRole":"t","VersionLifecycleConfig":"#ApplicationVersionLifecycleConfig"},
"ApplicationVersionLifecycleConfig": {"MaxAgeRule":"#MaxAgeRule","MaxCountRule":"#MaxCountRule"},
"ConfigurationOptionSetting": {"Namespace":"t","OptionName":"t","ResourceName":"t","Value":"t"},
"ConfigurationSettingsDescription": {"ApplicationName":"t","DateCreated":"d","DateUpdated":"d","DeploymentStatus":"t","Description":"t","EnvironmentName":"t","OptionSettings":"[]#ConfigurationOptionSetting","PlatformArn":"t","SolutionStackName":"t","TemplateName":"t"},
"EnvironmentLink": {"EnvironmentName":"t","LinkName":"t"},
"EnvironmentResourcesDescription": {"LoadBalancer":"#LoadBalancerDescription"},
"EnvironmentTier": {"Name":"t","Type":"t","Version":"t"},
"Listener": {"Port":"n","Protocol":"t"},
"LoadBalancerDescription": {"Domain":"t","Listeners":"[]#Listener","LoadBalancerName":"t"},
"MaxAgeRule": {"DeleteSourceFromS3":"b","Enabled":"b","MaxAgeInDays":"n"},
"MaxCountRule": {"DeleteSourceFromS3":"b","Enabled":"b","MaxCount":"n"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
