/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ApiGateway::Account": {"apiKeyVersion":"t","cloudwatchRoleArn":"t","features":"[]t","throttleSettings":"#ThrottleSettings"},
"AWS::ApiGateway::ApiKey": {"createdDate":"d","description":"t","enabled":"b","id":"t","lastUpdatedDate":"d","name":"t","stageKeys":"[]t","tags":"{}t"},
"AWS::ApiGateway::Authorizer": {"authType":"t","authorizerCredentials":"t","authorizerResultTtlInSeconds":"n","authorizerUri":"t","id":"t","identitySource":"t","identityValidationExpression":"t","name":"t","providerARNs":"[]t","restApiId":"t","type":"t"},
"AWS::ApiGateway::ClientCertificate": {"clientCertificateId":"t","createdDate":"d","description":"t","expirationDate":"d","tags":"{}t"},
"AWS::ApiGateway::DomainName": {"certificateArn":"t","certificateName":"t","certificateUploadDate":"d","distributionDomainName":"t","distributionHostedZoneId":"t","domainName":"t","domainNameArn":"t","domainNameId":"t","domainNameStatus":"t","domainNameStatusMessage":"t","endpointAccessMode":"t","endpointConfiguration":"#EndpointConfiguration","managementPolicy":"*","mutualTlsAuthentication":"#MutualTlsAuthentication","ownershipVerificationCertificateArn":"t","policy":"*","regionalCertificateArn":"t","regionalCertificateName":"t","regionalDomainName":"t","regionalHostedZoneId":"t","routingMode":"t","securityPolicy":"t","tags":"{}t"},
"AWS::ApiGateway::Resource": {"id":"t","parentId":"t","path":"t","pathPart":"t","resourceMethods":"{}#AWS::ApiGateway::Resource.resourceMethods.*","restApiId":"t"},
"AWS::ApiGateway::RestApi": {"apiKeySource":"t","apiStatus":"t","apiStatusMessage":"t","binaryMediaTypes":"[]t","createdDate":"d","description":"t","disableExecuteApiEndpoint":"b","endpointAccessMode":"t","endpointConfiguration":"#EndpointConfiguration","id":"t","minimumCompressionSize":"n","name":"t","policy":"*","rootResourceId":"t","securityPolicy":"t","tags":"{}t","version":"t","warnings":"[]t"},
"AWS::ApiGateway::Stage": {"accessLogSettings":"#AccessLogSettings","cacheClusterEnabled":"b","cacheClusterSize":"t","cacheClusterStatus":"t","canarySettings":"#AWS::ApiGateway::Stage.canarySettings","clientCertificateId":"t","createdDate":"d","deploymentId":"t","description":"t","documentationVersion":"t","lastUpdatedDate":"d","methodSettings":"{}#MethodSetting","restApiId":"t","stageName":"t","tags":"{}t","tracingEnabled":"b","variables":"{}t","webAclArn":"t"},
"AWS::ApiGateway::UsagePlan": {"apiStages":"[]#ApiStage","description":"t","id":"t","name":"t","productCode":"t","quota":"#QuotaSettings","tags":"{}t","throttle":"#ThrottleSettings"},
"AWS::ApiGateway::VpcLink": {"description":"t","id":"t","name":"t","status":"t","statusMessage":"t","tags":"{}t","targetArns":"[]t"}
}, "shapes": {
"AWS::ApiGateway::Resource.resourceMethods.*": {"apiKeyRequired":"b","authorizationScopes":"[]t","authorizationType":"t","authorizerId":"t","httpMethod":"t","methodIntegration":"#AWS::ApiGateway::Resource.resourceMethods.*.methodIntegration","methodResponses":"{}#MethodResponse","operationName":"t","requestModels":"{}t","requestParameters":"{}b","requestValidatorId":"t"},
"AWS::ApiGateway::Resource.resourceMethods.*.methodIntegration": {"cacheKeyParameters":"[]t","cacheNamespace":"t","connectionId":"t","connectionType":"t","contentHandling":"t","credentials":"t","httpMethod":"t","integrationResponses":"{}#AWS::ApiGateway::Resource.resourceMethods.*.methodIntegration.integrationResponses.*","integrationTarget":"t","passthroughBehavior":"t","requestParameters":"{}t","requestTemplates":"{}t","responseTransferMode":"t","timeoutInMillis":"n","tlsConfig":"#TlsConfig","type":"t","uri":"t"},
"AWS::ApiGateway::Resource.resourceMethods.*.methodIntegration.integrationResponses.*": {"contentHandling":"t","responseParameters":"{}t","responseTemplates":"{}t","selectionPattern":"t","statusCode":"t"},
"AWS::ApiGateway::Stage.canarySettings": {"deploymentId":"t","percentTraffic":"n","stageVariableOverrides":"{}t","useStageCache":"b"},
"AccessLogSettings": {"destinationArn":"t","format":"t"},
"ApiStage": {"apiId":"t","stage":"t","throttle":"{}#ThrottleSettings"},
"EndpointConfiguration": {"ipAddressType":"t","types":"[]t","vpcEndpointIds":"[]t"},
"MethodResponse": {"responseModels":"{}t","responseParameters":"{}b","statusCode":"t"},
"MethodSetting": {"cacheDataEncrypted":"b","cacheTtlInSeconds":"n","cachingEnabled":"b","dataTraceEnabled":"b","loggingLevel":"t","metricsEnabled":"b","requireAuthorizationForCacheControl":"b","throttlingBurstLimit":"n","throttlingRateLimit":"n","unauthorizedCacheControlHeaderStrategy":"t"},
"MutualTlsAuthentication": {"truststoreUri":"t","truststoreVersion":"t","truststoreWarnings":"[]t"},
"QuotaSettings": {"limit":"n","offset":"n","period":"t"},
"ThrottleSettings": {"burstLimit":"n","rateLimit":"n"},
"TlsConfig": {"insecureSkipVerification":"b"}
}}`) as ConfigFields;
