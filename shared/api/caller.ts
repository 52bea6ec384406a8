/** Names who makes a request, and for whom. */
import type { Principal } from '../access/principal.ts';
import type { CustomerId } from '../ids.ts';

/** Who makes a request, and for whom, as the body says. `author` in a body is the former name of `on_behalf_of`: nobody may choose the author. */
export function personOf(
  { id: caller, scope }: Pick<Principal, 'id' | 'scope'>,
  { on_behalf_of, author }: { readonly on_behalf_of?: string | undefined; readonly author?: string | undefined },
): { readonly author: string; readonly on_behalf_of?: string | undefined; readonly customer_id?: CustomerId | undefined } {
  const other = on_behalf_of ?? author;
  const customer_id = scope.kind === 'all' ? undefined : scope.customer_id;
  return {
    author: caller,
    ...(other !== undefined && other !== caller && { on_behalf_of: other }),
    ...(customer_id !== undefined && { customer_id }),
  };
}
