/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.CognitiveServices/accounts": {"etag":"t","id":"t","identity":"#arm-cognitiveservices.Identity","kind":"t","location":"t","name":"t","properties":"#Microsoft.CognitiveServices/accounts.properties","sku":"#arm-cognitiveservices.Sku","systemData":"#arm-cognitiveservices.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.CognitiveServices/accounts.properties": {"abusePenalty":"#arm-cognitiveservices.AbusePenalty","allowProjectManagement":"b","allowedFqdnList":"[]t","amlWorkspace":"#arm-cognitiveservices.UserOwnedAmlWorkspace","apiProperties":"#Microsoft.CognitiveServices/accounts.properties.apiProperties","associatedProjects":"[]t","callRateLimit":"#arm-cognitiveservices.CallRateLimit","capabilities":"[]#arm-cognitiveservices.SkuCapability","commitmentPlanAssociations":"[]#arm-cognitiveservices.CommitmentPlanAssociation","customSubDomainName":"t","dateCreated":"t","defaultProject":"t","deletionDate":"t","disableLocalAuth":"b","dynamicThrottlingEnabled":"b","encryption":"#arm-cognitiveservices.Encryption","endpoint":"t","endpoints":"{}t","internalId":"t","isMigrated":"b","locations":"#arm-cognitiveservices.MultiRegionSettings","networkAcls":"#arm-cognitiveservices.NetworkRuleSet","networkInjections":"[]#arm-cognitiveservices.NetworkInjection","privateEndpointConnections":"[]#arm-cognitiveservices.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","quotaLimit":"#arm-cognitiveservices.QuotaLimit","raiMonitorConfig":"#arm-cognitiveservices.RaiMonitorConfig","restore":"b","restrictOutboundNetworkAccess":"b","scheduledPurgeDate":"t","skuChangeInfo":"#arm-cognitiveservices.SkuChangeInfo","storedCompletionsDisabled":"b","userOwnedStorage":"[]#arm-cognitiveservices.UserOwnedStorage"},
"Microsoft.CognitiveServices/accounts.properties.apiProperties": {"aadClientId":"t","aadTenantId":"t","qnaAzureSearchEndpointId":"t","qnaRuntimeEndpoint":"t","statisticsEnabled":"b","superUser":"t","websiteName":"t","*":"*"},
"arm-cognitiveservices.AbusePenalty": {"action":"t","expiration":"d","rateLimitPercentage":"n"},
"arm-cognitiveservices.CallRateLimit": {"count":"n","renewalPeriod":"n","rules":"[]#arm-cognitiveservices.ThrottlingRule"},
"arm-cognitiveservices.CommitmentPlanAssociation": {"commitmentPlanId":"t","commitmentPlanLocation":"t"},
"arm-cognitiveservices.Encryption": {"keySource":"t","keyVaultProperties":"#arm-cognitiveservices.KeyVaultProperties"},
"arm-cognitiveservices.Identity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-cognitiveservices.UserAssignedIdentity"},
"arm-cognitiveservices.IpRule": {"value":"t"},
"arm-cognitiveservices.KeyVaultProperties": {"identityClientId":"t","keyName":"t","keyVaultUri":"t","keyVersion":"t"},
"arm-cognitiveservices.MultiRegionSettings": {"regions":"[]#arm-cognitiveservices.RegionSetting","routingMethod":"t"},
"arm-cognitiveservices.NetworkInjection": {"scenario":"t","subnetArmId":"t","useMicrosoftManagedNetwork":"b"},
"arm-cognitiveservices.NetworkRuleSet": {"bypass":"t","defaultAction":"t","ipRules":"[]#arm-cognitiveservices.IpRule","virtualNetworkRules":"[]#arm-cognitiveservices.VirtualNetworkRule"},
"arm-cognitiveservices.PrivateEndpoint": {"id":"t"},
"arm-cognitiveservices.PrivateEndpointConnection": {"etag":"t","id":"t","location":"t","name":"t","properties":"#arm-cognitiveservices.PrivateEndpointConnectionProperties","systemData":"#arm-cognitiveservices.SystemData","type":"t"},
"arm-cognitiveservices.PrivateEndpointConnectionProperties": {"groupIds":"[]t","privateEndpoint":"#arm-cognitiveservices.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-cognitiveservices.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-cognitiveservices.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-cognitiveservices.QuotaLimit": {"count":"n","renewalPeriod":"n","rules":"[]#arm-cognitiveservices.ThrottlingRule"},
"arm-cognitiveservices.RaiMonitorConfig": {"adxStorageResourceId":"t","identityClientId":"t"},
"arm-cognitiveservices.RegionSetting": {"customsubdomain":"t","name":"t","value":"n"},
"arm-cognitiveservices.RequestMatchPattern": {"method":"t","path":"t"},
"arm-cognitiveservices.Sku": {"capacity":"n","family":"t","name":"t","size":"t","tier":"t"},
"arm-cognitiveservices.SkuCapability": {"name":"t","value":"t"},
"arm-cognitiveservices.SkuChangeInfo": {"countOfDowngrades":"n","countOfUpgradesAfterDowngrades":"n","lastChangeDate":"t"},
"arm-cognitiveservices.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-cognitiveservices.ThrottlingRule": {"count":"n","dynamicThrottlingEnabled":"b","key":"t","matchPatterns":"[]#arm-cognitiveservices.RequestMatchPattern","minCount":"n","renewalPeriod":"n"},
"arm-cognitiveservices.UserAssignedIdentity": {"clientId":"t","principalId":"t"},
"arm-cognitiveservices.UserOwnedAmlWorkspace": {"identityClientId":"t","resourceId":"t"},
"arm-cognitiveservices.UserOwnedStorage": {"identityClientId":"t","resourceId":"t"},
"arm-cognitiveservices.VirtualNetworkRule": {"id":"t","ignoreMissingVnetServiceEndpoint":"b","state":"t"}
}}`) as ConfigFields;
