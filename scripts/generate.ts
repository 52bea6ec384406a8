/**
 * Writes every generated file: `npm run generate`. A function makes the text of each file, so that a test can compare it with
 * the file and fail if the file is stale.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DefinitionProblem } from './definition-problem.ts';
import { generatedFields } from './generate-fields.ts';
import { generatedTypes } from './generate-types.ts';
import { generatedRestTypes, REST_PROVIDERS } from './rest-types.ts';

const ROOT = new URL('../', import.meta.url);
const SCHEMA = 'shared/policies/policy.schema.json';

const changed: string[] = [];

async function write(path: string, text: string): Promise<void> {
  const url = new URL(path, ROOT);
  if (text === (await readFile(url, 'utf8').catch(() => undefined))) return;
  await mkdir(new URL('.', url), { recursive: true });
  await writeFile(url, text);
  changed.push(path);
}

async function generate(): Promise<void> {
  // The registry of types is written before any module is loaded that imports it: the old one may name files that no longer exist.
  const ofRest = await Promise.all(REST_PROVIDERS.map(async (provider) => await generatedRestTypes(provider)));
  for (const { path, text } of [...(await generatedTypes()), ...(await generatedFields()), ...ofRest.flat()]) await write(path, text);

  const { generatedRpc } = await import('./generate-rpc.ts');
  for (const { path, text } of generatedRpc()) await write(path, text);

  const { DOCUMENT, withSettings } = await import('./settings-document.ts');
  const { DECLARED_ERRORS, generatedErrors } = await import('./aws-errors.ts');
  const { generatedRegions } = await import('./aws-regions.ts');
  const { generatedOciRegions } = await import('./oci-regions.ts');
  const { generatedSamples } = await import('./generate-samples.ts');
  const { generatedDetails, generatedFrameworks, generatedPolicies, generatedSchema, readFrameworks, readPolicies } =
    await import('./generate-policies.ts');

  await write('shared/clouds/aws/regions.generated.ts', await generatedRegions());
  await write('shared/clouds/oci/regions.generated.ts', await generatedOciRegions());
  for (const { path, text } of generatedSamples()) await write(path, text);
  const { generatedTypeList, TYPE_LIST } = await import('./generate-type-list.ts');
  await write(TYPE_LIST, generatedTypeList());
  await write(DECLARED_ERRORS, await generatedErrors());
  await write('shared/policies/frameworks.generated.ts', generatedFrameworks());
  const { generatedPolicyList, POLICY_LIST, README, readmeWithTables } = await import('./generate-policy-list.ts');
  const [policies, frameworks] = [readPolicies(), readFrameworks()];
  await write(POLICY_LIST, generatedPolicyList(policies, frameworks));
  await write(README, readmeWithTables(await readFile(new URL(README, ROOT), 'utf8'), policies, frameworks));
  await write('shared/policies/policies.generated.ts', generatedPolicies());
  await write('shared/policies/details-of-policies.generated.ts', generatedDetails());
  const { generatedCallTable, CALL_TABLE } = await import('./generate-call-table.ts');
  await write(CALL_TABLE, await generatedCallTable());
  await write(SCHEMA, formatted(generatedSchema()));
  await write(DOCUMENT, withSettings(await readFile(new URL(DOCUMENT, ROOT), 'utf8')));
}

/** The formatter checks this one generated file, because JSON has no comment that would exempt it. */
function formatted(json: string): string {
  const cwd = fileURLToPath(ROOT);
  const { stdout, status } = spawnSync('oxfmt', [`--stdin-filepath=${SCHEMA}`], { cwd, input: json, encoding: 'utf8' });
  if (status !== 0) throw new Error(`oxfmt could not format ${SCHEMA}.`);
  return stdout;
}

try {
  await generate();
  process.stdout.write(
    changed.length === 0 ? 'Every generated file is as it should be.\n' : changed.map((path) => `wrote ${path}\n`).join(''),
  );
} catch (error) {
  if (!(error instanceof DefinitionProblem)) throw error;
  process.stderr.write(`These files have to be mended first:\n${error.message}\n`);
  process.exitCode = 1;
}
