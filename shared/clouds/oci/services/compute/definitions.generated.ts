/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import instanceType from './instance.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [instanceType] };
