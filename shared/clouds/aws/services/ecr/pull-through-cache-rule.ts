/** Rules of a region by which images of other registries are kept here. They have no tags. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ECR::PullThroughCacheRule',
  kind: 'container_registry',
  list: paged('DescribePullThroughCacheRules', 'pullThroughCacheRules', { maxResults: 1000 }),
  id: 'ecrRepositoryPrefix',
  name: 'ecrRepositoryPrefix',
  relationships: [uses('AWS::SecretsManager::Secret', 'credentialArn'), uses('AWS::IAM::Role', 'customRoleArn')],
});
