/** Removes a customer, with or without giving back first what it owns. */
import { Conflict } from '../errors.ts';
import type { CustomerId } from '../ids.ts';
import type { CustomerRepository, IsExpected } from './customer-repository.ts';
import type { Ownership } from './ownership.ts';

export interface RemoveCustomerOptions {
  readonly customers: CustomerRepository;
  readonly owned: Ownership;
  /** Whether everything that the customer owns is given back first. */
  readonly release: boolean;
  /** Whether there is no more time to give anything back. */
  readonly isOver: () => boolean;
  readonly isExpected?: IsExpected;
}

/**
 * Returns whether the customer is gone. If not, there was no time to give everything back, and the call is repeated.
 * @throws NotFound; PreconditionFailed; Conflict if the customer owns something, or is changed or removed by another request
 */
export async function removeCustomer(
  customerId: CustomerId,
  { customers, owned, release, isOver, isExpected }: RemoveCustomerOptions,
): Promise<boolean> {
  const giveBack = async (): Promise<boolean> => {
    if (release) return await owned.releaseAll(customerId, isOver);
    const { items } = await owned.page(customerId, { limit: 1 });
    if (items.length === 0) return true;
    throw new Conflict(
      `The customer ${customerId} still owns resources or accounts; take them back first, or let the removal do it (?release=true, or --release).`,
      customerId,
    );
  };
  return await customers.remove(customerId, giveBack, isExpected);
}
