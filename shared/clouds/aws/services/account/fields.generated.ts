/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Account::AlternateContact": {"SecurityContact":"#AWS::Account::AlternateContact.SecurityContact"},
"AWS::Account::ContactInformation": {"ContactInformation":"#AWS::Account::ContactInformation.ContactInformation"}
}, "shapes": {
"AWS::Account::AlternateContact.SecurityContact": {"AlternateContactType":"t"},
"AWS::Account::ContactInformation.ContactInformation": {}
}}`) as ConfigFields;
