/** Named locations: addresses and countries that conditional access knows by name. */
import { graphList, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/namedLocations',
  kind: 'settings',
  list: graphList('identity/conditionalAccess/namedLocations', 'Policy.Read.All'),
});
