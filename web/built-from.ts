/** Records which files a build was made from, by which `npm start`, a package and a deployment know whether it has to be made again (lib/web-files.ts). */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { BUILT_FROM } from '../lib/web-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PUBLIC = 'web/public';

/** A build depends on these files besides its modules. */
const SETTINGS = ['index.html', 'package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts', 'font-files.ts', 'built-from.ts'];

export function builtFrom(): Plugin {
  return {
    name: 'built-from',
    apply: 'build',
    generateBundle() {
      // An id may have a query; those of modules that plugins make up begin with NUL.
      const paths = [...this.getModuleIds()]
        .map((id) => id.replace(/\?.*$/, ''))
        .filter((id) => id.startsWith(ROOT) && !id.includes('/node_modules/'));
      const modules = paths.map((path) => relative(ROOT, path).replaceAll(sep, '/'));
      const copied = readdirSync(`${ROOT}${PUBLIC}`).map((name) => `${PUBLIC}/${name}`);
      const files = new Set([...modules, ...copied, 'tsconfig.json', ...SETTINGS.map((name) => `web/${name}`)]);
      const hashes = [...files].toSorted().map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(`${ROOT}${path}`))
          .digest('hex'),
      ]);
      this.emitFile({ type: 'asset', fileName: BUILT_FROM, source: `${JSON.stringify(Object.fromEntries(hashes), undefined, 1)}\n` });
    },
  };
}
