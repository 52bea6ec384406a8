/**
 * Makes `fields.generated.ts` for each of OCI's services: the fields that the configs of its types may have, derived from the definitions and
 * the models of the calls that they name. Policies are checked against these fields. `npm run oci-fields`, after a change of a definition.
 *
 * The models are in Oracle's packages, which nothing else needs, so they have a package.json of their own in scripts/oci-fields, and the
 * result is committed.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiOf } from '../shared/clouds/oci/oci-transport.ts';
import { APIS } from '../shared/clouds/oci/apis.ts';
import type { Call, TypeDefinition } from '../shared/clouds/types/definition.ts';
import { FieldEncoder } from './rest-fields/encode.ts';
import { merged, type ObjectSchema, type Schema, schemaAt } from './rest-fields/schema.ts';
import { DefinitionProblem } from './definition-problem.ts';
import { fieldsModule, loadersModule } from './fields-module.ts';
import { ModelSchemas } from './oci-fields/model-schemas.ts';
import { restServices } from './rest-types.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PACKAGES = `${ROOT}scripts/oci-fields`;
const MADE_BY = "Made by scripts/oci-fields.ts from the models of Oracle's packages.";

/** @throws Error if npm fails */
function install(): void {
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', npm, { cwd: PACKAGES, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('npm ci failed in scripts/oci-fields; what it printed says why.');
}

/** The schema of the answer as the transport gives it. @throws TypeError if the call is in no package */
function answerOf(call: Call, models: ModelSchemas): Schema {
  const api = apiOf(call);
  const path = call.operation.replace(/^GET (?:\{[^}]*\})?/, '').replaceAll(/\{[^}]*\}/g, '{}');
  // Some packages write the version into each path, others into the endpoint.
  const paths = [path, path.replace(APIS[api].version, '')];
  const errors: TypeError[] = [];
  for (const each of paths) {
    try {
      const body = models.answer(api, each);
      return { kind: 'object', name: `answer of ${api} ${each}`, members: () => new Map([['body', body]]) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      errors.push(error);
    }
  }
  throw errors.at(-1) ?? new TypeError('no path');
}

const itemOf = (call: Call & { readonly path?: string; readonly items?: string }, models: ModelSchemas, whole = false): Schema => {
  const found = schemaAt(answerOf(call, models), call.items ?? call.path ?? '@');
  return found.kind === 'list' && !whole ? found.element() : found;
};

function schemaOf({ list, describe, details = {}, joins = {} }: TypeDefinition, models: ModelSchemas): Schema {
  if (list.kind === 'custom' || describe?.kind === 'batch') throw new TypeError('a custom list or a batch has no schema');
  const item = itemOf(list, models);
  const described = describe ? merged(item, itemOf(describe, models)) : item;
  const fields = new Map<string, Schema>();
  for (const [field, call] of Object.entries(details)) fields.set(field, itemOf(call, models, true));
  for (const [field, { list: joined, many }] of Object.entries(joins)) {
    const element = itemOf(joined, models);
    fields.set(field, many ? { kind: 'list', element: () => element } : element);
  }
  return merged(described, { kind: 'object', name: 'details', members: () => fields } satisfies ObjectSchema);
}

async function generate(): Promise<void> {
  const models = new ModelSchemas(`${PACKAGES}/node_modules`);
  const problems: string[] = [];
  const services = await restServices('oci');
  const modules = services.map(({ service, types }) => {
    const encoder = new FieldEncoder();
    const roots = types.map((type) => {
      try {
        return [type.type, encoder.root(type, schemaOf(type, models))] as const;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        problems.push(`${type.type}: ${error.message}.`);
        return [type.type, {}] as const;
      }
    });
    return { id: service.id, text: fieldsModule(MADE_BY, { types: Object.fromEntries(roots), shapes: encoder.shapes() }) };
  });
  if (problems.length > 0) throw new DefinitionProblem(problems);
  for (const { id, text } of modules) writeFileSync(`${ROOT}shared/clouds/oci/services/${id}/fields.generated.ts`, text);
  const loaders = loadersModule(
    MADE_BY,
    modules.map(({ id }) => id),
  );
  writeFileSync(`${ROOT}shared/clouds/oci/fields.generated.ts`, loaders);
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
