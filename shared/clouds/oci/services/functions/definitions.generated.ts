/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import functionsApplicationType from './functions-application.ts';
import functionsFunctionType from './functions-function.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [functionsApplicationType, functionsFunctionType] };
