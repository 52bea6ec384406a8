/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Authorization/locks": {"id":"t","name":"t","properties":"#arm-locks.ManagementLockObject.properties","systemData":"#arm-locks.SystemData","type":"t"},
"Microsoft.Authorization/roleAssignments": {"id":"t","name":"t","properties":"#arm-authorization.RoleAssignment.properties","type":"t"},
"Microsoft.Authorization/roleDefinitions": {"id":"t","name":"t","properties":"#arm-authorization.RoleDefinition.properties","type":"t"}
}, "shapes": {
"arm-authorization.Permission": {"actions":"[]t","dataActions":"[]t","notActions":"[]t","notDataActions":"[]t"},
"arm-authorization.RoleAssignment.properties": {"condition":"t","conditionVersion":"t","createdBy":"t","createdOn":"d","delegatedManagedIdentityResourceId":"t","description":"t","principalId":"t","principalType":"t","roleDefinitionId":"t","scope":"t","updatedBy":"t","updatedOn":"d"},
"arm-authorization.RoleDefinition.properties": {"assignableScopes":"[]t","createdBy":"t","createdOn":"d","description":"t","permissions":"[]#arm-authorization.Permission","roleName":"t","type":"t","updatedBy":"t","updatedOn":"d"},
"arm-locks.ManagementLockObject.properties": {"level":"t","notes":"t","owners":"[]#arm-locks.ManagementLockOwner"},
"arm-locks.ManagementLockOwner": {"applicationId":"t"},
"arm-locks.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"}
}}`) as ConfigFields;
