/** The files of a function's bundle. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files in a function's folder. */
export const bytesOfAll = (bundle: string): number => readdirSync(bundle).reduce((sum, file) => sum + statSync(join(bundle, file)).size, 0);

/**
 * Bytes of a bundle's modules by the package of npm that they are of, or by the folder of their cloud (`shared/clouds/aws`), or the
 * generated module of all policies or all frameworks (`shared/policies/policies.generated`): the comment before a
 * module names its file.
 */
export function bytesByPackage(bundle: string): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const file of readdirSync(bundle)) {
    const [, ...modules] = readFileSync(join(bundle, file), 'utf8').split(/^\/\/ (?=\S+\.\w+$)/m);
    for (const module of modules) {
      const [, name = /^shared\/(?:clouds\/[^/\s]+(?=\/)|policies\/(?:policies|frameworks)\.generated)/.exec(module)?.[0]] =
        /^(?:node_modules\/|sdk-parts:)((?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
      if (name !== undefined) bytes.set(name, (bytes.get(name) ?? 0) + Buffer.byteLength(module));
    }
  }
  return bytes;
}

/** The texts of the files that are loaded when the function starts, by name: the entry's and those of all that it imports statically, directly or not. */
export function filesAtStart(bundle: string): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    const text = readFileSync(join(bundle, file), 'utf8');
    seen.set(file, text);
    for (const [, from, bare] of text.matchAll(/^(?:import|export)\b[^;"]*"\.\/([^"]+)";$|^import "\.\/([^"]+)";$/gm))
      follow(from ?? bare ?? '');
  };
  follow('index.mjs');
  return seen;
}

/** Bytes that are loaded when the function starts. */
export const bytesAtStart = (bundle: string): number =>
  [...filesAtStart(bundle).values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
