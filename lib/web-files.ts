/** Where the dashboard's files are, and whether they are built from the sources as they are now. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The folder of the dashboard's sources. A package has only the built files in it. */
export const WEB = join(ROOT, 'web');
export const WEB_DIST = join(WEB, 'dist');

/** The file that the build writes beside the others (`web/built-from.ts`): the SHA-256 of each file that went into it, by its path in the project. */
export const BUILT_FROM = '.built-from';
const builtFromSchema = z.record(z.string(), z.string());

const hashOf = (path: string): string | undefined =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined;

/** @param root the folder of the project */
export function isWebBuilt(root: string = ROOT): boolean {
  const web = join(root, 'web');
  if (!existsSync(join(web, 'dist', 'index.html'))) return false;
  // There is nothing to build from in a package.
  if (!existsSync(join(web, 'package.json'))) return true;
  const sources = Object.entries(recorded(join(web, 'dist', BUILT_FROM)));
  return sources.length > 0 && sources.every(([path, hash]) => hashOf(join(root, path)) === hash);
}

/** Empty if the file is missing or damaged: then the files are built again. */
function recorded(file: string): Readonly<Record<string, string>> {
  try {
    return builtFromSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
