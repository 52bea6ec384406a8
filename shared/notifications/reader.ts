/** Whose notifications a caller may read. */
import type { Principal } from '../access/principal.ts';
import type { Reader } from './inbox.ts';
import { OPERATORS } from './model.ts';

/** A caller with a limited scope that is of no customer is told nothing. */
export const readerOf = ({ scope }: Pick<Principal, 'scope'>): Reader =>
  scope.kind === 'all' ? { own: OPERATORS, everyone: true } : { own: scope.customer_id, everyone: false };
