/** Defender's assessments of the subscription's resources. Without a Defender plan there are none, which says nothing of the resources. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Security/assessments',
  kind: 'assessment',
  list: armList('Microsoft.Security/assessments', '2021-06-01'),
  name: 'properties.displayName',
  // The data that partners add hold a secret of theirs; the metadata is the same everywhere.
  drop: ['properties.partnersData', 'properties.metadata'],
  volatile: ['properties.additionalData', 'properties.status.firstEvaluationDate', 'properties.status.statusChangeDate'],
});
