/** The page on which somebody who logs in at the local platform chooses which user to be. */
import { LOCAL_USERS } from './local-users.ts';

/** Nothing is loaded, nothing runs, and no other site may show the page. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #16191f; background: #fff }
li { list-style: none; margin: .5rem 0 }
ul { padding: 0 }
a { display: block; padding: .75rem 1rem; border: 1px solid #5f6b7a; border-radius: .5rem; color: #033160; text-decoration: none }
a:hover, a:focus { background: #f2f8fd }
small { display: block; color: #414d5c }
@media (prefers-color-scheme: dark) { body { color: #d1d5db; background: #0f1b2a } a { color: #89bdee } a:hover, a:focus { background: #192534 } small { color: #b6bec9 } }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

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

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
