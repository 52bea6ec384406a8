import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { BUILT_FROM, isWebBuilt } from '../../lib/web-files.ts';

const SOURCES = { 'web/src/main.tsx': 'main', 'web/package-lock.json': '{}', 'shared/severity.ts': 'severities' };

let root: string;
const put = (path: string, contents: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), contents);
};
const record = (): void => {
  const hashes = Object.entries(SOURCES).map(([path, contents]) => [path, createHash('sha256').update(contents).digest('hex')]);
  put(`web/dist/${BUILT_FROM}`, JSON.stringify(Object.fromEntries(hashes)));
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-test-'));
  for (const [path, contents] of Object.entries({ 'web/package.json': '{}', 'web/dist/index.html': 'page', ...SOURCES }))
    put(path, contents);
  record();
});
afterEach(() => rmSync(root, { recursive: true }));

it('the dashboard is built if every source is the one that it was built from', () => {
  expect(isWebBuilt(root)).toBe(true);
});

it.each(Object.keys(SOURCES))('a change of %s, and its removal, ask for a build', (path) => {
  put(path, 'changed');
  expect(isWebBuilt(root)).toBe(false);
  rmSync(join(root, path));
  expect(isWebBuilt(root)).toBe(false);
});

it.each(['', '{}', '[]', 'nonsense', '{"web/src/main.tsx": 1}'])('a record of sources that is %j asks for a build', (text) => {
  put(`web/dist/${BUILT_FROM}`, text);

  expect(isWebBuilt(root)).toBe(false);
});

it('a dashboard that is missing, in part or as a whole, is not built', () => {
  rmSync(join(root, 'web/dist/index.html'));
  expect(isWebBuilt(root)).toBe(false);
  rmSync(join(root, 'web'), { recursive: true });
  expect(isWebBuilt(root)).toBe(false);
});

it('a package has nothing to build it from', () => {
  rmSync(join(root, 'web/package.json'));
  rmSync(join(root, 'web/src'), { recursive: true });

  expect(isWebBuilt(root)).toBe(true);
});
