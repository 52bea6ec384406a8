/** The secrets of each vault, as ARM tells of them: content type, expiry, whether it is enabled. ARM has no value of a secret. */
import { armChildren, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.KeyVault/vaults/secrets',
  kind: 'secret',
  parents: 'Microsoft.KeyVault/vaults',
  list: armChildren('secrets', '2025-05-01', 'Microsoft.KeyVault/vaults/secrets/read'),
  tags: 'tags',
  drop: ['properties.value'],
});
