/**
 * Suppressions that cover nothing outside of one account get that account's id, by which they are found (index `suppressions_by_account`). A caller that may see
 * some accounts only lists theirs by it. A suppression is never written again, so that without this those of the past would be missing from such lists.
 */
import { InvalidRequest } from '../errors.ts';
import { parseFindingId } from '../scan/finding-id.ts';
import type { SuppressionRow } from '../scan/model.ts';
import { absent } from '../storage/store.ts';
import type { Migration } from './model.ts';

export const suppressionsByAccount: Migration = {
  id: '0002',
  title: 'Suppressions are found by the account that they cover',
  table: 'suppressions',
  changes: (rows) =>
    Promise.resolve(
      // The store's items have no type of their own; each of these rows was written as one of a suppression.
      (rows as readonly unknown[] as readonly SuppressionRow[]).flatMap((row) => {
        const account_id = 'account_id' in row ? undefined : accountOf(row);
        if (account_id === undefined) return [];
        return [{ key: { suppression_id: row.suppression_id }, set: { account_id }, when: absent('account_id') }];
      }),
    ),
};

/** Undefined if the suppression can cover findings of several accounts. */
function accountOf({ scope }: SuppressionRow): string | undefined {
  if (!('finding_id' in scope)) return scope.account_id;
  try {
    return parseFindingId(scope.finding_id).account_id;
  } catch (error) {
    // Such an id names no finding, so that the row hides nothing.
    if (error instanceof InvalidRequest) return undefined;
    throw error;
  }
}
