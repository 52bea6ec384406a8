/**
 * Writes every generated file: `npm run generate`. Each has a function that makes its text, so that tests can say
 * when it is stale.
 */
import { writeFile } from 'node:fs/promises';
import { generatedRegions } from './aws-regions.ts';
import { generatedKnownFields } from './generate-known-fields.ts';

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
};

await write('shared/clouds/aws/regions.generated.ts', await generatedRegions());
// Before the policies, which are checked against them.
await write('shared/policies/known-fields.generated.ts', await generatedKnownFields());
