/** Names who makes a request, and for whom. */
import type { Principal } from '../access/principal.ts';

/** Who makes a request, and for whom, as the body says. `author` in a body is the former name of `on_behalf_of`: nobody may choose the author. */
export function personOf(
  { id: caller }: Pick<Principal, 'id'>,
  { on_behalf_of, author }: { readonly on_behalf_of?: string | undefined; readonly author?: string | undefined },
): { readonly author: string; readonly on_behalf_of?: string | undefined } {
  const other = on_behalf_of ?? author;
  return { author: caller, ...(other !== undefined && other !== caller && { on_behalf_of: other }) };
}
