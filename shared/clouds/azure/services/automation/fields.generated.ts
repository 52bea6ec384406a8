/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Automation/automationAccounts": {"etag":"t","id":"t","location":"t","name":"t","properties":"#arm-automation.AutomationAccount.properties","tags":"{}t","type":"t"}
}, "shapes": {
"arm-automation.AutomationAccount.properties": {"creationTime":"d","description":"t","lastModifiedBy":"t","lastModifiedTime":"d","sku":"#arm-automation.Sku","state":"t"},
"arm-automation.Sku": {"capacity":"n","family":"t","name":"t"}
}}`) as ConfigFields;
