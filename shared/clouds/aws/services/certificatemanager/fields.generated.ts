/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CertificateManager::Certificate": {"AcmeAccountId":"t","AcmeEndpointArn":"t","CertificateArn":"t","CertificateAuthorityArn":"t","CertificateKeyPairOrigin":"t","CreatedAt":"d","DomainName":"t","DomainValidationOptions":"[]#AWS::CertificateManager::Certificate.DomainValidationOptions[]","ExportOption":"t","Exported":"b","ExtendedKeyUsages":"[]#ExtendedKeyUsage","FailureReason":"t","ImportedAt":"d","InUse":"b","InUseBy":"[]t","IssuedAt":"d","Issuer":"t","KeyAlgorithm":"t","KeyUsages":"[]#KeyUsage","ManagedBy":"t","NotAfter":"d","NotBefore":"d","Options":"#CertificateOptions","RenewalEligibility":"t","RenewalSummary":"#AWS::CertificateManager::Certificate.RenewalSummary","RevocationReason":"t","RevokedAt":"d","Serial":"t","SignatureAlgorithm":"t","Status":"t","Subject":"t","SubjectAlternativeNames":"[]t","Tags":"[]#Tag","Type":"t","UpdateSummary":"#UpdateSummary"}
}, "shapes": {
"AWS::CertificateManager::Certificate.DomainValidationOptions[]": {"DomainName":"t","HttpRedirect":"#HttpRedirect","ResourceRecord":"#ResourceRecord","ValidationDomain":"t","ValidationMethod":"t","ValidationStatus":"t"},
"AWS::CertificateManager::Certificate.RenewalSummary": {"DomainValidationOptions":"[]#AWS::CertificateManager::Certificate.RenewalSummary.DomainValidationOptions[]","RenewalStatus":"t","RenewalStatusReason":"t","UpdatedAt":"d"},
"AWS::CertificateManager::Certificate.RenewalSummary.DomainValidationOptions[]": {"DomainName":"t","HttpRedirect":"#HttpRedirect","ResourceRecord":"#ResourceRecord","ValidationDomain":"t","ValidationMethod":"t","ValidationStatus":"t"},
"CertificateOptions": {"CertificateTransparencyLoggingPreference":"t","Export":"t","ValidationMethod":"t"},
"DomainValidationMethodUpdateSummary": {"From":"t","To":"t"},
"ExtendedKeyUsage": {"Name":"t","OID":"t"},
"HttpRedirect": {"RedirectFrom":"t","RedirectTo":"t"},
"KeyUsage": {"Name":"t"},
"ResourceRecord": {"Name":"t","Type":"t","Value":"t"},
"Tag": {"Key":"t","Value":"t"},
"UpdateSummary": {"DomainValidationMethodUpdateSummary":"#DomainValidationMethodUpdateSummary","RequestedAt":"d","Status":"t","Type":"t","UpdatedAt":"d"}
}}`) as ConfigFields;
