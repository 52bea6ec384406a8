/**
 * Builders of the definitions of Azure's services and types. They only build data. A type of Azure Resource Manager (ARM) is listed for a
 * whole subscription, or for each resource of its parent type; a type of Microsoft Graph for a whole tenant; a type of the data plane of key
 * vaults by each vault itself.
 */
import { RESOURCES_READ } from '../login-actions.ts';
import type {
  ApiLimit,
  CloudService,
  ListCall,
  Match,
  Path,
  ReadCall,
  RelationshipPaths,
  SingleCall,
  TypeDefinition,
} from '../../types/definition.ts';
import { ARM_READS } from './limits.ts';
import { groupId, inVault, location, lowerCase, parentId } from './texts.ts';

export { custom, inside, join, memberOf, relation, uses } from '../../types/define.ts';

/** An API version: a date, with `-preview` where the version is one. Microsoft Graph has its version in the path instead. */
export type ApiVersion = string;

export interface AzureService extends CloudService {
  readonly global: true;
}

/** Every list covers a whole subscription or tenant. Without a limit of its own a service has that of ARM. */
export const defineService = ({
  limit = ARM_READS,
  ...service
}: Omit<AzureService, 'global' | 'limit'> & { readonly limit?: ApiLimit }): AzureService => ({
  ...service,
  limit,
  global: true,
});

/** Error codes by which ARM says that a resource, its parent or its resource group was deleted. */
const GONE = ['ResourceNotFound', 'NotFound', 'ParentResourceNotFound', 'ResourceGroupNotFound'] as const;

/** `gone` holds further error codes by which this type's service says that a resource was deleted. */
export type ArmType = Omit<TypeDefinition, 'id' | 'nativeId' | 'account' | 'region'>;

/**
 * A type of ARM. ARM ids differ in case between answers and mean the same: the resource's id is in lower case. It also says what the resource
 * is in: another resource, or a resource group.
 */
export const armType = ({ name = 'name', gone = [], relationships = [], ...definition }: ArmType): TypeDefinition => ({
  ...definition,
  id: lowerCase('id'),
  nativeId: 'id',
  name,
  region: location('location'),
  relationships: [...surroundings(definition.type), ...relationships],
  gone: [...GONE, ...gone],
});

const RESOURCE_GROUPS = 'Microsoft.Resources/resourceGroups';

/** `Microsoft.Sql/servers/databases` is in `Microsoft.Sql/servers`, and `Microsoft.Sql/servers` in a resource group. */
function surroundings(type: string): readonly RelationshipPaths[] {
  const [provider = '', ...names] = type.split('/');
  if (provider === 'Microsoft.Resources') return [];
  if (names.length === 1) return [{ relation: 'in', type: RESOURCE_GROUPS, paths: [], texts: [groupId('id')] }];
  return [{ relation: 'in', type: [provider, ...names.slice(0, -1)].join('/'), paths: [], texts: [parentId('id')] }];
}

/** A type of Microsoft Graph, which belongs to the tenant's directory. */
export const graphType = ({
  id = 'id',
  name = 'displayName',
  ...definition
}: Omit<TypeDefinition, 'id' | 'nativeId' | 'account'> & { readonly id?: TypeDefinition['id'] }): TypeDefinition => ({
  ...definition,
  account: 'directory',
  id,
  nativeId: id,
  name,
  gone: ['Request_ResourceNotFound'],
});

interface CallOptions {
  /** Query parameters besides the API version. */
  readonly query?: Readonly<Record<string, string>>;
}

const inputOf = (version: ApiVersion, { query = {} }: CallOptions) => ({ ...query, 'api-version': version });

/** Every resource of the type in the subscription: `GET /subscriptions/{subscription}/providers/Microsoft.Compute/disks`. */
export const armList = (type: string, version: ApiVersion, options: CallOptions = {}): ListCall => ({
  kind: 'list',
  operation: `GET /subscriptions/{subscription}/providers/${type}`,
  items: 'value',
  input: inputOf(version, options),
  permission: `${type}/read`,
});

/** The list of another path of the subscription: `armListOf('resourcegroups', …)`. */
export const armListOf = (path: string, version: ApiVersion, permission: string, options: CallOptions = {}): ListCall => ({
  kind: 'list',
  operation: `GET /subscriptions/{subscription}/${path}`,
  items: 'value',
  input: inputOf(version, options),
  permission,
});

/** The resources below each resource of the parent type: `armChildren('blobServices/default/containers', …)`. */
export const armChildren = (path: string, version: ApiVersion, permission: string, options: CallOptions = {}): ListCall => ({
  kind: 'list',
  operation: `GET {^id}/${path}`,
  items: 'value',
  input: inputOf(version, options),
  permission,
});

/**
 * Ids, names, tags and places of the subscription's resources of a type whose own API lists them by resource group only. The type needs
 * `armItself` as its `describe`.
 */
export const armListByType = (type: string): ListCall =>
  armListOf('resources', '2025-04-01', RESOURCES_READ, {
    query: { $filter: `resourceType eq '${type}'` },
  });

/** The resource itself, which says more than its list. */
export const armItself = (version: ApiVersion, permission: string, options: Pick<ReadCall, 'optional'> = {}): ReadCall => ({
  kind: 'read',
  operation: 'GET {id}',
  path: '@',
  input: { 'api-version': version },
  permission,
  ...options,
});

type ReadOptions = CallOptions & Partial<Pick<ReadCall, 'absent' | 'when' | 'after' | 'optional' | 'each'>> & { readonly path?: Path };

/** A path below the resource: `armRead('config/web', …)`. The whole answer is stored if no `path` in it is given. */
export const armRead = (
  below: string,
  version: ApiVersion,
  permission: string,
  { query, path = '@', ...options }: ReadOptions = {},
): ReadCall => ({
  kind: 'read',
  operation: `GET {id}/${below}`,
  path,
  input: inputOf(version, query ? { query } : {}),
  permission,
  ...options,
});

/** A list below the resource, in pages: `armReadAll('firewallRules', …)`. */
export const armReadAll = (below: string, version: ApiVersion, permission: string, options: Omit<ReadOptions, 'path'> = {}): ReadCall => ({
  ...armRead(below, version, permission, { ...options, path: 'value' }),
  paged: true,
});

/** Where the resource's logs go. Each resource takes a call, so it is read only where a policy asks for it. */
export const diagnosticSettings = (when?: Match): ReadCall =>
  armReadAll('providers/Microsoft.Insights/diagnosticSettings', '2021-05-01-preview', 'Microsoft.Insights/diagnosticSettings/read', {
    optional: true,
    ...(when && { when }),
  });

/** The one item of a subscription. */
export const armSingle = (path: string, version: ApiVersion, permission: string): SingleCall => ({
  kind: 'single',
  operation: `GET /subscriptions/{subscription}${path}`,
  path: '@',
  input: { 'api-version': version },
  permission,
});

const GRAPH = { api: 'graph' } as const;

/** Every object of the tenant at a path of Microsoft Graph v1.0. `permission` is the application permission that the call needs. */
export const graphList = (path: string, permission: string, options: CallOptions = {}): ListCall => ({
  kind: 'list',
  operation: `GET /v1.0/${path}`,
  items: 'value',
  input: { ...options.query },
  permission,
  ...GRAPH,
});

/** The one object of its kind in the tenant. */
export const graphSingle = (path: string, permission: string): SingleCall => ({
  kind: 'single',
  operation: `GET /v1.0/${path}`,
  path: '@',
  permission,
  ...GRAPH,
});

/** A list of Microsoft Graph for one object, in pages: `graphReadAll('directoryRoles/{id}/members', …)`. */
export const graphReadAll = (
  path: string,
  permission: string,
  { query, ...options }: CallOptions & Partial<Pick<ReadCall, 'optional' | 'when'>> = {},
): ReadCall => ({
  kind: 'read',
  operation: `GET /v1.0/${path}`,
  path: 'value',
  paged: true,
  input: { ...query },
  permission,
  ...GRAPH,
  ...options,
});

const VAULT = { api: 'vault' } as const;
const VAULTS = 'Microsoft.KeyVault/vaults';

/**
 * A type that vaults themselves tell of: `https://a.vault.azure.net/certificates/b`. Its resources are stored with the ids that roles name them
 * by, and are where their vault is.
 */
export const vaultType = (
  definition: Omit<TypeDefinition, 'id' | 'nativeId' | 'account' | 'region' | 'parents' | 'inherit' | 'name'>,
): TypeDefinition => ({
  ...definition,
  parents: VAULTS,
  inherit: { vaultId: 'id', location: 'location' },
  id: inVault('vaultId', 'id'),
  nativeId: 'id',
  name: { lastPartOf: 'id', separator: '/' },
  region: location('location'),
  relationships: [{ relation: 'in', type: VAULTS, paths: ['vaultId'] }, ...(definition.relationships ?? [])],
});

/** The objects of each vault: `vaultList('certificates', …)`. `permission` is a data action, which Reader does not include. */
export const vaultList = (path: string, version: ApiVersion, permission: string): ListCall => ({
  kind: 'list',
  operation: `GET {^properties.vaultUri}/${path}`,
  items: 'value',
  input: { 'api-version': version },
  permission,
  ...VAULT,
});

/** A path below an object of a vault: `vaultRead('policy', …)`. */
export const vaultRead = (below: string, version: ApiVersion, permission: string, options: Pick<ReadCall, 'optional'> = {}): ReadCall => ({
  kind: 'read',
  operation: `GET {id}/${below}`,
  path: '@',
  input: { 'api-version': version },
  permission,
  ...VAULT,
  ...options,
});
