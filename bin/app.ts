/** The CDK CLI runs this file: it synthesizes every stack into the folder that the CLI names. */
import { InvalidContext } from '../lib/invalid-context.ts';
import { synthesize } from '../lib/synthesize.ts';

try {
  await synthesize({ outdir: process.env['CDK_OUTDIR'], purpose: 'deploy' });
} catch (error) {
  if (!(error instanceof InvalidContext)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
