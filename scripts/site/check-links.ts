/** Checks a built site: every link leads to a page and an anchor that exist, and nothing is loaded from another host. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** @param base the path that the site's links begin with: `/` @returns one sentence for each problem */
export function siteProblems(folder: string, base = '/'): readonly string[] {
  const files = globSync('**/*', { cwd: folder });
  const present = new Set(files);
  const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const anchors = new Map(
    [...pages].map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(id!)))]),
  );
  const problems = new Set<string>();

  for (const [file, html] of pages) {
    for (const [, tag, attribute, written] of html.matchAll(/<(\w+)\s[^>]*?\b(href|src)="([^"]*)"/g)) {
      const target = decoded(written!);
      if (/^(?:https?:)?\/\//.test(target)) {
        if (tag !== 'a') problems.add(`${file}: ${tag} loads ${target}.`);
        continue;
      }
      if (/^(?:data|mailto):/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      if (path.startsWith('/') && !path.startsWith(base)) problems.add(`${file}: ${attribute} ${target} does not begin with ${base}.`);
      const linked = path === '' ? file : fileOf(posix.join(posix.dirname(file), path), path, base);
      if (!present.has(linked)) problems.add(`${file}: there is no page ${target}.`);
      else if (anchor && !anchors.get(linked)?.has(decodeURIComponent(anchor)))
        problems.add(`${file}: the page ${linked} has no anchor #${anchor}.`);
    }
  }
  for (const file of files.filter((each) => each.endsWith('.css')))
    for (const [, target] of readFileSync(join(folder, file), 'utf8').matchAll(
      /(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/g,
    ))
      problems.add(`${file}: it loads ${target}.`);
  return [...problems].toSorted();
}

const decoded = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function fileOf(relative: string, path: string, base: string): string {
  const file = path.startsWith('/') ? path.slice(base.length) : relative;
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}
