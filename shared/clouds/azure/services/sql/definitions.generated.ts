/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import databasesType from './databases.ts';
import elasticPoolsType from './elastic-pools.ts';
import serversType from './servers.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [databasesType, elasticPoolsType, serversType] };
