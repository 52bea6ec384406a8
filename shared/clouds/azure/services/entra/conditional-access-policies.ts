/** Conditional access: who must prove what to reach which application. */
import { graphList, graphType, uses } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/conditionalAccessPolicies',
  kind: 'policy',
  list: graphList('identity/conditionalAccess/policies', 'Policy.Read.All'),
  relationships: [
    uses('Microsoft.Graph/namedLocations', 'conditions.locations.includeLocations[]', 'conditions.locations.excludeLocations[]'),
  ],
});
