/** Bundles every function of `lambdas/`, the AWS SDK included, into a folder of its own: what is deployed and what runs locally. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { DEPLOYED_BINDING, INSTALLED_BINDING } from './duckdb-binding.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS packages inside an ES module still ask for `require`, `__filename` and `__dirname`. */
const COMMONJS_BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/** DuckDB's library is native code, which stays outside of the bundle. */
const nativeDuckDb = (path: string): Plugin => ({
  name: 'native-duckdb',
  setup(bundling) {
    bundling.onResolve({ filter: /^@duckdb\/node-bindings$/ }, () => ({ path, external: true }));
  },
});

export interface BundleOptions {
  /** Folder of the functions' sources. */
  readonly source?: string;
  /** `deploy`: a bundle loads DuckDB's library from its own folder. `local`: from where npm has installed it on this machine. */
  readonly purpose: 'deploy' | 'local';
}

/**
 * Writes `<outdir>/<function>/index.mjs` for each `lambdas/<function>.ts`, and beside it the chunks that it loads when it
 * first needs them: the SDK client of a service, for one. Each function is built by itself, so that its folder holds all of
 * it and changes only when something in it does. Not minified: a stack trace then names what it means without a source
 * map, and the time to load a bundle hardly changes.
 * @returns names of the functions
 * @throws what esbuild reports, after it has printed it
 */
export async function bundleFunctions(
  outdir: string,
  { source = join(ROOT, 'lambdas'), purpose }: BundleOptions,
): Promise<readonly string[]> {
  const names = (await readdir(source)).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
  await Promise.all(names.map(async (name) => await bundle(join(source, `${name}.ts`), join(outdir, name), purpose)));
  return names;
}

async function bundle(entry: string, outdir: string, purpose: BundleOptions['purpose']): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: entry, out: 'index' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules first: they tree-shake, CommonJS does not.
    mainFields: ['module', 'main'],
    banner: { js: COMMONJS_BANNER },
    plugins: [nativeDuckDb(purpose === 'deploy' ? DEPLOYED_BINDING : INSTALLED_BINDING)],
    legalComments: 'none',
    logLevel: 'warning',
  });
}
