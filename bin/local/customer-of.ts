/** Looks up a customer by its e-mail address, by the platform's own API. */
import { z } from 'zod';
import type { ApiAccess } from './api-access.ts';

/** The id of the customer with this e-mail address; undefined if there is none, as in a stack without customers. */
export async function customerOf({ url, headers }: ApiAccess, email: string): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const response = await fetch(`${url}/customers?limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, {
      headers,
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`The customers cannot be listed: the API answered ${response.status}.`);
    const page = customers.parse(await response.json());
    const found = page.items.find((each) => each.email.toLowerCase() === email);
    if (found) return found.customer_id;
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return undefined;
}

const customers = z.object({
  items: z.array(z.object({ customer_id: z.string(), email: z.string() })),
  next_cursor: z.string().optional(),
});
