/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.ManagedIdentity/userAssignedIdentities": {"federatedIdentityCredentials":"[]#arm-msi.FederatedIdentityCredential","id":"t","location":"t","name":"t","properties":"#Microsoft.ManagedIdentity/userAssignedIdentities.properties","systemData":"#arm-msi.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.ManagedIdentity/userAssignedIdentities.properties": {"clientId":"t","isolationScope":"t","principalId":"t","tenantId":"t"},
"arm-msi.FederatedIdentityCredential": {"id":"t","name":"t","properties":"#arm-msi.FederatedIdentityCredential.properties","systemData":"#arm-msi.SystemData","type":"t"},
"arm-msi.FederatedIdentityCredential.properties": {"audiences":"[]t","issuer":"t","subject":"t"},
"arm-msi.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"}
}}`) as ConfigFields;
