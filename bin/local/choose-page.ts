/** The page on which somebody who logs in at the local platform chooses which user to be. */
import { LOCAL_USERS } from './local-users.ts';
import { escaped, page } from './page.ts';

const SIGHT = { viewer: 'reads everything', operator: 'reads everything, and starts jobs', admin: 'may do everything' } as const;

/** @param query that of the request, to which the choice is added @param hasCustomer whether the customer of the last user exists */
export function choosePage(query: URLSearchParams, hasCustomer: boolean): string {
  const items = LOCAL_USERS.map((user) => {
    const chosen = new URLSearchParams(query);
    chosen.set('user', user.id);
    const own = hasCustomer ? 'an operator who sees what the customer owns' : 'sees nothing yet: "muster seed" makes the customer';
    const sight = 'customer' in user ? own : SIGHT[user.role];
    return `<li><a href="?${escaped(chosen.toString())}">${escaped(user.name)}<small>${escaped(user.email)}: ${escaped(sight)}</small></a></li>`;
  });
  return page('Who are you?', `<p>Muster on this machine has no passwords. Choose a user.</p>\n<ul>\n${items.join('\n')}\n</ul>`);
}

export const refusalPage = (reason: string): string => page('This login cannot go on', `<p>${escaped(reason)}</p>`);

/** @param query that of the request, which the user repeats */
export const signOutPage = (query: URLSearchParams): string =>
  page('Sign out?', `<p>Another site asks to sign this browser out of Muster.</p>\n<a href="?${escaped(query.toString())}">Sign out</a>`);

export const signedOutPage = (): string => page('Signed out', '<p>This browser is signed out of Muster on this machine.</p>');
