/** Rows of managed resources for tests. */
import type { AccountId } from '../../shared/ids.ts';
import { managedId } from '../../shared/managed/managed-id.ts';
import type { ManagedRow, Spec } from '../../shared/managed/model.ts';
import { DUE, type NewRow } from '../../shared/managed/repository.ts';
import { account, TIME } from './api-fixture.ts';

export const managedSpec = (given: Partial<Spec> = {}): Spec => ({
  type: 'slow',
  name: 'shop',
  account_id: account('1'),
  region: 'eu-west-1',
  config: {},
  tags: {},
  dependencies: [],
  metadata: {},
  deletion_policy: 'delete',
  mode: 'manage',
  paused: false,
  drift: 'report',
  ...given,
});

/** A resource that was just asked for, with the copies of its spec. */
export function newManagedRow({ spec: given, ...fields }: Partial<Omit<NewRow, 'spec'>> & { readonly spec?: Partial<Spec> } = {}): NewRow {
  const spec = managedSpec(given);
  const account_id: AccountId = spec.account_id;
  return {
    managed_id: managedId(spec),
    spec,
    account_id,
    ...(spec.customer_id !== undefined && { customer_id: spec.customer_id }),
    incarnation: '0123456789abcdef',
    created_at: TIME,
    created_by: 'tester',
    updated_at: TIME,
    generation: 1,
    observed_generation: 0,
    applied_generation: 0,
    conditions: [],
    operations: [],
    due: DUE,
    next_reconcile_at: TIME,
    failures: 0,
    attempt: 0,
    ...fields,
  };
}

/** As it is stored. */
export const managedRow = (given: Parameters<typeof newManagedRow>[0] = {}): ManagedRow => ({
  ...newManagedRow(given),
  listed: 'managed',
  revision: 1,
});
