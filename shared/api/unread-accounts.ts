/** The accounts of a score of which nothing could be read, with the reason of each. */
import type { z } from '@hono/zod-openapi';
import type { AccountId } from '../ids.ts';
import type { frameworkSchema } from './schemas/policies.ts';

/** The most accounts that are named; `total` counts all. */
const MAX_NAMED = 20;

type Shown = NonNullable<z.output<typeof frameworkSchema>['unread_accounts']>;

/** Gathers the accounts one by one, in the order in which they are to be shown. */
export class UnreadAccounts {
  #total = 0;
  readonly #first: Shown['first'][number][] = [];

  add(account_id: AccountId, reason: string | null | undefined): void {
    this.#total += 1;
    if (this.#first.length < MAX_NAMED) this.#first.push({ account_id, reason: reason ?? 'Its newest inventory failed.' });
  }

  /** The member of a score: empty if every account was read. */
  get member(): { readonly unread_accounts?: Shown } {
    return this.#total === 0 ? {} : { unread_accounts: { total: this.#total, first: this.#first } };
  }
}
