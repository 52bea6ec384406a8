/** Logic apps. A definition and its parameters may hold secrets: they are never stored. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Logic/workflows',
  kind: 'workflow',
  list: armList('Microsoft.Logic/workflows', '2019-05-01'),
  tags: 'tags',
  volatile: ['properties.changedTime', 'properties.endpointsConfiguration'],
  times: ['properties.provisioningState'],
  drop: ['properties.definition', 'properties.parameters', 'properties.accessEndpoint'],
});
