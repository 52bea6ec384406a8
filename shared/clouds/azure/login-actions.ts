/** The actions of Azure roles that a login needs besides those of the resource types. */

export const SUBSCRIPTIONS_READ = 'Microsoft.Resources/subscriptions/read';
export const LOCATIONS_READ = 'Microsoft.Resources/subscriptions/locations/read';
export const PROVIDERS_READ = 'Microsoft.Resources/subscriptions/providers/read';
export const PERMISSIONS_READ = 'Microsoft.Authorization/permissions/read';
export const RESOURCES_READ = 'Microsoft.Resources/subscriptions/resources/read';

/** A run asks which subscriptions there are, which providers they use, what the login may read there, and which types they have. */
export const LOGIN_ACTIONS: readonly string[] = [SUBSCRIPTIONS_READ, LOCATIONS_READ, PROVIDERS_READ, PERMISSIONS_READ, RESOURCES_READ];

/**
 * The data actions that types need: they allow to read what is in a resource, and belong to other roles than actions do. Some have the name of an
 * action. https://learn.microsoft.com/azure/role-based-access-control/permissions/security#microsoftkeyvault
 */
export const DATA_ACTIONS: readonly string[] = ['Microsoft.KeyVault/vaults/certificates/read'];
