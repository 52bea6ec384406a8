/** Settings of groups and of the directory that differ from their template's. */
import { graphList, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/groupSettings',
  kind: 'settings',
  list: graphList('groupSettings', 'GroupSettings.Read.All'),
});
