/** Describes an API for the answerer: the definitions of the services that answer through it. It loads no client of the SDK. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceDefinition, TypeDefinition } from '../types/definition.ts';
import { AWS_SERVICES } from '../types.generated.ts';
import { bindingsOf, type Binding, type OwnedType } from '../../demo/bindings.ts';
import type { Quirks } from '../../demo/sample-file.ts';

export interface SampledService {
  readonly definition: ServiceDefinition;
  readonly types: readonly OwnedType[];
  readonly quirks: Quirks;
  /** The calls that the API answers, by operation. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
}

/**
 * Reads the definitions of the service and of services that answer through its API, as Neptune does through RDS's. `api` is the API whose calls
 * are answered: the service's own, or another one, such as that of tags, which answers for every service that calls it.
 */
export async function sampledService(folder: string, id: string, quirks: Quirks, api = id): Promise<SampledService> {
  const uses = (other: ServiceDefinition): boolean => (api === id ? other.id === id || other.api === id : isAmong(other.apis, api));
  const ids = Object.values(AWS_SERVICES)
    .filter(uses)
    .map((other) => other.id);
  const types = (await Promise.all(ids.map((each) => typesOf(folder, each)))).flat();
  const definition = (await load(join(folder, id, 'service.ts'))) as ServiceDefinition;
  return { definition, types, quirks, bindings: bindingsOf(types, (call) => (call.api ?? id) === api) };
}

const isAmong = (apis: ServiceDefinition['apis'] = [], api: string): boolean => apis.some((other) => other.id === api);

/** Reads the service's type definitions, one from each file. */
async function typesOf(folder: string, service: string): Promise<readonly OwnedType[]> {
  const files = await readdir(join(folder, service));
  const names = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts') && file !== 'service.ts').toSorted();
  return await Promise.all(names.map(async (name) => ({ service, type: (await load(join(folder, service, name))) as TypeDefinition })));
}

const load = async (file: string): Promise<unknown> => ((await import(pathToFileURL(file).href)) as { readonly default: unknown }).default;
