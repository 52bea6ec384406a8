/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Route53Domains::Domain": {"AdminPrivacy":"b","AutoRenew":"b","BillingPrivacy":"b","CreationDate":"d","DnsSec":"t","DnssecKeys":"[]#DnssecKey","DomainName":"t","ExpirationDate":"d","Expiry":"d","Nameservers":"[]#Nameserver","RegistrantPrivacy":"b","RegistrarName":"t","RegistrarUrl":"t","RegistryDomainId":"t","Reseller":"t","StatusList":"[]t","Tags":"[]#Tag","TechPrivacy":"b","TransferLock":"b","UpdatedDate":"d","WhoIsServer":"t"}
}, "shapes": {
"DnssecKey": {"Algorithm":"n","Digest":"t","DigestType":"n","Flags":"n","Id":"t","KeyTag":"n","PublicKey":"t"},
"Nameserver": {"GlueIps":"[]t","Name":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
