/**
 * Makes a cloud assembly from the sources, for the CDK CLI (`bin/app.ts`) and for the local platform, which needs no CLI. The
 * CDK is imported only when needed: for a deployment while esbuild, a process of its own, works; on a machine that runs the platform, after esbuild
 * has ended, because both together would take more memory than the platform itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './bundle.ts';
import { cachedBundles } from './bundle-cache.ts';
import { putBinding } from './duckdb-binding.ts';
import type { FunctionCode, FunctionName } from './functions.ts';
import { InvalidContext } from './invalid-context.ts';
import { isWebBuilt, WEB_DIST } from './web-files.ts';

export interface SynthesizeOptions {
  /** Folder of the assembly; the CDK chooses one if it is absent. */
  readonly outdir?: string | undefined;
  /** The `muster:` values of `context.ts`. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /** `deploy` synthesizes every stack and runs every check; `local` synthesizes the platform stack from cached bundles, without checks. */
  readonly purpose: 'deploy' | 'local';
}

export interface Synthesized {
  readonly outdir: string;
  /** Path of the platform stack's template. `Muster.assets.json` beside it names the folder of each function's code. */
  readonly template: string;
}

/** The functions that sort and write files with DuckDB. */
const NEEDS_DUCKDB: ReadonlySet<FunctionName> = new Set(['export-worker']);

/** @throws InvalidContext, or the error of esbuild or of the CDK */
export async function synthesize(options: SynthesizeOptions): Promise<Synthesized> {
  if (options.purpose === 'local') return await assemble(options, Promise.resolve(await cachedBundles()));
  const bundles = await mkdtemp(join(tmpdir(), 'muster-bundles-'));
  try {
    return await assemble(
      options,
      bundleFunctions(bundles, { purpose: 'deploy' }).then(() => bundles),
    );
  } finally {
    await rm(bundles, { recursive: true, force: true });
  }
}

async function assemble({ outdir, context, purpose }: SynthesizeOptions, bundling: Promise<string>): Promise<Synthesized> {
  const [bundles, { Code }, { buildApp, PLATFORM_STACK }, { READ_ACTIONS }] = await Promise.all([
    bundling,
    import('aws-cdk-lib/aws-lambda'),
    import('./app.ts'),
    import('../shared/clouds/aws/role-policies.ts'),
  ]);
  const code: FunctionCode = (name, architecture) => {
    const folder = join(bundles, name);
    if (purpose === 'deploy' && NEEDS_DUCKDB.has(name)) putBinding(folder, architecture);
    return Code.fromAsset(folder);
  };
  const app = buildApp({
    outdir,
    context,
    code,
    webFiles: builtWeb,
    readActions: READ_ACTIONS,
    memberStacks: purpose === 'deploy',
    validate: purpose === 'deploy',
  });
  if (purpose === 'deploy') (await import('./checks.ts')).addChecks(app);
  const assembly = app.synth();
  return { outdir: assembly.directory, template: assembly.getStackByName(PLATFORM_STACK).templateFullPath };
}

const BUILD_WEB = fileURLToPath(new URL('../bin/build-web.ts', import.meta.url));

/** @throws InvalidContext if the dashboard cannot be built */
function builtWeb(): string {
  if (isWebBuilt()) return WEB_DIST;
  const { status } = spawnSync(process.execPath, [BUILD_WEB], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new InvalidContext('The dashboard cannot be built: mend what is said above, or leave muster:web out.');
  return WEB_DIST;
}
