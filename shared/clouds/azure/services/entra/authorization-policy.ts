/** The rights that users and guests have by default: invite, register applications, create tenants and groups. */
import { graphSingle, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/authorizationPolicy',
  kind: 'settings',
  list: graphSingle('policies/authorizationPolicy', 'Policy.Read.All'),
});
