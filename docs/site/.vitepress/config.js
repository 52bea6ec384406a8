/** The site's settings. scripts/docs.ts writes the pages and the menus before VitePress reads this. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const sidebar = JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8'));

/** Allows a page its inline scripts by their hashes, and no others. Vue and the theme write styles into elements. */
function contentSecurityPolicy(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
  const hashes = [...new Set(inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`))];
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export default defineConfig({
  title: 'Muster',
  description: 'Cloud inventory and policy scanner: guides, policies, resource types, frameworks',
  lang: 'en',
  srcDir: 'pages',
  outDir: 'dist',
  cacheDir: 'node_modules/.cache/vitepress',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  metaChunk: true,
  // Angle brackets in the guides are placeholders, never tags.
  markdown: { html: false, languageAlias: { cel: 'js' } },
  // The index of the search is one file, which is loaded when someone searches.
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  transformHtml: (html) =>
    html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(html)}">`),
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/overview' },
      { text: 'Policies', link: '/policies/', activeMatch: '^/policies/' },
      { text: 'Types', link: '/types/', activeMatch: '^/types/' },
      { text: 'Frameworks', link: '/frameworks/', activeMatch: '^/frameworks/' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    docFooter: { prev: false, next: false },
  },
});
