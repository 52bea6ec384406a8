/** Whether Defender installs its old agent on machines. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Security/autoProvisioningSettings',
  kind: 'settings',
  list: armList('Microsoft.Security/autoProvisioningSettings', '2017-08-01-preview'),
});
