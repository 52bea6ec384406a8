/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AuthenticationPolicy": {"compartmentId":"t","networkPolicy":"#oci-identity.NetworkPolicy","passwordPolicy":"#oci-identity.PasswordPolicy"},
"Compartment": {"compartmentId":"t","definedTags":"{}{}*","description":"t","freeformTags":"{}t","id":"t","inactiveStatus":"n","isAccessible":"b","lifecycleState":"t","name":"t","timeCreated":"d"},
"DynamicResourceGroup": {"compartmentId":"t","definedTags":"{}{}*","description":"t","freeformTags":"{}t","id":"t","inactiveStatus":"n","lifecycleState":"t","matchingRule":"t","name":"t","timeCreated":"d"},
"Group": {"compartmentId":"t","definedTags":"{}{}*","description":"t","freeformTags":"{}t","id":"t","inactiveStatus":"n","lifecycleState":"t","members":"[]#oci-identity.UserGroupMembership","name":"t","timeCreated":"d"},
"Policy": {"compartmentId":"t","definedTags":"{}{}*","description":"t","freeformTags":"{}t","id":"t","inactiveStatus":"n","lifecycleState":"t","name":"t","statements":"[]t","timeCreated":"d","versionDate":"d"},
"TagDefault": {"compartmentId":"t","id":"t","isRequired":"b","lifecycleState":"t","locks":"[]#oci-identity.ResourceLock","tagDefinitionId":"t","tagDefinitionName":"t","tagNamespaceId":"t","timeCreated":"d","value":"t"},
"Tenancy": {"definedTags":"{}{}*","description":"t","freeformTags":"{}t","homeRegionKey":"t","id":"t","name":"t","regions":"[]#oci-identity.RegionSubscription","upiIdcsCompatibilityLayerEndpoint":"t"},
"User": {"apiKeys":"[]#User.apiKeys[]","authTokens":"[]#User.authTokens[]","capabilities":"#oci-identity.UserCapabilities","compartmentId":"t","customerSecretKeys":"[]#User.customerSecretKeys[]","dbCredentials":"[]#oci-identity.DbCredentialSummary","dbUserName":"t","definedTags":"{}{}*","description":"t","email":"t","emailVerified":"b","externalIdentifier":"t","freeformTags":"{}t","groupMemberships":"[]#oci-identity.UserGroupMembership","id":"t","identityProviderId":"t","inactiveStatus":"n","isMfaActivated":"b","lastSuccessfulLoginTime":"d","lifecycleState":"t","mfaTotpDevices":"[]#User.mfaTotpDevices[]","name":"t","previousSuccessfulLoginTime":"d","smtpCredentials":"[]#User.smtpCredentials[]","timeCreated":"d"}
}, "shapes": {
"User.apiKeys[]": {"fingerprint":"t","inactiveStatus":"n","keyId":"t","lifecycleState":"t","timeCreated":"d","userId":"t"},
"User.authTokens[]": {"description":"t","id":"t","inactiveStatus":"n","lifecycleState":"t","timeCreated":"d","timeExpires":"d","userId":"t"},
"User.customerSecretKeys[]": {"displayName":"t","id":"t","inactiveStatus":"n","lifecycleState":"t","timeCreated":"d","timeExpires":"d","userId":"t"},
"User.mfaTotpDevices[]": {"id":"t","inactiveStatus":"n","isActivated":"b","lifecycleState":"t","timeCreated":"d","timeExpires":"d","userId":"t"},
"User.smtpCredentials[]": {"description":"t","id":"t","inactiveStatus":"n","lifecycleState":"t","timeCreated":"d","timeExpires":"d","userId":"t","username":"t"},
"oci-identity.DbCredentialSummary": {"description":"t","id":"t","lifecycleState":"t","timeCreated":"d","timeExpires":"d","userId":"t"},
"oci-identity.NetworkPolicy": {"networkSourceIds":"[]t"},
"oci-identity.PasswordPolicy": {"isLowercaseCharactersRequired":"b","isNumericCharactersRequired":"b","isSpecialCharactersRequired":"b","isUppercaseCharactersRequired":"b","isUsernameContainmentAllowed":"b","minimumPasswordLength":"n"},
"oci-identity.RegionSubscription": {"isHomeRegion":"b","regionKey":"t","regionName":"t","status":"t"},
"oci-identity.ResourceLock": {"isActive":"b","message":"t","relatedResourceId":"t","timeCreated":"d","type":"t"},
"oci-identity.UserCapabilities": {"canUseApiKeys":"b","canUseAuthTokens":"b","canUseConsolePassword":"b","canUseCustomerSecretKeys":"b","canUseDbCredentials":"b","canUseOAuth2ClientCredentials":"b","canUseSmtpCredentials":"b"},
"oci-identity.UserGroupMembership": {"compartmentId":"t","groupId":"t","id":"t","inactiveStatus":"n","lifecycleState":"t","timeCreated":"d","userId":"t"}
}}`) as ConfigFields;
