/** The permissions that the application of a connection to Azure needs: a role on subscriptions, and application permissions of Microsoft Graph. */
import type { ResourceType } from '../resource-type.ts';
import { allows } from './access/role-permissions.ts';
import { DATA_ACTIONS, LOGIN_ACTIONS } from './login-actions.ts';

type AzureType = Pick<ResourceType, 'type' | 'permissions' | 'account'>;

export interface GraphPermission {
  readonly permission: string;
  /** The types that are read with it, sorted. */
  readonly types: readonly string[];
}

export interface AzurePermissions {
  /** The built-in roles that the application needs on each subscription; none if only the directory is read. */
  readonly roles: readonly string[];
  /** The actions that are called, sorted. */
  readonly actions: readonly string[];
  /** Those of `actions` that the built-in roles do not allow, for a custom role beside them. */
  readonly actions_beyond_roles: readonly string[];
  /** The data actions that are called, sorted: a role on vaults allows them, or an access policy of each vault. */
  readonly data_actions: readonly string[];
  /** The built-in roles that allow the data actions, beside `roles`. */
  readonly data_roles: readonly string[];
  readonly graph_permissions: readonly GraphPermission[];
}

/** A custom role as `az role definition create --role-definition` takes it. https://learn.microsoft.com/azure/role-based-access-control/custom-roles */
export interface CustomRole {
  readonly Name: string;
  readonly IsCustom: true;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly NotDataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

/** The built-in role Reader. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/general#reader */
const READER = { name: 'Reader', actions: ['*/read'], notActions: [] } as const;

/** It allows to read the metadata of keys, secrets and certificates, and no secret's value. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security#key-vault-reader */
const KEY_VAULT_READER = 'Key Vault Reader';

export function permissionsFor(types: readonly AzureType[]): AzurePermissions {
  const ofSubscriptions = types.filter(({ account }) => account !== 'directory');
  const ofDirectories = types.filter(({ account }) => account === 'directory');
  const called = ofSubscriptions.flatMap(({ permissions }) => permissions);
  const actions = called.length === 0 ? [] : sorted([...LOGIN_ACTIONS, ...called.filter((each) => !DATA_ACTIONS.includes(each))]);
  const dataActions = sorted(called.filter((each) => DATA_ACTIONS.includes(each)));
  const graph = sorted(ofDirectories.flatMap(({ permissions }) => permissions));
  return {
    roles: actions.length === 0 ? [] : [READER.name],
    actions,
    actions_beyond_roles: actions.filter((action) => !allows([READER], action)),
    data_actions: dataActions,
    data_roles: dataActions.length === 0 ? [] : [KEY_VAULT_READER],
    graph_permissions: graph.map((permission) => ({
      permission,
      types: sorted(ofDirectories.filter(({ permissions }) => permissions.includes(permission)).map(({ type }) => type)),
    })),
  };
}

/** @param scopes subscriptions and at most one management group, each as the path of its resource */
export const customRole = (
  { actions, data_actions: dataActions }: Pick<AzurePermissions, 'actions' | 'data_actions'>,
  scopes: readonly string[],
): CustomRole => ({
  Name: 'Muster Inventory Reader',
  IsCustom: true,
  Description: 'Reads what Muster inventories, and nothing else.',
  Actions: actions,
  NotActions: [],
  DataActions: dataActions,
  NotDataActions: [],
  AssignableScopes: scopes,
});

const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
