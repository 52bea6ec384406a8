/** Defender's plans, one for each kind of resource, on or off. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Security/pricings',
  kind: 'settings',
  list: armList('Microsoft.Security/pricings', '2024-01-01'),
  volatile: ['properties.freeTrialRemainingTime'],
});
