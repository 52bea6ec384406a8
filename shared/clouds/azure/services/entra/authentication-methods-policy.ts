/** Which methods of signing in the tenant allows. */
import { graphSingle, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/authenticationMethodsPolicy',
  kind: 'settings',
  list: graphSingle('policies/authenticationMethodsPolicy', 'Policy.Read.All'),
  volatile: ['lastModifiedDateTime'],
});
