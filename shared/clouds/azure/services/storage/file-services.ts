/** The file service of each storage account: soft delete of shares, SMB settings. */
import { armChildren, armType, diagnosticSettings } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/fileServices',
  kind: 'settings',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('fileServices', '2025-06-01', 'Microsoft.Storage/storageAccounts/fileServices/read'),
  details: { diagnosticSettings: diagnosticSettings() },
});
