/** The API of Resource Explorer as surveys use it, and their permissions. */
import type { ServiceLimits } from '../../rate-limiter.ts';

/** The service that also reads the indexes: the two share one limit, of 3 calls other than Search a second: https://docs.aws.amazon.com/resource-explorer/latest/userguide/quotas.html */
export const EXPLORER = { id: 'resourceexplorer2', limit: { perSecond: 3, burst: 3 } } as const satisfies ServiceLimits & {
  readonly id: string;
};

/** Without them an inventory is whole all the same, but does not tell which types it does not look at. */
export const SURVEY_PERMISSIONS = ['resource-explorer-2:ListIndexes', 'resource-explorer-2:Search', 'tag:GetResources'] as const;
