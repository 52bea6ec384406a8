/**
 * Writes every generated file: `npm run generate`. A function makes the text of each file, so that a test can compare it with
 * the file and fail if the file is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generatedFields } from './generate-fields.ts';
import { generatedTypes } from './generate-types.ts';

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
};

// The registry of types is written before any module is loaded that imports it: the old one may name files that no longer exist.
for (const { path, text } of [...(await generatedTypes()), ...(await generatedFields())]) await write(path, text);

const { DOCUMENT, withTable } = await import('../bin/commands/run/settings-table.ts');
const { DECLARED_ERRORS, generatedErrors } = await import('./aws-errors.ts');
const { generatedRegions } = await import('./aws-regions.ts');
const { generatedSamples } = await import('./generate-samples.ts');
const { generatedFrameworks, generatedPolicies, generatedSchema } = await import('./generate-policies.ts');

await write('shared/clouds/aws/regions.generated.ts', await generatedRegions());
for (const { path, text } of generatedSamples()) await write(path, text);
await write(DECLARED_ERRORS, await generatedErrors());
await write('shared/policies/frameworks.generated.ts', generatedFrameworks());
await write('shared/policies/policies.generated.ts', generatedPolicies());
await write('shared/policies/policy.schema.json', generatedSchema());
await write(DOCUMENT, withTable(await readFile(new URL(`../${DOCUMENT}`, import.meta.url), 'utf8')));
// The formatter checks this one generated file, because JSON has no comment that would exempt it.
spawnSync('oxfmt', ['shared/policies/policy.schema.json'], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' });
