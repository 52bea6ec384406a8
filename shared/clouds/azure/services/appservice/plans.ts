/** App Service plans: the machines on which apps run. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Web/serverfarms',
  kind: 'web_app_plan',
  list: armList('Microsoft.Web/serverfarms', '2025-03-01'),
  tags: 'tags',
  volatile: ['properties.numberOfSites', 'properties.numberOfWorkers'],
  times: ['properties.provisioningState'],
  // The addresses of scripts may hold a signature that opens their storage. The schema does not know of the second, which changes by itself.
  drop: ['properties.installScripts', 'properties.currentNumberOfWorkers'],
});
