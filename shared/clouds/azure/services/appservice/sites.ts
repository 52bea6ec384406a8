/** Web and function apps. */
import { armList, armType, uses } from '../../types/define.ts';
import { APP_DROPS, APP_VOLATILE, appDetails } from './app-settings.ts';

export default armType({
  type: 'Microsoft.Web/sites',
  kind: 'web_app',
  list: armList('Microsoft.Web/sites', '2025-03-01'),
  tags: 'tags',
  details: appDetails('Microsoft.Web/sites/config/read'),
  relationships: [
    uses('Microsoft.Web/serverfarms', 'properties.serverFarmId'),
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.virtualNetworkSubnetId'),
  ],
  volatile: APP_VOLATILE,
  drop: APP_DROPS,
});
