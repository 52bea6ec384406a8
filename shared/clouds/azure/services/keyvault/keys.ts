/** The keys of each vault, as ARM tells of them: kind, operations, expiry. */
import { armChildren, armItself, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.KeyVault/vaults/keys',
  kind: 'encryption_key',
  parents: 'Microsoft.KeyVault/vaults',
  list: armChildren('keys', '2025-05-01', 'Microsoft.KeyVault/vaults/keys/read'),
  tags: 'tags',
  // The list leaves `rotationPolicy` out. Only a policy on rotation needs the call for each key.
  details: { key: armItself('2025-05-01', 'Microsoft.KeyVault/vaults/keys/read', { optional: true }) },
  drop: ['key.id', 'key.name', 'key.tags', 'key.type', 'key.location'],
});
