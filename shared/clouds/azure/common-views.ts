/** The columns of Azure types in the views that span clouds. */
import { ifRead, isAt, listAt, type ProviderViews, textAt } from '../common-views.ts';

/** SQL of the id of the resource above, which lacks the end of the path. Ids are paths in lower case; a name in them may be any of these words. */
const above = (...below: readonly string[]): string =>
  `regexp_replace(r.resource_id, '${below.map((each) => `/${each}/[^/]+`).join('')}$', '')`;

const flexibleServer = (engine: string) => ({
  state: textAt('$.properties.state'),
  size: textAt('$.sku.name'),
  engine: `'${engine}'`,
  engine_version: textAt('$.properties.version'),
  is_public: isAt('$.properties.network.publicNetworkAccess', 'Enabled'),
  // Flexible servers and Cosmos DB encrypt all storage; it cannot be turned off.
  is_encrypted: 'true',
  created_at: textAt('$.systemData.createdAt'),
});

/** Whether a storage account lets its containers be public. It does where it has none of these settings. */
const accountAllows = ifRead(
  'properties',
  [
    `coalesce(${textAt('$.properties.allowBlobPublicAccess', 'p')}, 'true') = 'true'`,
    `coalesce(${textAt('$.properties.publicNetworkAccess', 'p')}, 'Enabled') = 'Enabled'`,
    `coalesce(${textAt('$.properties.networkAcls.defaultAction', 'p')}, 'Allow') = 'Allow'`,
  ].join(' AND '),
  'p',
);

export const AZURE_VIEWS: ProviderViews = {
  virtual_machines: {
    'Microsoft.Compute/virtualMachines': {
      columns: {
        state: `regexp_extract(json_format(json_extract(r.config, '$.instanceView.statuses')), 'PowerState/([a-z]+)', 1)`,
        size: textAt('$.properties.hardwareProfile.vmSize'),
        image: `coalesce(${textAt('$.properties.storageProfile.imageReference.id')}, ${textAt('$.properties.storageProfile.imageReference.offer')})`,
        created_at: textAt('$.properties.timeCreated'),
      },
    },
  },
  networks: {
    'Microsoft.Network/virtualNetworks': {
      columns: { state: textAt('$.properties.provisioningState'), cidr_blocks: listAt('$.properties.addressSpace.addressPrefixes') },
    },
  },
  disks: {
    'Microsoft.Compute/disks': {
      columns: {
        state: textAt('$.properties.diskState'),
        size_gib: textAt('$.properties.diskSizeGB'),
        // Azure encrypts every disk, and names the kind of key.
        is_encrypted: `CASE WHEN ${textAt('$.properties.encryption.type')} IS NOT NULL THEN true END`,
        encryption_key: textAt('$.properties.encryption.diskEncryptionSetId'),
        created_at: textAt('$.properties.timeCreated'),
      },
    },
    // Machines share its files over the network; it is no disk of one of them.
    'Microsoft.Storage/storageAccounts/fileServices/shares': null,
  },
  buckets: {
    'Microsoft.Storage/storageAccounts/blobServices/containers': {
      parents: {
        p: { type: 'Microsoft.Storage/storageAccounts', id: above('blobservices', 'containers') },
        q: { type: 'Microsoft.Storage/storageAccounts/blobServices', id: above('containers') },
      },
      columns: {
        is_public:
          `CASE WHEN ${isAt('$.properties.publicAccess', 'None')} THEN false WHEN p.resource_id IS NULL THEN NULL ` +
          `WHEN ${textAt('$.properties.publicAccess')} IS NOT NULL THEN ${accountAllows} END`,
        is_versioned: `CASE WHEN q.resource_id IS NOT NULL THEN ${ifRead('properties', `coalesce(${isAt('$.properties.isVersioningEnabled', 'true', 'q')}, false)`, 'q')} END`,
        encryption_key: textAt('$.properties.encryption.keyvaultproperties.keyvaulturi', 'p'),
      },
    },
  },
  databases: {
    'Microsoft.Sql/servers/databases': {
      parents: { p: { type: 'Microsoft.Sql/servers', id: above('databases') } },
      columns: {
        // Its status is not stored: a serverless database pauses by itself.
        size: textAt('$.sku.name'),
        engine: `'sqlserver'`,
        engine_version: textAt('$.properties.version', 'p'),
        is_public: isAt('$.properties.publicNetworkAccess', 'Enabled', 'p'),
        is_encrypted: isAt('$.transparentDataEncryption.properties.state', 'Enabled'),
        created_at: textAt('$.properties.creationDate'),
      },
    },
    'Microsoft.DBforPostgreSQL/flexibleServers': { columns: flexibleServer('postgres') },
    'Microsoft.DBforMySQL/flexibleServers': { columns: flexibleServer('mysql') },
    'Microsoft.DocumentDB/databaseAccounts': {
      columns: {
        state: textAt('$.properties.provisioningState'),
        engine: textAt('$.kind'),
        // Only that of MongoDB has versions.
        engine_version: textAt('$.properties.apiProperties.serverVersion'),
        is_public: isAt('$.properties.publicNetworkAccess', 'Enabled'),
        is_encrypted: 'true',
        created_at: textAt('$.systemData.createdAt'),
      },
    },
  },
  users: {
    'Microsoft.Graph/users': {
      columns: {
        can_sign_in: isAt('$.accountEnabled', 'true'),
        has_mfa: isAt('$.registrationDetails.isMfaRegistered', 'true'),
        created_at: textAt('$.createdDateTime'),
      },
    },
  },
};
