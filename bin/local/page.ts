/** The frame of the pages that the local platform itself shows. */

/** Nothing is loaded, nothing runs, and no other site may show the page. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** @param reloadSeconds after which the browser asks for the page again; it does not if this is absent */
export const page = (title: string, body: string, reloadSeconds?: number): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${reloadSeconds === undefined ? '' : `\n<meta http-equiv="refresh" content="${reloadSeconds}">`}
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

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
