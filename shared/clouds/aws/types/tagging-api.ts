/**
 * The Resource Groups Tagging API: the tags of resources of many services, 100 at a time. Its `GetResources` names only resources that have tags,
 * or had some. It does not know IAM users and roles: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html
 */
import { inBatches } from './define.ts';
import type { BatchCall, OtherApi, Path } from './definition.ts';

export const TAGGING: OtherApi = {
  id: 'tagging',
  sdk: '@aws-sdk/client-resource-groups-tagging-api',
  client: 'ResourceGroupsTaggingAPIClient',
  permissions: 'tag',
  // At most 15 calls of GetResources a second; a burst is not published: https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
  limit: { perSecond: 15, burst: 15 },
};

/** The tags of up to 100 resources; `arn` is the path of the ARN in an item. The service's `apis` must hold `TAGGING`. */
export const tagsByArn = (arn: Path): BatchCall =>
  inBatches('GetResources', { ResourceARNList: arn }, 100, 'ResourceTagMappingList', {
    api: TAGGING.id,
    match: 'ResourceARN',
    take: 'Tags',
    onlySet: true,
  });
