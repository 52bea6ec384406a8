/** The keys of each managed HSM, as ARM tells of them. */
import { armChildren, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.KeyVault/managedHSMs/keys',
  kind: 'encryption_key',
  parents: 'Microsoft.KeyVault/managedHSMs',
  list: armChildren('keys', '2025-05-01', 'Microsoft.KeyVault/managedHSMs/keys/read'),
  tags: 'tags',
});
