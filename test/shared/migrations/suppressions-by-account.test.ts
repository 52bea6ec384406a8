import { describe, expect, it } from '@jest/globals';
import { suppressionsByAccount } from '../../../shared/migrations/0002-suppressions-by-account.ts';
import { runMigrations } from '../../../shared/migrations/run-migrations.ts';
import type { SuppressionScope } from '../../../shared/scan/model.ts';
import { account } from '../../support/api-fixture.ts';
import { findingRow, suppressionRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { depsOf, HOUR, rowsOf } from '../../support/migrations.ts';

const finding = findingRow({ account_id: account('7'), resource_id: 'logs' });

const migrate = async (store: MemoryStore) => await runMigrations(depsOf(store, { migrations: [suppressionsByAccount] }), HOUR * 1e6);

describe('A suppression of an earlier version', () => {
  it.each<[string, SuppressionScope, string | undefined]>([
    ['of one finding is found by the account of the finding', { finding_id: finding.finding_id }, account('7')],
    ['by a rule over one account is found by that account', { account_id: account('1'), policy_id: 'aws.s3.versioning' }, account('1')],
    ['by a rule over many accounts is found by none', { accounts: ['tag:env=prod'] }, undefined],
    ['by a rule over all accounts is found by none', { policy_id: 'aws.s3.versioning' }, undefined],
    ['whose finding has no account is found by none, and stops nothing', { finding_id: 'nonsense' }, undefined],
  ])('%s', async (_, scope, expected) => {
    const store = new MemoryStore();
    const old = { ...suppressionRow(), scope };
    await store.put('suppressions', old);

    const [status] = await migrate(store);

    expect(status).toMatchObject({ state: 'done', rows_read: 1, rows_changed: expected === undefined ? 0 : 1 });
    expect(await rowsOf(store, 'suppressions')).toEqual([{ ...old, ...(expected !== undefined && { account_id: expected }) }]);
    if (expected === undefined) return;
    const { items } = await store.query('suppressions', { index: 'suppressions_by_account', partition: expected });
    expect(items).toEqual([{ suppression_id: old.suppression_id, account_id: expected }]);
  });
});
