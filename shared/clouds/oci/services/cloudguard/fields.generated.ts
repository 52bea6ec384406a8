/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"CloudGuardConfiguration": {"reportingRegion":"t","selfManageResources":"b","serviceConfigurations":"[]#oci-cloudguard.ServiceConfiguration","status":"t"},
"CloudGuardTarget": {"compartmentId":"t","definedTags":"{}{}*","description":"t","displayName":"t","freeformTags":"{}t","id":"t","inheritedByCompartments":"[]t","lifecycleState":"t","lifecyleDetails":"t","recipeCount":"n","systemTags":"{}{}*","targetDetails":"#oci-cloudguard.SecurityZoneTargetDetails","targetDetectorRecipes":"[]#oci-cloudguard.TargetDetectorRecipe","targetResourceId":"t","targetResourceType":"t","targetResponderRecipes":"[]#oci-cloudguard.TargetResponderRecipe","timeCreated":"d","timeUpdated":"d"}
}, "shapes": {
"oci-cloudguard.AdditionalConfigPropertyDefinition": {"key":"t","propertyType":"t","value":"t"},
"oci-cloudguard.ConditionGroup": {"compartmentId":"t","condition":"#oci-cloudguard.SimpleCondition|CompositeCondition"},
"oci-cloudguard.ConfigValue": {"listType":"t","managedListType":"t","value":"t"},
"oci-cloudguard.DetectorConfiguration": {"additionalProperties":"[]#oci-cloudguard.AdditionalConfigPropertyDefinition","allowedValues":"[]#oci-cloudguard.PropertyTuple","allowedValuesDataType":"t","configKey":"t","dataType":"t","name":"t","value":"t","values":"[]#oci-cloudguard.ConfigValue"},
"oci-cloudguard.EntitiesMapping": {"displayName":"t","entityType":"t","queryField":"t"},
"oci-cloudguard.PropertyTuple": {"key":"t","value":"t"},
"oci-cloudguard.ResourceLock": {"message":"t","relatedResourceId":"t","timeCreated":"d","type":"t"},
"oci-cloudguard.ResponderConfiguration": {"configKey":"t","name":"t","value":"t"},
"oci-cloudguard.ResponderRuleDetails": {"condition":"#oci-cloudguard.SimpleCondition|CompositeCondition","configurations":"[]#oci-cloudguard.ResponderConfiguration","isEnabled":"b","mode":"t"},
"oci-cloudguard.RuleType": {"key":"t","value":"[]t"},
"oci-cloudguard.SecurityRecipe": {"compartmentId":"t","definedTags":"{}{}*","description":"t","displayName":"t","freeformTags":"{}t","id":"t","lifecycleDetails":"t","lifecycleState":"t","owner":"t","securityPolicies":"[]t","systemTags":"{}{}*","timeCreated":"d","timeUpdated":"d"},
"oci-cloudguard.SecurityZoneTargetDetails": {"securityZoneDisplayName":"t","securityZoneId":"t","targetResourceType":"t","targetSecurityZoneRecipes":"[]#oci-cloudguard.SecurityRecipe"},
"oci-cloudguard.ServiceConfiguration": {"serviceConfigurationType":"t","status":"t"},
"oci-cloudguard.SightingType": {"description":"t","displayName":"t","id":"t","mitreLink":"t","tactic":"t","techniques":"[]t"},
"oci-cloudguard.SimpleCondition|CompositeCondition": {"compositeOperator":"t","kind":"t","leftOperand":"#oci-cloudguard.SimpleCondition|CompositeCondition","operator":"t","parameter":"t","rightOperand":"#oci-cloudguard.SimpleCondition|CompositeCondition","value":"t","valueType":"t"},
"oci-cloudguard.TargetDetectorDetails": {"conditionGroups":"[]#oci-cloudguard.ConditionGroup","configurations":"[]#oci-cloudguard.DetectorConfiguration","isConfigurationAllowed":"b","isEnabled":"b","labels":"[]t","problemThreshold":"n","riskLevel":"t","sightingTypes":"[]#oci-cloudguard.SightingType","targetTypes":"[]t"},
"oci-cloudguard.TargetDetectorRecipe": {"compartmentId":"t","description":"t","detector":"t","detectorRecipeId":"t","detectorRecipeType":"t","detectorRules":"[]#oci-cloudguard.TargetDetectorRecipeDetectorRule","displayName":"t","effectiveDetectorRules":"[]#oci-cloudguard.TargetDetectorRecipeDetectorRule","id":"t","lifecycleState":"t","locks":"[]#oci-cloudguard.ResourceLock","owner":"t","sourceDataRetention":"n","timeCreated":"d","timeUpdated":"d"},
"oci-cloudguard.TargetDetectorRecipeDetectorRule": {"dataSourceId":"t","description":"t","details":"#oci-cloudguard.TargetDetectorDetails","detector":"t","detectorRuleId":"t","displayName":"t","entitiesMappings":"[]#oci-cloudguard.EntitiesMapping","isCloneable":"b","lifecycleDetails":"t","lifecycleState":"t","locks":"[]#oci-cloudguard.ResourceLock","managedListTypes":"[]t","recommendation":"t","resourceType":"t","ruleType":"[]#oci-cloudguard.RuleType","serviceType":"t","timeCreated":"d","timeUpdated":"d"},
"oci-cloudguard.TargetResponderRecipe": {"compartmentId":"t","description":"t","displayName":"t","effectiveResponderRules":"[]#oci-cloudguard.TargetResponderRecipeResponderRule","id":"t","locks":"[]#oci-cloudguard.ResourceLock","owner":"t","responderRecipeId":"t","responderRules":"[]#oci-cloudguard.TargetResponderRecipeResponderRule","timeCreated":"d","timeUpdated":"d"},
"oci-cloudguard.TargetResponderRecipeResponderRule": {"compartmentId":"t","description":"t","details":"#oci-cloudguard.ResponderRuleDetails","displayName":"t","lifecycleDetails":"t","lifecycleState":"t","policies":"[]t","responderRuleId":"t","supportedModes":"[]t","timeCreated":"d","timeUpdated":"d","type":"t"}
}}`) as ConfigFields;
