/** Public addresses, in use or not. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/publicIPAddresses',
  kind: 'public_address',
  list: armList('Microsoft.Network/publicIPAddresses', '2025-05-01'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/ddosProtectionPlans', 'properties.ddosSettings.ddosProtectionPlan.id'),
    relation('attached_to', 'Microsoft.Network/natGateways', 'properties.natGateway.id'),
  ],
  // A dynamic address is given and taken with each start and stop of the machine.
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
