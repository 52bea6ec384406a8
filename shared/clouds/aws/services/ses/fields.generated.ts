/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SES::ConfigurationSet": {"ArchivingOptions":"#ArchivingOptions","ConfigurationSetName":"t","DeliveryOptions":"#DeliveryOptions","MessageSecurityOptions":"#MessageSecurityOptions","ReputationOptions":"#ReputationOptions","SendingOptions":"#SendingOptions","SuppressionOptions":"#SuppressionOptions","Tags":"[]#Tag","TrackingOptions":"#TrackingOptions","VdmOptions":"#VdmOptions"},
"AWS::SES::EmailIdentity": {"ConfigurationSetName":"t","DkimAttributes":"#DkimAttributes","FeedbackForwardingStatus":"b","IdentityName":"t","IdentityType":"t","MailFromAttributes":"#MailFromAttributes","Policies":"#AWS::SES::EmailIdentity.Policies","SendingEnabled":"b","Tags":"[]#Tag","VerificationInfo":"#AWS::SES::EmailIdentity.VerificationInfo","VerificationStatus":"t","VerifiedForSendingStatus":"b"}
}, "shapes": {
"AWS::SES::EmailIdentity.Policies": {"*":"*"},
"AWS::SES::EmailIdentity.VerificationInfo": {"ErrorType":"t","LastCheckedTimestamp":"d","LastSuccessTimestamp":"d","SOARecord":"#AWS::SES::EmailIdentity.VerificationInfo.SOARecord"},
"AWS::SES::EmailIdentity.VerificationInfo.SOARecord": {"PrimaryNameServer":"t","SerialNumber":"n"},
"ArchivingOptions": {"ArchiveArn":"t"},
"DashboardOptions": {"EngagementMetrics":"t"},
"DefaultSigningScheme": {},
"DeliveryOptions": {"MaxDeliverySeconds":"n","SendingPoolName":"t","TlsPolicy":"t"},
"DkimAttributes": {"CurrentSigningKeyLength":"t","LastKeyGenerationTimestamp":"d","NextSigningKeyLength":"t","SigningAttributesOrigin":"t","SigningEnabled":"b","SigningHostedZone":"t","Status":"t","Tokens":"[]t"},
"GuardianOptions": {"OptimizedSharedDelivery":"t"},
"MailFromAttributes": {"BehaviorOnMxFailure":"t","MailFromDomain":"t","MailFromDomainStatus":"t"},
"MessageSecurityOptions": {"SigningScheme":"#SigningScheme"},
"ReputationOptions": {"LastFreshStart":"d","ReputationMetricsEnabled":"b"},
"SendingOptions": {"SendingEnabled":"b"},
"SigningScheme": {"DefaultScheme":"#DefaultSigningScheme","SmimeScheme":"#SmimeSigningScheme"},
"SmimeSigningScheme": {"SignatureFormat":"t"},
"SuppressionConditionThreshold": {"ConditionThresholdEnabled":"t","OverallConfidenceThreshold":"#SuppressionConfidenceThreshold"},
"SuppressionConfidenceThreshold": {"ConfidenceVerdictThreshold":"t"},
"SuppressionOptions": {"SuppressedReasons":"[]t","SuppressionScope":"t","ValidationOptions":"#SuppressionValidationOptions"},
"SuppressionValidationOptions": {"ConditionThreshold":"#SuppressionConditionThreshold"},
"Tag": {"Key":"t","Value":"t"},
"TrackingOptions": {"CustomRedirectDomain":"t","HttpsPolicy":"t"},
"VdmOptions": {"DashboardOptions":"#DashboardOptions","GuardianOptions":"#GuardianOptions"}
}}`) as ConfigFields;
