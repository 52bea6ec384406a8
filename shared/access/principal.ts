/** Callers: who they are, what they may do, and which rows exist for them. */
import type { AccountId, CustomerId } from '../ids.ts';

/** Each role may do whatever the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Which rows exist for a caller. */
export type Scope =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'limited';
      /** The accounts whose rows exist. */
      readonly accounts: ReadonlySet<AccountId>;
      /** The customer whose single resources, and whose own row, exist too. */
      readonly customer_id?: CustomerId;
      /**
       * The accounts, whoever owns them, to which a token narrows what its customer has: single resources and notifications of other accounts do not exist
       * then. Absent: it narrows nothing.
       */
      readonly within?: ReadonlySet<AccountId>;
    };

export interface Principal {
  /** An ARN for IAM, `<issuer>#<sub>` for OIDC: what the audit log and `author` record. */
  readonly id: string;
  /** The name that people read: the ARN, or the e-mail address, the preferred name or the subject of a token. */
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
}

export const EVERYTHING: Scope = { kind: 'all' };

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
