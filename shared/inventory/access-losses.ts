/**
 * Whether Muster has lost its access to an account. The loss is a row of its own, so that it is told once and not each night: the row keeps
 * `unreadable_since` until the account can be logged in to again.
 */
import { causedEvent } from '../events/event.ts';
import type { Outbox, OutboxAttributes } from '../events/outbox.ts';
import type { OwnerId } from '../events/owners.ts';
import { ConditionFailed } from '../errors.ts';
import type { AccountRow } from '../connections/model.ts';
import type { AccountId } from '../ids.ts';
import { absent, equals, exists, type Store } from '../storage/store.ts';

export interface UnreadableAccountRow extends OutboxAttributes {
  readonly account_id: AccountId;
  /** `observed_at` of the run that found the account unreadable. Absent once the account can be read again. */
  readonly unreadable_since?: string;
  /** Why: the cloud's answer to the login, one sentence. */
  readonly error: string;
}

export interface LossDeps {
  readonly store: Store;
  readonly outbox: Outbox;
}

/** Notes that the account can no longer be logged in to. Does nothing if that is noted already, or if the account could never be read. */
export async function noteLoss(account: AccountRow, error: string, observedAt: string, { store, outbox }: LossDeps): Promise<void> {
  const { account_id, name, connection_id, coverage } = account;
  // Only a run that has logged in to the account writes its coverage.
  if (coverage === undefined) return;
  const key = { account_id };
  const before = (await store.get('unreadable_accounts', key, { consistent: true })) as UnreadableAccountRow | undefined;
  const since = before?.unreadable_since;
  if (since !== undefined && !wasReadSince(account, since)) return;
  const owner: OwnerId = account.customer_id;
  const event = causedEvent(
    { table: 'unreadable_accounts', key, transition: observedAt },
    {
      type: 'muster.account.unreadable',
      subject: account_id,
      time: observedAt,
      severity: 'high',
      customerid: owner,
      accountid: account_id,
      data: { account_id, name, connection_id, since: observedAt, error },
    },
  );
  const attributes = outbox.of('unreadable_accounts', key, [event], before);
  const isAsRead = since === undefined ? absent('unreadable_since') : equals('unreadable_since', since);
  const set = { unreadable_since: observedAt, error, ...attributes };
  try {
    await store.update('unreadable_accounts', key, { set }, isAsRead, { create: true });
  } catch (failure) {
    if (failure instanceof ConditionFailed) return;
    throw failure;
  }
  await outbox.publishCaused('unreadable_accounts', key, attributes);
}

/**
 * Whether an inventory that began after the loss has logged in to the account. `noteAccess` has not noted that if the worker that found the
 * loss died before it could end its task, so that the account's status is not that of the loss.
 */
const wasReadSince = ({ status, inventory_observed_at }: AccountRow, since: string): boolean =>
  (status === 'ok' || status === 'partial') && inventory_observed_at !== undefined && inventory_observed_at > since;

/** Notes that the account could be logged in to, so that its next loss is told again. Costs nothing unless the newest inventory has failed. */
export async function noteAccess({ account_id, status }: AccountRow, { store }: LossDeps): Promise<void> {
  if (status !== 'failed') return;
  try {
    await store.update('unreadable_accounts', { account_id }, { remove: ['unreadable_since'] }, exists('unreadable_since'));
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
