/** Makes an account's line of an export from its row, or from the API's answer about it. */
import { providerOf } from '../ids.ts';
import type { AccountRecord } from './records.ts';

type Account = Pick<AccountRecord, 'account_id' | 'name' | 'connection_id' | 'enabled' | 'status'> & {
  readonly organizational_unit?: string | null | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly last_inventory?: { readonly error?: string | undefined } | undefined;
};

/** `counts`: the resources in use, by type. */
export function accountRecord(account: Account, counts: Readonly<Record<string, number>>): AccountRecord {
  const { account_id, name, connection_id, organizational_unit, tags, enabled, status, last_inventory } = account;
  return {
    account_id,
    provider: providerOf(account_id),
    name,
    connection_id,
    organizational_unit: organizational_unit ?? null,
    tags: tags ?? null,
    enabled,
    status,
    error: last_inventory?.error ?? null,
    resources: Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
