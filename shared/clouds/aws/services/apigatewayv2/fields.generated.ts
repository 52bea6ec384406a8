/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ApiGatewayV2::Api": {"ApiEndpoint":"t","ApiGatewayManaged":"b","ApiId":"t","ApiKeySelectionExpression":"t","CorsConfiguration":"#Cors","CreatedDate":"d","Description":"t","DisableExecuteApiEndpoint":"b","DisableSchemaValidation":"b","ImportInfo":"[]t","IpAddressType":"t","Name":"t","ProtocolType":"t","RouteSelectionExpression":"t","Tags":"{}t","Version":"t","Warnings":"[]t"},
"AWS::ApiGatewayV2::Authorizer": {"ApiId":"t","AuthorizerCredentialsArn":"t","AuthorizerId":"t","AuthorizerPayloadFormatVersion":"t","AuthorizerResultTtlInSeconds":"n","AuthorizerType":"t","AuthorizerUri":"t","EnableSimpleResponses":"b","IdentitySource":"[]t","IdentityValidationExpression":"t","JwtConfiguration":"#JWTConfiguration","Name":"t"},
"AWS::ApiGatewayV2::Integration": {"ApiGatewayManaged":"b","ApiId":"t","ConnectionId":"t","ConnectionType":"t","ContentHandlingStrategy":"t","CredentialsArn":"t","Description":"t","IntegrationId":"t","IntegrationMethod":"t","IntegrationResponseSelectionExpression":"t","IntegrationSubtype":"t","IntegrationType":"t","IntegrationUri":"t","PassthroughBehavior":"t","PayloadFormatVersion":"t","RequestParameters":"{}t","RequestTemplates":"{}t","ResponseParameters":"{}{}t","TemplateSelectionExpression":"t","TimeoutInMillis":"n","TlsConfig":"#TlsConfig"},
"AWS::ApiGatewayV2::Route": {"ApiGatewayManaged":"b","ApiId":"t","ApiKeyRequired":"b","AuthorizationScopes":"[]t","AuthorizationType":"t","AuthorizerId":"t","ModelSelectionExpression":"t","OperationName":"t","RequestModels":"{}t","RequestParameters":"{}#ParameterConstraints","RouteId":"t","RouteKey":"t","RouteResponseSelectionExpression":"t","Target":"t"},
"AWS::ApiGatewayV2::Stage": {"AccessLogSettings":"#AccessLogSettings","ApiGatewayManaged":"b","ApiId":"t","AutoDeploy":"b","ClientCertificateId":"t","CreatedDate":"d","DefaultRouteSettings":"#RouteSettings","DeploymentId":"t","Description":"t","LastDeploymentStatusMessage":"t","LastUpdatedDate":"d","RouteSettings":"{}#RouteSettings","StageName":"t","StageVariables":"{}t","Tags":"{}t"},
"AWS::ApiGatewayV2::VpcLink": {"CreatedDate":"d","Name":"t","SecurityGroupIds":"[]t","SubnetIds":"[]t","Tags":"{}t","VpcLinkId":"t","VpcLinkStatus":"t","VpcLinkStatusMessage":"t","VpcLinkVersion":"t"}
}, "shapes": {
"AccessLogSettings": {"DestinationArn":"t","Format":"t"},
"Cors": {"AllowCredentials":"b","AllowHeaders":"[]t","AllowMethods":"[]t","AllowOrigins":"[]t","ExposeHeaders":"[]t","MaxAge":"n"},
"JWTConfiguration": {"Audience":"[]t","Issuer":"t"},
"ParameterConstraints": {"Required":"b"},
"RouteSettings": {"DataTraceEnabled":"b","DetailedMetricsEnabled":"b","LoggingLevel":"t","ThrottlingBurstLimit":"n","ThrottlingRateLimit":"n"},
"TlsConfig": {"ServerNameToVerify":"t"}
}}`) as ConfigFields;
