/** The pages of customers read the API by these functions. */
import { api, read } from '../../api/client.ts';
import { readFilled } from '../../components/read-filled.ts';

const cursorOf = (cursor: string | undefined) => cursor !== undefined && { cursor };

export const readCustomers = (cursor: string | undefined) => read(api.customers.$get({ query: { limit: '50', ...cursorOf(cursor) } }));
export const readCustomer = (customer_id: string) => read(api.customers[':customer_id'].$get({ param: { customer_id } }));
export type Customer = Awaited<ReturnType<typeof readCustomer>>;

export const readOwned = (customer_id: string, cursor: string | undefined) =>
  readFilled(
    (at) => read(api.customers[':customer_id'].resources.$get({ param: { customer_id }, query: { limit: '50', ...cursorOf(at) } })),
    cursor,
  );

export const readOwnedAccounts = (customer_id: string, cursor: string | undefined) =>
  read(api.accounts.$get({ query: { customer_id, limit: '50', ...cursorOf(cursor) } }));
