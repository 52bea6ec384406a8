/** The published limits of Azure's APIs. Muster takes half of each. */
import type { ApiLimit } from '../../types/definition.ts';

/**
 * Reads of ARM for each subscription, region and principal: a bucket of 250 that fills at 25 a second.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export const ARM_READS: ApiLimit = { perSecond: 25, burst: 250 };

/**
 * Storage's own limits for each subscription and region: 800 reads, and 100 lists of accounts, in five minutes. Half of a burst and half of the
 * rate together are no more than that in any five minutes.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling#storage-throttling
 */
export const STORAGE_READS: ApiLimit = { perSecond: 800 / 300, burst: 800 };
export const STORAGE_LISTS: ApiLimit = { perSecond: 100 / 300, burst: 100 };

/**
 * Microsoft Graph counts directory reads of an application and a tenant in resource units: 3,500 in ten seconds in the smallest tenants, and a
 * list costs two. https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export const GRAPH_READS: ApiLimit = { perSecond: 175, burst: 175 };

/** Conditional access has a limit for all applications of a tenant together, and names no time to wait where it refuses. */
export const CONDITIONAL_ACCESS_READS: ApiLimit = { perSecond: 1, burst: 1 };

/** Reports of the directory: five requests in ten seconds for each application and tenant. */
export const REPORT_READS: ApiLimit = { perSecond: 0.5, burst: 5 };

/**
 * A vault answers 4,000 requests of this kind in ten seconds, and all vaults of a subscription in a region five times as many. Muster keeps to the limit of
 * one vault for all of them together. https://learn.microsoft.com/azure/key-vault/general/service-limits
 */
export const VAULT_READS: ApiLimit = { perSecond: 400, burst: 400 };
