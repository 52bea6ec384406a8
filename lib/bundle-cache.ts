/**
 * Keeps the local platform's bundles from one start to the next for as long as none of their inputs changes. A deployment
 * never uses them.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './bundle.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A bundle's inputs: the sources, the bundler's own settings, and the versions of the packages (in the lockfile). */
const INPUTS = [
  'lambdas',
  'shared',
  'lib/bundle.ts',
  'lib/api-reference.ts',
  'lib/duckdb-binding.ts',
  'lib/named-members.ts',
  'lib/policy-texts.ts',
  'lib/sdk-parts.ts',
  'package.json',
  'package-lock.json',
];

/** @returns the folder that holds the bundles: `<folder>/<function>/index.mjs` */
export async function cachedBundles(
  bundle: (outdir: string) => Promise<unknown> = async (outdir) => await bundleFunctions(outdir, { purpose: 'local' }),
  root = ROOT,
  cache = join(root, 'node_modules', '.cache', 'muster'),
): Promise<string> {
  await mkdir(cache, { recursive: true });
  const hash = await hashOf(root);
  const kept = join(cache, hash);
  if (await exists(kept)) return kept;

  const earlier = await readdir(cache);
  const fresh = await mkdtemp(join(cache, 'new-'));
  try {
    await bundle(fresh);
    await rename(fresh, kept);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another start may have put its bundles there first; they are the same.
    if (!(await exists(kept))) throw error;
  }
  // The list may name `hash` itself: another start may have put the same bundles there before `earlier` was read.
  const stale = earlier.filter((name) => name !== hash && !name.startsWith('new-'));
  await Promise.all(stale.map((name) => rm(join(cache, name), { recursive: true, force: true })));
  return kept;
}

async function hashOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(INPUTS.map((input) => filesOf(root, input)))).flat()) {
    hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 32);
}

/** `input` itself if it is a file, else every file below it, sorted so that the hash depends on the contents only. */
async function filesOf(root: string, input: string): Promise<readonly string[]> {
  if ((await stat(join(root, input))).isFile()) return [input];
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return files.toSorted((a, b) => (a < b ? -1 : 1));
}

const exists = async (path: string): Promise<boolean> =>
  await stat(path).then(
    () => true,
    () => false,
  );
