/**
 * Makes the registry of a provider whose types are read by REST, from the folders of its services: for each service the module of its
 * definitions, and for all of them the metadata and the loaders. Metadata is apart, so that nothing of a cloud is loaded before an account of it is read.
 */
import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Provider } from '../shared/ids.ts';
import type { ResourceType } from '../shared/clouds/resource-type.ts';
import type { CloudService, TypeDefinition } from '../shared/clouds/types/definition.ts';
import { metadataOf } from '../shared/clouds/types/metadata.ts';
import { type RestService, restTypeProblems } from './rest-type-problems.ts';
import { DefinitionProblem } from './definition-problem.ts';
import type { GeneratedFile } from './generate-types.ts';

const HEADER = '/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */\n';

/** The providers whose types are read by REST. */
export const REST_PROVIDERS = ['azure', 'oci'] as const satisfies readonly Provider[];

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @throws DefinitionProblem with one sentence for each problem of a definition */
export async function generatedRestTypes(provider: Provider, root = ROOT): Promise<readonly GeneratedFile[]> {
  const services = await restServices(provider, root);
  const problems = restTypeProblems(provider, services);
  if (problems.length > 0) throw new DefinitionProblem(problems);
  const folder = `shared/clouds/${provider}`;
  return [
    ...services.map((service): GeneratedFile => ({
      path: `${folder}/services/${service.service.id}/definitions.generated.ts`,
      text: definitionsModule(service),
    })),
    { path: `${folder}/types.generated.ts`, text: metadataModule(provider, services) },
    { path: `${folder}/readers.generated.ts`, text: readersModule(services) },
  ];
}

/** Every service of the provider, sorted by id, with its types sorted by file name. A file without a default export defines no type. */
export async function restServices(provider: Provider, root = ROOT): Promise<readonly RestService[]> {
  const base = `${root.replace(/\/$/, '')}/shared/clouds/${provider}/services`;
  const ids = globSync('*/service.ts', { cwd: base }).map((file) => file.split('/')[0] ?? '');
  return await Promise.all(ids.toSorted().map(async (id) => await restService(`${base}/${id}`)));
}

async function restService(folder: string): Promise<RestService> {
  const names = globSync('*.ts', { cwd: folder })
    .filter((file) => file !== 'service.ts' && !file.endsWith('.generated.ts'))
    .toSorted();
  const modules = await Promise.all(names.map(async (file) => ({ file, type: await defaultOf<TypeDefinition>(`${folder}/${file}`) })));
  const defined = modules.filter((each): each is { readonly file: string; readonly type: TypeDefinition } => each.type !== undefined);
  const service = await defaultOf<CloudService>(`${folder}/service.ts`);
  if (!service) throw new DefinitionProblem([`${folder}/service.ts exports no service as its default.`]);
  return { service, types: defined.map(({ type }) => type), files: defined.map(({ file }) => file) };
}

/** A file of a service exports the service or a type as its default: the checks of definitions say what does not fit. */
const defaultOf = async <T>(file: string): Promise<T | undefined> =>
  ((await import(pathToFileURL(file).href)) as { readonly default?: T }).default;

function definitionsModule({ files }: RestService): string {
  const types = files.map((file) => ({ file, name: variableOf(file) }));
  return [
    `${HEADER}import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';`,
    ...types.map(({ file, name }) => `import ${name} from './${file}';`),
    "import service from './service.ts';",
    '',
    `export const DEFINITIONS: LoadedDefinitions = { service, types: [${types.map(({ name }) => name).join(', ')}] };`,
    '',
  ].join('\n');
}

function metadataModule(provider: Provider, services: readonly RestService[]): string {
  const types: readonly ResourceType[] = services.flatMap(({ service, types: defined }) =>
    defined.map((type) => metadataOf(provider, service, type, defined, ({ permission = '' }) => permission)),
  );
  const name = provider.toUpperCase();
  return [
    `${HEADER}import type { ResourceType } from '../resource-type.ts';`,
    "import type { CloudService } from '../types/definition.ts';",
    '',
    `export const ${name}_SERVICES: Readonly<Record<string, CloudService>> = {`,
    ...services.map(({ service }) => `  '${service.id}': ${JSON.stringify(service)},`),
    '};',
    '',
    `export const ${name}_TYPES: readonly ResourceType[] = [`,
    ...types.map((type) => `  ${JSON.stringify(type)},`),
    '];',
    '',
  ].join('\n');
}

const readersModule = (services: readonly RestService[]): string =>
  [
    `${HEADER}import type { LoadedDefinitions } from '../types/loaded-definitions.ts';`,
    '',
    '/** By service id: loads the definitions of the service. */',
    'export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly DEFINITIONS: LoadedDefinitions }>>> = {',
    ...services.map(({ service: { id } }) => `  '${id}': async () => await import('./services/${id}/definitions.generated.ts'),`),
    '};',
    '',
  ].join('\n');

/** A variable name for a file: `virtual-machines.ts` → `virtualMachinesType`. The ending keeps it from being a reserved word. */
function variableOf(file: string): string {
  return `${file.replace(/\.ts$/, '').replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())}Type`;
}
