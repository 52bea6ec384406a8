/** App Service plans: the machines on which apps run. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Web/serverfarms',
  kind: 'web_app_plan',
  list: armList('Microsoft.Web/serverfarms', '2025-03-01'),
  tags: 'tags',
  volatile: ['properties.numberOfSites', 'properties.numberOfWorkers', 'properties.currentNumberOfWorkers'],
  times: ['properties.provisioningState'],
});
