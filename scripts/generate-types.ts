/**
 * Makes the registry of AWS types from the folders of `shared/clouds/aws/services/`: for each service the module that
 * imports its SDK commands and types (`sdk.generated.ts`), and for all of them the metadata and the loaders. Every
 * definition is checked against the SDK first.
 */
import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ResourceType } from '../shared/clouds/resource-type.ts';
import { callsOf } from '../shared/clouds/types/calls-of.ts';
import { checkType } from '../shared/clouds/aws/types/check-type.ts';
import type { Call, ServiceDefinition, TypeDefinition } from '../shared/clouds/aws/types/definition.ts';
import type { SendingClient, ClientClass, CommandClass, LoadedService } from '../shared/clouds/aws/types/loaded-service.ts';
import { commandName, permissionOf } from '../shared/clouds/aws/types/permission-of.ts';
import { callsOfService } from '../shared/clouds/aws/types/service-calls.ts';
import { SERVICE_MEMBERS, unknownServiceMembers } from '../shared/clouds/aws/types/service-members.ts';
import { DefinitionProblem } from './definition-problem.ts';
import { metadataOf } from '../shared/clouds/types/metadata.ts';

export const SERVICES_FOLDER = 'shared/clouds/aws/services';

const HEADER = '/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */\n';

export interface ServiceFolder {
  readonly loaded: LoadedService;
  /** Names of the files that define the service's types. */
  readonly files: readonly string[];
}

export interface GeneratedFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

/** @throws DefinitionProblem with one sentence for each problem of a definition */
export async function generatedTypes(root = fileURLToPath(new URL('..', import.meta.url))): Promise<readonly GeneratedFile[]> {
  const folders = await serviceFolders(root);
  const problems = folders.flatMap(({ loaded }) => [...checkService(loaded), ...loaded.types.flatMap((type) => checkType(type, loaded))]);
  if (problems.length > 0) throw new DefinitionProblem(problems);
  return [
    ...folders.map((folder): GeneratedFile => ({
      path: `${SERVICES_FOLDER}/${folder.loaded.service.id}/sdk.generated.ts`,
      text: sdkModule(folder),
    })),
    ...registryModules(folders),
  ];
}

/** The modules of a registry that holds these services and no others. */
export const registryModules = (folders: readonly ServiceFolder[]): readonly GeneratedFile[] => [
  { path: 'shared/clouds/aws/types.generated.ts', text: metadataModule(folders) },
  { path: 'shared/clouds/aws/readers.generated.ts', text: readersModule(folders) },
];

/** Every service, sorted by id, with its types sorted by file name. */
export async function serviceFolders(root: string): Promise<readonly ServiceFolder[]> {
  const base = `${root.replace(/\/$/, '')}/${SERVICES_FOLDER}`;
  const ids = globSync('*/service.ts', { cwd: base }).map((file) => file.split('/')[0] ?? '');
  return await Promise.all(ids.toSorted().map(async (id) => await serviceFolder(`${base}/${id}`)));
}

async function serviceFolder(folder: string): Promise<ServiceFolder> {
  const files = globSync('*.ts', { cwd: folder })
    .filter((file) => file !== 'service.ts' && !file.endsWith('.generated.ts'))
    .toSorted();
  const service = await defaultOf<ServiceDefinition>(`${folder}/service.ts`);
  const types = await Promise.all(files.map(async (file) => await defaultOf<TypeDefinition>(`${folder}/${file}`)));
  return { loaded: await loadService(service, types), files };
}

/** The service with these types, and the parts of the SDK that they name. */
async function loadService(service: ServiceDefinition, types: readonly TypeDefinition[]): Promise<LoadedService> {
  const sdk = (await import(service.sdk)) as Sdk;
  const others = await Promise.all((service.apis ?? []).map(async (api) => [api, (await import(api.sdk)) as Sdk] as const));
  const commands = Object.fromEntries(
    packagesOf(service, types).flatMap(({ api, sdk: name, operations }) => {
      const commandsOf = name === service.sdk ? sdk : others.find(([other]) => other.sdk === name)?.[1];
      const known = operations.filter((operation) => typeof commandsOf?.[`${operation}Command`] === 'function');
      return known.map((operation) => [commandName({ ...api, operation }), commandsOf?.[`${operation}Command`] as CommandClass]);
    }),
  );
  const apis = Object.fromEntries(others.map(([{ id, client }, of]) => [id, of[client] as ClientClass<SendingClient>]));
  return { service, client: sdk[service.client] as ClientClass<SendingClient>, ...(others.length > 0 && { apis }), commands, types };
}

type Sdk = Readonly<Record<string, unknown>>;

/** The SDK packages of the service and of its other APIs, each with the operations that the types call. */
function packagesOf(service: ServiceDefinition, types: readonly TypeDefinition[]) {
  const calls = [...types.flatMap(callsOf), ...callsOfService(service)];
  return [service, ...(service.apis ?? [])].map((of) => {
    const own = calls.filter(({ api }) => (api ?? service.id) === of.id);
    const operations = [...new Set(own.map(({ operation }) => operation))].toSorted();
    return { api: of === service ? {} : { api: of.id }, sdk: of.sdk, client: of.client, operations };
  });
}

const defaultOf = async <T>(file: string): Promise<T> => ((await import(pathToFileURL(file).href)) as { readonly default: T }).default;

function checkService({ service, client, apis = {}, types }: LoadedService): readonly string[] {
  return [
    ...unknownServiceMembers(service).map(
      (member) => `${service.id}: a service has no member ${member}; it may have ${Object.keys(SERVICE_MEMBERS).join(', ')}.`,
    ),
    ...(typeof client === 'function' ? [] : [`${service.id}: ${service.sdk} has no client ${service.client}.`]),
    ...(service.apis ?? [])
      .filter(({ id }) => typeof apis[id] !== 'function')
      .map((api) => `${service.id}: ${api.sdk} has no client ${api.client}.`),
    ...(types.length > 0 ? [] : [`${service.id}: the folder has a service.ts and no type beside it.`]),
  ];
}

function sdkModule({ loaded: { service, commands, types: definitions }, files }: ServiceFolder): string {
  const packages = packagesOf(service, definitions).map((each) => ({
    ...each,
    operations: each.operations.map((operation) => ({ operation, name: commandName({ ...each.api, operation }) })),
  }));
  const names = packages.flatMap(({ operations }) => operations).filter(({ name }) => Object.hasOwn(commands, name));
  const types = files.map((file) => ({ file, name: variableOf(file) }));
  // Two of its APIs may have one package: the same API in another region.
  const imports = [...Map.groupBy(packages, ({ sdk }) => sdk)].map(([sdk, of]) => {
    const clients = new Set(of.map(({ client }) => client));
    return `import { ${[...clients, ...of.flatMap(({ operations }) => operations.map(importOf))].join(', ')} } from '${sdk}';`;
  });
  return [
    `${HEADER}${imports.join('\n')}`,
    "import type { LoadedService } from '../../types/loaded-service.ts';",
    ...types.map(({ file, name }) => `import ${name} from './${file}';`),
    "import service from './service.ts';",
    '',
    'export const sdk = {',
    '  service,',
    `  client: ${service.client},`,
    ...(service.apis ? [`  apis: { ${service.apis.map(({ id, client }) => `${id}: ${client}`).join(', ')} },`] : []),
    `  commands: { ${names.map(({ operation, name }) => (name === operation ? `${name}: ${name}Command` : `'${name}': ${aliasOf(name)}`)).join(', ')} },`,
    `  types: [${types.map(({ name }) => name).join(', ')}],`,
    '  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.',
    '} as unknown as LoadedService;',
    '',
  ].join('\n');
}

interface NamedOperation {
  readonly operation: string;
  /** Its command's name among those of the service. */
  readonly name: string;
}

/** An API of another package may have an operation of the same name, so its commands are imported under other names. */
const importOf = ({ operation, name }: NamedOperation): string =>
  name === operation ? `${operation}Command` : `${operation}Command as ${aliasOf(name)}`;

const aliasOf = (name: string): string => `${name.replace('.', '')}Command`;

/** A refused call of any type may lead to the calls of the service itself. */
function resourceTypeOf(type: TypeDefinition, { service, types }: LoadedService): ResourceType {
  const needs = (call: Call): string => permissionOf(service, call);
  const metadata = metadataOf('aws', service, type, types, needs);
  return { ...metadata, permissions: [...new Set([...metadata.permissions, ...callsOfService(service).map(needs)])] };
}

function metadataModule(folders: readonly ServiceFolder[]): string {
  const types = folders.flatMap(({ loaded }) => loaded.types.map((type) => resourceTypeOf(type, loaded)));
  return [
    `${HEADER}import type { ResourceType } from '../resource-type.ts';`,
    "import type { ServiceDefinition } from './types/definition.ts';",
    '',
    'export const AWS_SERVICES: Readonly<Record<string, ServiceDefinition>> = {',
    ...folders.map(({ loaded }) => `  '${loaded.service.id}': ${JSON.stringify(loaded.service)},`),
    '};',
    '',
    'export const AWS_TYPES: readonly ResourceType[] = [',
    ...types.map((type) => `  ${JSON.stringify(type)},`),
    '];',
    '',
  ].join('\n');
}

function readersModule(folders: readonly ServiceFolder[]): string {
  return [
    `${HEADER}import type { LoadedService } from './types/loaded-service.ts';`,
    '',
    '/** By service id: loads the SDK client, commands and definitions of the service. */',
    'export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly sdk: LoadedService }>>> = {',
    ...folders.map(
      ({ loaded: { service } }) => `  '${service.id}': async () => await import('./services/${service.id}/sdk.generated.ts'),`,
    ),
    '};',
    '',
  ].join('\n');
}

/** A variable name for a file: `db-instance.ts` → `dbInstanceType`. The ending keeps it from being a reserved word (`function.ts`). */
function variableOf(file: string): string {
  return `${file.replace(/\.ts$/, '').replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())}Type`;
}
