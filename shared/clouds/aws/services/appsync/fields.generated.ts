/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::AppSync::GraphQLApi": {"ApiCache":"#ApiCache","additionalAuthenticationProviders":"[]#AdditionalAuthenticationProvider","apiId":"t","apiType":"t","arn":"t","authenticationType":"t","dns":"{}t","enhancedMetricsConfig":"#EnhancedMetricsConfig","introspectionConfig":"t","lambdaAuthorizerConfig":"#LambdaAuthorizerConfig","logConfig":"#LogConfig","mergedApiExecutionRoleArn":"t","name":"t","openIDConnectConfig":"#OpenIDConnectConfig","owner":"t","queryDepthLimit":"n","resolverCountLimit":"n","tags":"{}t","uris":"{}t","userPoolConfig":"#UserPoolConfig","visibility":"t","wafWebAclArn":"t","xrayEnabled":"b"}
}, "shapes": {
"AdditionalAuthenticationProvider": {"authenticationType":"t","lambdaAuthorizerConfig":"#LambdaAuthorizerConfig","openIDConnectConfig":"#OpenIDConnectConfig","userPoolConfig":"#CognitoUserPoolConfig"},
"ApiCache": {"apiCachingBehavior":"t","atRestEncryptionEnabled":"b","healthMetricsConfig":"t","status":"t","transitEncryptionEnabled":"b","ttl":"n","type":"t"},
"CognitoUserPoolConfig": {"appIdClientRegex":"t","awsRegion":"t","userPoolId":"t"},
"EnhancedMetricsConfig": {"dataSourceLevelMetricsBehavior":"t","operationLevelMetricsConfig":"t","resolverLevelMetricsBehavior":"t"},
"LambdaAuthorizerConfig": {"authorizerResultTtlInSeconds":"n","authorizerUri":"t","identityValidationExpression":"t"},
"LogConfig": {"cloudWatchLogsRoleArn":"t","excludeVerboseContent":"b","fieldLogLevel":"t"},
"OpenIDConnectConfig": {"authTTL":"n","clientId":"t","iatTTL":"n","issuer":"t"},
"UserPoolConfig": {"appIdClientRegex":"t","awsRegion":"t","defaultAction":"t","userPoolId":"t"}
}}`) as ConfigFields;
