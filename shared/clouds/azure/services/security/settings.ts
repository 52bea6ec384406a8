/** Defender's links to other products: Defender for Endpoint (WDATP), for Cloud Apps (MCAS), Sentinel. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Security/settings',
  kind: 'settings',
  list: armList('Microsoft.Security/settings', '2022-05-01'),
});
