/** The thread that synthesizes the template and ends, so that the CDK's memory is freed. It posts `{template}` or `{error}`. */
import { parentPort, workerData } from 'node:worker_threads';
import { synthesize } from '../../lib/synthesize.ts';
import { messageOf } from './user-error.ts';

const { outdir, context } = workerData as { readonly outdir: string; readonly context: Readonly<Record<string, unknown>> };
try {
  const { template } = await synthesize({ outdir, context, purpose: 'local' });
  parentPort?.postMessage({ template });
} catch (error) {
  parentPort?.postMessage({ error: messageOf(error) });
}
