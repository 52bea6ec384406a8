/** Which slices were seen whole: only there does a missing resource mean anything. */
import type { SliceOutcome } from '../inventory/model.ts';
import type { CoverageRecord } from './records.ts';

/** Seen to its end; or there is no such service or region for the account, so that nothing can be there. */
export const isWhole = (outcome: SliceOutcome | null): boolean => outcome === 'complete' || outcome === 'unsupported';

/** `<account_id>|<region>|<type>` */
export const sliceKey = ({ account_id, region, type }: Pick<CoverageRecord, 'account_id' | 'region' | 'type'>): string =>
  `${account_id}|${region}|${type}`;
