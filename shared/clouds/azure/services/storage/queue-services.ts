/** The queue service of each storage account. */
import { armChildren, armType, diagnosticSettings } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/queueServices',
  kind: 'settings',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('queueServices', '2025-06-01', 'Microsoft.Storage/storageAccounts/queueServices/read'),
  details: { diagnosticSettings: diagnosticSettings() },
});
