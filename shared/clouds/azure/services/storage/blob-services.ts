/** The blob service of each storage account: soft delete, versions, change feed. */
import { armChildren, armType, diagnosticSettings } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/blobServices',
  kind: 'settings',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('blobServices', '2025-06-01', 'Microsoft.Storage/storageAccounts/blobServices/read'),
  details: { diagnosticSettings: diagnosticSettings() },
});
