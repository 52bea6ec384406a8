/**
 * Makes `fields.generated.ts` for each of Azure's services: the fields that the configs of its types may have, derived from the definitions
 * and the schemas of the calls that they name. Policies are checked against these fields. `npm run azure-fields`, after a change of a definition.
 *
 * The schemas are in packages that nothing else needs, some of them not the newest, so they have a package.json of their own in
 * scripts/azure-fields (390 MB when installed), and the result is committed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArmSchemas } from './azure-fields/arm-schemas.ts';
import { ConfigSchemas } from './azure-fields/config-schema.ts';
import { FieldEncoder } from './rest-fields/encode.ts';
import { GraphSchemas } from './azure-fields/graph-schemas.ts';
import { DefinitionProblem } from './definition-problem.ts';
import { fieldsModule, loadersModule } from './fields-module.ts';
import { restServices } from './rest-types.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PACKAGES = `${ROOT}scripts/azure-fields`;
const MADE_BY = "Made by scripts/azure-fields.ts from the schemas of Azure's packages.";

/** Installs the packages unless the installed ones are those of the lock. @throws Error if npm fails */
function install(): void {
  const lock = createHash('sha256')
    .update(readFileSync(`${PACKAGES}/package-lock.json`))
    .digest('hex');
  const installed = `${PACKAGES}/node_modules/.installed`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', npm, { cwd: PACKAGES, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci failed in scripts/azure-fields; what it printed says why.`);
  writeFileSync(installed, lock);
}

async function generate(): Promise<void> {
  const schemas = new ConfigSchemas(
    await ArmSchemas.load(`${PACKAGES}/node_modules/@azure`),
    new GraphSchemas(`${PACKAGES}/node_modules/@microsoft/microsoft-graph-types/microsoft-graph.d.ts`),
  );
  const services = await restServices('azure');
  const problems: string[] = [];
  const modules = services.map(({ service, types }) => {
    const encoder = new FieldEncoder();
    const roots = types.map((type) => {
      try {
        return [type.type, encoder.root(type, schemas.of(type))] as const;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        problems.push(`${type.type}: ${error.message}.`);
        return [type.type, {}] as const;
      }
    });
    return { id: service.id, text: fieldsModule(MADE_BY, { types: Object.fromEntries(roots), shapes: encoder.shapes() }) };
  });
  if (problems.length > 0) throw new DefinitionProblem(problems);
  for (const { id, text } of modules) writeFileSync(`${ROOT}shared/clouds/azure/services/${id}/fields.generated.ts`, text);
  writeFileSync(
    `${ROOT}shared/clouds/azure/fields.generated.ts`,
    loadersModule(
      MADE_BY,
      modules.map(({ id }) => id),
    ),
  );
  process.stdout.write(`The fields of ${String(services.flatMap(({ types }) => types).length)} types are written.\n`);
}

try {
  install();
  await generate();
} catch (error) {
  if (!(error instanceof DefinitionProblem)) throw error;
  process.stderr.write(`These definitions have to be mended first:\n${error.message}\n`);
  process.exitCode = 1;
}
