/** Bundles each function of `lambdas/`, with the AWS SDK, into a folder of its own. Deployments and the local platform run these bundles. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin, stop } from 'esbuild';
import { writeReferenceScript } from './api-reference.ts';
import { DEPLOYED_BINDING, INSTALLED_BINDING } from './duckdb-binding.ts';
import { writePolicyTexts } from './policy-texts.ts';
import { namedMembers } from './named-members.ts';
import { sdkParts } from './sdk-parts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS packages inside an ES module still use `require`, `__filename` and `__dirname`. */
const COMMONJS_BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/** DuckDB's library is native code, which cannot be bundled: the bundle loads it from `path`. */
const nativeDuckDb = (path: string): Plugin => ({
  name: 'native-duckdb',
  setup(bundling) {
    bundling.onResolve({ filter: /^@duckdb\/node-bindings$/ }, () => ({ path, external: true }));
  },
});

/** How modules are found and written. */
const MODULES = {
  platform: 'node',
  target: 'node24',
  // A package's ES modules are preferred, because esbuild can drop their unused exports, which it cannot do for CommonJS.
  mainFields: ['module', 'main'],
  minifySyntax: true,
} satisfies BuildOptions;

/** Processes that a function starts: each is a file beside the function's bundle, which it shares chunks with. */
const SCREEN = 'shared/policies/screen-process.ts';
const PROCESSES: Readonly<Record<string, readonly string[]>> = {
  api: ['shared/policies/check-process.ts', 'shared/policies/trial-process.ts', SCREEN],
  'job-handler': [SCREEN],
  'inventory-worker': [SCREEN],
  'scan-worker': [SCREEN],
};

export interface BundleOptions {
  /** Folder of the functions' sources; `lambdas/` if absent. */
  readonly source?: string;
  /** `deploy`: a bundle loads DuckDB's library from its own folder. `local`: it loads the library that npm installed on this machine. */
  readonly purpose: 'deploy' | 'local';
}

/**
 * Writes `<outdir>/<function>/index.mjs` for each `lambdas/<function>.ts`, and beside it the chunks that the function loads
 * when it first needs them (for example the SDK client of a service). Each function is built by itself, so that its folder
 * is complete and changes only when one of its inputs does. Names and white space are kept, so that stack traces stay readable without
 * a source map; bundles without them load hardly faster.
 * @returns names of the functions
 * @throws esbuild's error, after esbuild has printed it
 */
export async function bundleFunctions(
  outdir: string,
  { source = join(ROOT, 'lambdas'), purpose }: BundleOptions,
): Promise<readonly string[]> {
  const names = (await readdir(source)).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
  // One after the other: esbuild uses every core for one, and the memory for all at once would be more than a gigabyte.
  for (const name of names) await bundle(join(source, `${name}.ts`), join(outdir, name), purpose);
  // esbuild is a process of its own, which keeps its memory until it ends.
  await stop();
  return names;
}

async function bundle(entry: string, outdir: string, purpose: BundleOptions['purpose']): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: entry, out: 'index' },
      ...(PROCESSES[basename(outdir)] ?? []).map((script) => ({ in: join(ROOT, script), out: basename(script, '.ts') })),
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    ...MODULES,
    format: 'esm',
    banner: { js: COMMONJS_BANNER },
    plugins: [
      sdkParts({ ...MODULES, plugins: [namedMembers] }),
      namedMembers,
      nativeDuckDb(purpose === 'deploy' ? DEPLOYED_BINDING : INSTALLED_BINDING),
    ],
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (basename(outdir) !== 'api') return;
  await writeReferenceScript(outdir);
  await writePolicyTexts(outdir);
}
