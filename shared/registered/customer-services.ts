/** The repositories of customers, of what they own, and of registered resources, over one store. */
import { AccountDirectory } from '../connections/account-repository.ts';
import { RegisteredResources } from './registered-resources.ts';
import { RegisteredTypes } from './registered-types.ts';
import { type CustomerDeps, CustomerRepository } from '../customers/customer-repository.ts';
import { Ownership } from '../customers/ownership.ts';

export interface CustomerServices {
  readonly customers: CustomerRepository;
  readonly owned: Ownership;
  readonly registered: RegisteredResources;
  readonly registeredTypes: RegisteredTypes;
}

export function customerServices(deps: CustomerDeps): CustomerServices {
  const customers = new CustomerRepository(deps);
  const owned = new Ownership(deps, customers);
  const registeredTypes = new RegisteredTypes(deps.store, deps.clock);
  const registered = new RegisteredResources({ ...deps, accounts: new AccountDirectory(deps.store), types: registeredTypes, owned });
  return { customers, owned, registered, registeredTypes };
}
