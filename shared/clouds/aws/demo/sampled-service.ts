/** A service as the answerer needs it: its definitions and its samples. No client of the SDK is loaded for it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceDefinition, TypeDefinition } from '../types/definition.ts';
import { bindingsOf, type Binding } from './calls.ts';
import type { Quirks } from './sample-file.ts';
import type { ServiceSamples } from './samples.ts';

export interface SampledService {
  readonly definition: ServiceDefinition;
  readonly types: readonly TypeDefinition[];
  readonly quirks: Quirks;
  /** By operation. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
}

/** Reads the definitions in the service's folder: `service.ts` and one file for each type. */
export async function sampledService(folder: string, id: string, { quirks }: ServiceSamples): Promise<SampledService> {
  const files = (await readdir(join(folder, id))).filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts')).toSorted();
  const load = async (file: string): Promise<unknown> =>
    ((await import(pathToFileURL(join(folder, id, file)).href)) as { readonly default: unknown }).default;
  const definition = (await load('service.ts')) as ServiceDefinition;
  const types = (await Promise.all(files.filter((file) => file !== 'service.ts').map(load))) as readonly TypeDefinition[];
  return { definition, types, quirks, bindings: bindingsOf(types) };
}
