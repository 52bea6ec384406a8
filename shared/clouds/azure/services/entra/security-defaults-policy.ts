/** Whether Microsoft's security defaults are on. */
import { graphSingle, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/identitySecurityDefaultsEnforcementPolicy',
  kind: 'settings',
  list: graphSingle('policies/identitySecurityDefaultsEnforcementPolicy', 'Policy.Read.All'),
});
