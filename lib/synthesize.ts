/**
 * From sources to a cloud assembly, for the CDK CLI (`bin/app.ts`) and for the local platform, which needs no CLI. This
 * module loads nothing heavy itself: esbuild works in a process of its own while the CDK is being loaded.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from './bundle.ts';
import { cachedBundles } from './bundle-cache.ts';
import { putBinding } from './duckdb-binding.ts';
import type { FunctionCode, FunctionName } from './functions.ts';

export interface SynthesizeOptions {
  /** Folder of the assembly; the CDK's own choice if left out. */
  readonly outdir?: string | undefined;
  /** `muster:` values, see `context.ts`. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /** `deploy` has every stack and every check; `local` only the platform stack, unchecked, from cached bundles. */
  readonly purpose: 'deploy' | 'local';
}

export interface Synthesized {
  readonly outdir: string;
  /** Path of the platform stack's template. Beside it, `Muster.assets.json` says which folder each function's code is. */
  readonly template: string;
}

/** Functions that sort and write by DuckDB. */
const NEEDS_DUCKDB: ReadonlySet<FunctionName> = new Set(['export-worker']);

/** @throws InvalidContext, or what esbuild and the CDK say of the sources */
export async function synthesize(options: SynthesizeOptions): Promise<Synthesized> {
  if (options.purpose === 'local') return await assemble(options, cachedBundles());
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
    import('./read-actions.ts'),
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
    readActions: READ_ACTIONS,
    memberStacks: purpose === 'deploy',
    validate: purpose === 'deploy',
  });
  if (purpose === 'deploy') (await import('./checks.ts')).addChecks(app);
  const assembly = app.synth();
  return { outdir: assembly.directory, template: assembly.getStackByName(PLATFORM_STACK).templateFullPath };
}
