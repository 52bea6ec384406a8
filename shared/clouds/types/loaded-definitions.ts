/** The definitions of a service that is read by REST, loaded when the first of its types is read. */
import type { CloudService, TypeDefinition } from './definition.ts';

export interface LoadedDefinitions {
  readonly service: CloudService;
  readonly types: readonly TypeDefinition[];
}
