/** The deployment slots of each app. */
import { armChildren, armType, uses } from '../../types/define.ts';
import { APP_DROPS, APP_VOLATILE, appDetails } from './app-settings.ts';

export default armType({
  type: 'Microsoft.Web/sites/slots',
  kind: 'web_app',
  parents: 'Microsoft.Web/sites',
  list: armChildren('slots', '2025-03-01', 'Microsoft.Web/sites/slots/read'),
  tags: 'tags',
  details: appDetails('Microsoft.Web/sites/slots/config/read'),
  relationships: [
    uses('Microsoft.Web/serverfarms', 'properties.serverFarmId'),
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.virtualNetworkSubnetId'),
  ],
  volatile: APP_VOLATILE,
  drop: APP_DROPS,
});
