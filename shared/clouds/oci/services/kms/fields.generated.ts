/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Key": {"algorithm":"t","autoKeyRotationDetails":"#oci-keymanagement.AutoKeyRotationDetails","compartmentId":"t","currentKeyVersion":"t","definedTags":"{}{}*","displayName":"t","externalKeyReferenceDetails":"#Key.externalKeyReferenceDetails","freeformTags":"{}t","id":"t","isAutoRotationEnabled":"b","isPrimary":"b","keyShape":"#oci-keymanagement.KeyShape","lifecycleState":"t","protectionMode":"t","replicaDetails":"#oci-keymanagement.KeyReplicaDetails","restoredFromKeyId":"t","timeCreated":"d","timeOfDeletion":"d","vaultId":"t","versions":"[]#Key.versions[]"},
"Vault": {"compartmentId":"t","cryptoEndpoint":"t","definedTags":"{}{}*","displayName":"t","externalKeyManagerMetadataSummary":"#Vault.externalKeyManagerMetadataSummary","freeformTags":"{}t","id":"t","isPrimary":"b","isVaultReplicable":"b","lifecycleState":"t","managementEndpoint":"t","replicaDetails":"#oci-keymanagement.VaultReplicaDetails","restoredFromVaultId":"t","timeCreated":"d","timeOfDeletion":"d","vaultType":"t","wrappingkeyId":"t"}
}, "shapes": {
"Key.externalKeyReferenceDetails": {"externalKeyId":"t","externalKeyVersionId":"t"},
"Key.versions[]": {"compartmentId":"t","externalKeyReferenceDetails":"#oci-keymanagement.ExternalKeyReferenceDetails","id":"t","isAutoRotated":"b","keyId":"t","lifecycleState":"t","origin":"t","timeCreated":"d","timeOfDeletion":"d","vaultId":"t"},
"Vault.externalKeyManagerMetadataSummary": {"externalVaultEndpointUrl":"t","oauthMetadataSummary":"#Vault.externalKeyManagerMetadataSummary.oauthMetadataSummary","privateEndpointId":"t","vendor":"t"},
"Vault.externalKeyManagerMetadataSummary.oauthMetadataSummary": {"clientAppId":"t","idcsAccountNameUrl":"t"},
"oci-keymanagement.AutoKeyRotationDetails": {"lastRotationMessage":"t","lastRotationStatus":"t","rotationIntervalInDays":"n","timeOfLastRotation":"d","timeOfNextRotation":"d","timeOfScheduleStart":"d"},
"oci-keymanagement.ExternalKeyReferenceDetails": {"externalKeyId":"t","externalKeyVersionId":"t"},
"oci-keymanagement.KeyReplicaDetails": {"replicationId":"t"},
"oci-keymanagement.KeyShape": {"algorithm":"t","curveId":"t","length":"n"},
"oci-keymanagement.VaultReplicaDetails": {"replicationId":"t"}
}}`) as ConfigFields;
