/** The pages that people wrote: README, CONTRIBUTING and docs/, with their links changed to the site's. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { code, link, list, type Page, parts, text } from './markdown.ts';

/** Where each file's page is; the files of docs/ keep their place. */
const PLACES: Readonly<Record<string, string>> = {
  'README.md': 'overview.md',
  'CONTRIBUTING.md': 'contributing.md',
  'docs/adr': 'adr/index.md',
};

/** @param root the project's folder */
export function guides(root: string): readonly Page[] {
  const files = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/{*,adr/*,managers/*}.md', { cwd: root }).toSorted()];
  const pages = files.map((file) => guide(file, readFileSync(join(root, file), 'utf8')));
  const decisions = pages.filter(({ path }) => path.startsWith('adr/'));
  return [
    ...pages,
    {
      path: 'adr/index.md',
      title: 'Decisions',
      text: parts('# Decisions', list(decisions.map(({ title, path }) => link(text(title), path)))),
    },
  ];
}

function guide(file: string, written: string): Page {
  const title = /^# (.+)$/m.exec(written)?.[1] ?? basename(file, '.md');
  return { path: placeOf(file), title, text: withLinks(file, withoutDiagrams(written)) };
}

const placeOf = (file: string): string => PLACES[file] ?? file.replace(/^docs\//, '');

/** GitHub draws these; the site would need a large library for it. */
const withoutDiagrams = (written: string): string => written.replaceAll(/^```mermaid\n[\s\S]*?^```\n/gm, '');

/** Links between files become links between pages; what is not on the site, such as source code, is named. */
const withLinks = (file: string, written: string): string =>
  written.replaceAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, image: string, label: string, target: string) => {
    if (/^(?:https?:|#)/.test(target)) return whole;
    const [path = '', anchor] = target.split('#');
    const linked = normalize(join(dirname(file), path)).replace(/\/$/, '');
    if (image) return `![${label}](/${linked.replace(/^docs\//, '')})`;
    const onSite = linked in PLACES || /^docs\/[^/]*(?:\/[^/]*)?\.md$/.test(linked);
    return onSite ? link(label, placeOf(linked), anchor) : `${label} (${code(linked)})`;
  });
