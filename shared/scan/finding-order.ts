/** The place of a finding in lists, which are ordered by status, then by severity, then by age. */
import { createHash } from 'node:crypto';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { FindingRow, FindingStatus } from './model.ts';

/** The findings of all accounts are listed from so many shards, because one partition of an index takes 1,000 writes a second. */
const SHARDS = 16;
export const LIST_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => String(shard).padStart(2, '0'));

type Listed = Pick<FindingRow, 'finding_id' | 'status' | 'severity' | 'opened_at'> & { readonly resolved_at?: string | undefined };

/** The keys of the finding in the indexes of the table. */
export function listPlace(finding: Listed): Pick<FindingRow, 'list_shard' | 'list_order'> {
  const { finding_id, status, severity, opened_at, resolved_at } = finding;
  const hash = createHash('sha256').update(finding_id).digest();
  const at = status === 'resolved' ? (resolved_at ?? opened_at) : opened_at;
  return {
    list_shard: LIST_SHARDS[hash.readUInt16BE() % SHARDS]!,
    list_order: `${orderPrefix(status, severity)}${at}#${hash.toString('base64url').slice(0, 16)}`,
  };
}

/** The severity and the time in a finding's `list_order`. */
export function placeInOrder(listOrder: string): { readonly severity: Severity | undefined; readonly at: string } {
  const [, rank = '', at = ''] = listOrder.split('#');
  return { severity: SEVERITIES[Number(rank)], at };
}

/** The beginning of the order of such findings; a time follows, then a text that tells findings of one time apart. */
export const orderPrefix = (status: FindingStatus, severity: Severity): string => `${status}#${SEVERITIES.indexOf(severity)}#`;
