/** The API's reference: the OpenAPI document, and the page `/docs` on which Redoc shows it. Everything that the page loads comes from the API itself. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env.ts';

/** The page, its script and the document. They hold no data, so anyone may read them. */
export const REFERENCE_PATHS = ['/docs', '/docs/redoc.js', '/openapi.json'] as const;

/**
 * Redoc writes style elements, and searches in a worker that it makes of a blob. Nothing else than that, the script and the document may be
 * loaded, and no other site may show the page in a frame.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FONT = 'system-ui, sans-serif';
const THEME = {
  typography: {
    fontFamily: FONT,
    headings: { fontFamily: FONT },
    code: { fontFamily: 'ui-monospace, monospace' },
  },
};

/** Its links are relative, so that it also works where a domain serves the API below a path of its own. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Muster API</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 }</style>
</head>
<body>
<noscript>This page needs JavaScript; the document that it shows is <a href="openapi.json">openapi.json</a>.</noscript>
<redoc spec-url="openapi.json" theme='${JSON.stringify(THEME)}'></redoc>
<script src="docs/redoc.js"></script>
</body>
</html>
`;

export interface Reference {
  /** Reads Redoc's script, compressed by gzip. */
  readonly redoc: () => Promise<Uint8Array>;
  /** Makes the OpenAPI document. */
  readonly document: () => object;
}

/** Is registered before anything that asks who calls. */
export function registerReference(app: OpenAPIHono<ApiEnv>, { redoc, document }: Reference): void {
  const [page, script, openApi] = REFERENCE_PATHS;
  let made: object | undefined;
  app.get(openApi, (c) => c.json((made ??= document())));

  app.get(page, (c) => c.html(PAGE, 200, { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'Referrer-Policy': 'no-referrer' }));

  app.get(script, async (c) => {
    const compressed = await redoc();
    const headers = { 'Content-Type': 'text/javascript; charset=utf-8', Vary: 'Accept-Encoding' };
    const taken = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(c.req.header('Accept-Encoding') ?? '');
    return taken
      ? c.body(Uint8Array.from(compressed), 200, { ...headers, 'Content-Encoding': 'gzip' })
      : c.body(Uint8Array.from(await promisify(gunzip)(compressed)), 200, headers);
  });
}
