/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Cognito::IdentityPool": {"AllowClassicFlow":"b","AllowUnauthenticatedIdentities":"b","CognitoIdentityProviders":"[]#CognitoIdentityProvider","DeveloperProviderName":"t","IdentityPoolId":"t","IdentityPoolName":"t","IdentityPoolTags":"{}t","OpenIdConnectProviderARNs":"[]t","SamlProviderARNs":"[]t","SupportedLoginProviders":"{}t"},
"AWS::Cognito::UserPoolClient": {"AccessTokenValidity":"n","AllowedOAuthFlows":"[]t","AllowedOAuthFlowsUserPoolClient":"b","AllowedOAuthScopes":"[]t","AnalyticsConfiguration":"#AWS::Cognito::UserPoolClient.AnalyticsConfiguration","AuthSessionValidity":"n","CallbackURLs":"[]t","ClientId":"t","ClientName":"t","CreationDate":"d","DefaultRedirectURI":"t","EnablePropagateAdditionalUserContextData":"b","EnableTokenRevocation":"b","ExplicitAuthFlows":"[]t","IdTokenValidity":"n","LastModifiedDate":"d","LogoutURLs":"[]t","PreventUserExistenceErrors":"t","ReadAttributes":"[]t","RefreshTokenRotation":"#RefreshTokenRotationType","RefreshTokenValidity":"n","SupportedIdentityProviders":"[]t","TokenValidityUnits":"#TokenValidityUnitsType","UserPoolId":"t","WriteAttributes":"[]t"},
"AWS::Cognito::UserPoolGroup": {"CreationDate":"d","Description":"t","GroupName":"t","LastModifiedDate":"d","Precedence":"n","RoleArn":"t","UserPoolId":"t"},
"AWS::Cognito::UserPool": {"AccountRecoverySetting":"#AccountRecoverySettingType","AcrConfiguration":"{}#AcrLevelConfigType","AdminCreateUserConfig":"#AdminCreateUserConfigType","AliasAttributes":"[]t","Arn":"t","AutoVerifiedAttributes":"[]t","CreationDate":"d","CustomDomain":"t","DeletionProtection":"t","DeviceConfiguration":"#DeviceConfigurationType","Domain":"t","EmailConfiguration":"#AWS::Cognito::UserPool.EmailConfiguration","EmailConfigurationFailure":"t","EmailVerificationMessage":"t","EmailVerificationSubject":"t","EstimatedNumberOfUsers":"n","Id":"t","IssuerConfiguration":"#IssuerConfigurationType","KeyConfiguration":"#KeyConfigurationType","LambdaConfig":"#LambdaConfigType","LastModifiedDate":"d","MfaConfiguration":"t","Name":"t","Policies":"#UserPoolPolicyType","ReplicaRegions":"[]t","SchemaAttributes":"[]#SchemaAttributeType","SmsAuthenticationMessage":"t","SmsConfiguration":"#AWS::Cognito::UserPool.SmsConfiguration","SmsConfigurationFailure":"t","SmsVerificationMessage":"t","Status":"t","UserAttributeUpdateSettings":"#UserAttributeUpdateSettingsType","UserPoolAddOns":"#UserPoolAddOnsType","UserPoolTags":"{}t","UserPoolTier":"t","UsernameAttributes":"[]t","UsernameConfiguration":"#UsernameConfigurationType","VerificationMessageTemplate":"#VerificationMessageTemplateType"}
}, "shapes": {
"AWS::Cognito::UserPool.EmailConfiguration": {"ConfigurationSet":"t","EmailSendingAccount":"t","SourceArn":"t"},
"AWS::Cognito::UserPool.SmsConfiguration": {"EumsSms":"#EumsSmsConfigurationType","SnsCallerArn":"t","SnsRegion":"t"},
"AWS::Cognito::UserPoolClient.AnalyticsConfiguration": {"ApplicationArn":"t","ApplicationId":"t","RoleArn":"t","UserDataShared":"b"},
"AccountRecoverySettingType": {"RecoveryMechanisms":"[]#RecoveryOptionType"},
"AcrLevelConfigType": {"AcrValue":"t"},
"AdminCreateUserConfigType": {"AllowAdminCreateUserOnly":"b","InviteMessageTemplate":"#MessageTemplateType","UnusedAccountValidityDays":"n"},
"AdvancedSecurityAdditionalFlowsType": {"CustomAuthMode":"t"},
"CognitoIdentityProvider": {"ClientId":"t","ProviderName":"t","ServerSideTokenCheck":"b"},
"CustomEmailLambdaVersionConfigType": {"LambdaArn":"t","LambdaVersion":"t"},
"CustomSMSLambdaVersionConfigType": {"LambdaArn":"t","LambdaVersion":"t"},
"DeviceConfigurationType": {"ChallengeRequiredOnNewDevice":"b","DeviceOnlyRememberedOnUserPrompt":"b"},
"EumsSmsConfigurationType": {"CallerArn":"t","ConfigurationSetName":"t","ExternalId":"t","InEntityId":"t","InTemplateId":"t","OriginationIdentity":"t","Region":"t"},
"InboundFederationLambdaType": {"LambdaArn":"t","LambdaVersion":"t"},
"IssuerConfigurationType": {"Type":"t"},
"KeyConfigurationType": {"KeyType":"t","KmsKeyArn":"t"},
"LambdaConfigType": {"CreateAuthChallenge":"t","CustomEmailSender":"#CustomEmailLambdaVersionConfigType","CustomMessage":"t","CustomSMSSender":"#CustomSMSLambdaVersionConfigType","DefineAuthChallenge":"t","InboundFederation":"#InboundFederationLambdaType","KMSKeyID":"t","PostAuthentication":"t","PostConfirmation":"t","PreAuthentication":"t","PreSignUp":"t","PreTokenGeneration":"t","PreTokenGenerationConfig":"#PreTokenGenerationVersionConfigType","UserMigration":"t","VerifyAuthChallengeResponse":"t"},
"MessageTemplateType": {"EmailMessage":"t","EmailSubject":"t","SMSMessage":"t"},
"NumberAttributeConstraintsType": {"MaxValue":"t","MinValue":"t"},
"PasswordPolicyType": {"MinimumLength":"n","PasswordHistorySize":"n","RequireLowercase":"b","RequireNumbers":"b","RequireSymbols":"b","RequireUppercase":"b","TemporaryPasswordValidityDays":"n"},
"PreTokenGenerationVersionConfigType": {"LambdaArn":"t","LambdaVersion":"t"},
"RecoveryOptionType": {"Name":"t","Priority":"n"},
"RefreshTokenRotationType": {"Feature":"t","RetryGracePeriodSeconds":"n"},
"SchemaAttributeType": {"AttributeDataType":"t","DeveloperOnlyAttribute":"b","Mutable":"b","Name":"t","NumberAttributeConstraints":"#NumberAttributeConstraintsType","Required":"b","StringAttributeConstraints":"#StringAttributeConstraintsType"},
"SignInPolicyType": {"AllowedFirstAuthFactors":"[]t"},
"StringAttributeConstraintsType": {"MaxLength":"t","MinLength":"t"},
"TokenValidityUnitsType": {"AccessToken":"t","IdToken":"t","RefreshToken":"t"},
"UserAttributeUpdateSettingsType": {"AttributesRequireVerificationBeforeUpdate":"[]t"},
"UserPoolAddOnsType": {"AdvancedSecurityAdditionalFlows":"#AdvancedSecurityAdditionalFlowsType","AdvancedSecurityMode":"t"},
"UserPoolPolicyType": {"PasswordPolicy":"#PasswordPolicyType","SignInPolicy":"#SignInPolicyType"},
"UsernameConfigurationType": {"CaseSensitive":"b"},
"VerificationMessageTemplateType": {"DefaultEmailOption":"t","EmailMessage":"t","EmailMessageByLink":"t","EmailSubject":"t","EmailSubjectByLink":"t","SmsMessage":"t"}
}}`) as ConfigFields;
