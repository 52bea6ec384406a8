/** Management locks of the subscription, its resource groups and resources. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Authorization/locks',
  kind: 'lock',
  list: armList('Microsoft.Authorization/locks', '2020-05-01'),
});
