/** The table service of each storage account. */
import { armChildren, armType, diagnosticSettings } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/tableServices',
  kind: 'settings',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('tableServices', '2025-06-01', 'Microsoft.Storage/storageAccounts/tableServices/read'),
  details: { diagnosticSettings: diagnosticSettings() },
});
