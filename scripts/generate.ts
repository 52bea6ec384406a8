/**
 * Writes every generated file: `npm run generate`. Each has a function that makes its text, so that tests can say
 * when it is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DOCUMENT, withTable } from '../bin/commands/run/settings-table.ts';
import { generatedRegions } from './aws-regions.ts';
import { generatedSamples } from './generate-samples.ts';
import { generatedKnownFields } from './generate-known-fields.ts';
import { generatedFrameworks, generatedPolicies, generatedSchema } from './generate-policies.ts';

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
};

await write('shared/clouds/aws/regions.generated.ts', await generatedRegions());
for (const { path, text } of generatedSamples()) await write(path, text);
await write('shared/policies/known-fields.generated.ts', await generatedKnownFields());
await write('shared/policies/frameworks.generated.ts', generatedFrameworks());
await write('shared/policies/policies.generated.ts', generatedPolicies());
await write('shared/policies/policy.schema.json', generatedSchema());
await write(DOCUMENT, withTable(await readFile(new URL(`../${DOCUMENT}`, import.meta.url), 'utf8')));
// The one generated file that the formatter goes over: JSON has no comment to keep it off.
spawnSync('oxfmt', ['shared/policies/policy.schema.json'], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' });
