/** Whose a resource is, for the events about it. A task looks it up once, when the first of its events arises. */
import type { AccountRow } from '../connections/model.ts';
import type { AccountId } from '../ids.ts';
import { type Item, queryAll, type Store } from '../storage/store.ts';

/** A customer's id; undefined if a resource has no owner. */
export type OwnerId = string | undefined;

export interface Owners {
  of(resourceUid: string): Promise<OwnerId>;
}

/** The owners of an account's resources: of those that were given away singly, and of all others the account's own. */
export class AccountOwners implements Owners {
  readonly #store: Store;
  readonly #account: Pick<AccountRow, 'account_id' | 'customer_id'>;
  #singly: Promise<ReadonlyMap<string, OwnerId>> | undefined;

  constructor(store: Store, account: Pick<AccountRow, 'account_id' | 'customer_id'>) {
    this.#store = store;
    this.#account = account;
  }

  async of(resourceUid: string): Promise<OwnerId> {
    this.#singly ??= this.#readSingly();
    try {
      return (await this.#singly).get(resourceUid) ?? this.#account.customer_id;
    } catch (error) {
      this.#singly = undefined;
      throw error;
    }
  }

  async #readSingly(): Promise<ReadonlyMap<string, OwnerId>> {
    const owners = new Map<string, OwnerId>();
    const index = { index: 'customer_resources_by_account', partition: this.#account.account_id } as const;
    for await (const row of queryAll(this.#store, 'customer_resources', index)) owners.set(String(row['resource_uid']), ownerIn(row));
    return owners;
  }
}

/** The owner of one resource, by its own row and by that of its account. */
export const resourceOwner = (store: Store, accountId: AccountId): Owners => ({
  of: async (resource_uid) => {
    const singly = ownerIn(await store.get('customer_resources', { resource_uid }));
    if (singly !== undefined) return singly;
    return ownerIn(await store.get('accounts', { account_id: accountId }));
  },
});

/** A row that is only kept for its events names an owner who has it no more. */
function ownerIn(row: Item | undefined): OwnerId {
  const owner = row?.['customer_id'];
  return typeof owner === 'string' && row?.['outbox_then'] === undefined ? owner : undefined;
}
