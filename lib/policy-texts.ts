/** The texts of Muster's own policies as a file beside the API's bundle, which shows them with their tests and comments. */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { POLICY_TEXTS_FILE, policyIdOfFile } from '../shared/policies/policy-texts.ts';

const CLOUDS = fileURLToPath(new URL('../shared/clouds/', import.meta.url));

export async function writePolicyTexts(outdir: string): Promise<void> {
  const texts: Record<string, string> = {};
  for await (const file of glob('*/services/*/policies/*.yaml', { cwd: CLOUDS }))
    texts[policyIdOfFile(file)] = await readFile(join(CLOUDS, file), 'utf8');
  await writeFile(join(outdir, POLICY_TEXTS_FILE), gzipSync(JSON.stringify(texts), { level: 9 }));
}
