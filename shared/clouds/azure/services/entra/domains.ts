/** The tenant's domains: how they are verified, when passwords end. */
import { graphList, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/domains',
  kind: 'dns_zone',
  list: graphList('domains', 'Domain.Read.All'),
  name: 'id',
});
