/** The users of the local platform: one for each role, and one of a customer. */
import type { Role } from '../../shared/access/principal.ts';

export interface LocalUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Whether the user belongs to the customer of this e-mail address; the others see every account. */
  readonly customer?: string;
}

/** The e-mail address of the customer that `muster seed` makes. */
export const CUSTOMER_EMAIL = 'it@northwind.example';

export const LOCAL_USERS = [
  { id: 'viewer', name: 'Vera Viewer', email: 'vera@muster.example', role: 'viewer' },
  { id: 'operator', name: 'Olu Operator', email: 'olu@muster.example', role: 'operator' },
  { id: 'admin', name: 'Ada Admin', email: 'ada@muster.example', role: 'admin' },
  { id: 'customer', name: 'Noor of Northwind Traders', email: 'noor@northwind.example', role: 'operator', customer: CUSTOMER_EMAIL },
] as const satisfies readonly LocalUser[];

/** The client and the audience of every token. */
export const LOCAL_CLIENT_ID = 'muster';

export const userNamed = (id: string | null): LocalUser | undefined => LOCAL_USERS.find((user) => user.id === id);

/** @param customer the id of the user's customer; without it, a customer's user may see nothing */
export function claimsOf(
  { id, name, email, role, customer: own }: LocalUser,
  customer: string | undefined,
): Readonly<Record<string, unknown>> {
  return {
    sub: id,
    aud: LOCAL_CLIENT_ID,
    name,
    email,
    'muster:role': role,
    ...(own === undefined ? { 'muster:accounts': '*' } : customer !== undefined && { customer_id: customer }),
  };
}
