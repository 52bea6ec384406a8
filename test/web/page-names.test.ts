/** Whether each page has the names that its own code reads from its address, so that none of them is called unknown. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { PAGE_NAMES } from '../../web/src/app/page-names.ts';

const folders = new URL('../../web/src/pages/', import.meta.url);

function sourceOf(folder: string): string {
  const here = new URL(`${folder}/`, folders);
  return readdirSync(here)
    .map((file) => readFileSync(new URL(file, here), 'utf8'))
    .join('\n');
}

/** Names that are read one by one, or that a field of a form has. */
const READ = /(?:\b(?:one|all)\('|\bname=")([a-z_]+)['"]/g;

/** The paths of the pages by the folder of their code. TypeScript's program of the tests does not read the pages themselves. */
const pages = readFileSync(new URL('../../web/src/app/pages.ts', import.meta.url), 'utf8');
const byFolder = Map.groupBy(pages.matchAll(/path: '([^']+)'(?:(?!path:)[^])*?pages\/([a-z-]+)\//g), ([, , folder]) => folder!);

it('are those of pages that there are', () => {
  const paths = [...byFolder.values()].flat().map(([, path]) => path);
  expect(Object.keys(PAGE_NAMES).filter((path) => !paths.includes(path))).toEqual([]);
});

describe.each([...byFolder])('the pages in %s', (folder, found) => {
  const source = sourceOf(folder);
  const names = new Set(found.flatMap(([, path]) => PAGE_NAMES[path!] ?? []));

  it('have every name that their code reads', () => {
    expect([...source.matchAll(READ)].map(([, name]) => name).filter((name) => !names.has(name!))).toEqual([]);
  });

  it('have no other name', () => {
    expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(source))).toEqual([]);
  });
});
