/**
 * Health checks of an account, without the path that they ask for and the text that they look for in its answer, either of which may hold a secret.
 */
import { arn, defineType, inBatches, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Route53::HealthCheck',
  kind: 'other',
  list: paged('ListHealthChecks', 'HealthChecks', { MaxItems: 100 }),
  gone: ['NoSuchHealthCheck'],
  id: 'Id',
  nativeId: arn('healthcheck/{Id}', { account: false }),
  name: 'HealthCheckConfig.FullyQualifiedDomainName',
  tags: 'Tags',
  relationships: [relation('consists_of', 'AWS::Route53::HealthCheck', 'HealthCheckConfig.ChildHealthChecks[]')],
  batch: {
    Tags: inBatches('ListTagsForResources', { ResourceIds: 'Id' }, 10, 'ResourceTagSets', {
      match: 'ResourceId',
      take: 'Tags',
      input: { ResourceType: 'healthcheck' },
    }),
  },
  drop: ['HealthCheckConfig.ResourcePath', 'HealthCheckConfig.SearchString'],
});
