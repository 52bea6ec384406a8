/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::RAM::ResourceShare": {"Principals":"[]#Principal","Resources":"[]#Resource","allowExternalPrincipals":"b","creationTime":"d","featureSet":"t","lastUpdatedTime":"d","name":"t","owningAccountId":"t","resourceShareArn":"t","resourceShareConfiguration":"#ResourceShareConfiguration","status":"t","statusMessage":"t","tags":"[]#Tag"}
}, "shapes": {
"Principal": {"creationTime":"d","external":"b","id":"t","lastUpdatedTime":"d","resourceShareArn":"t"},
"Resource": {"arn":"t","creationTime":"d","lastUpdatedTime":"d","resourceGroupArn":"t","resourceRegionScope":"t","resourceShareArn":"t","status":"t","statusMessage":"t","type":"t"},
"ResourceShareConfiguration": {"retainSharingOnAccountLeaveOrganization":"b"},
"Tag": {"key":"t","value":"t"}
}}`) as ConfigFields;
