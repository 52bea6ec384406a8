/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import clustersClusterType from './clusters-cluster.ts';
import nodePoolType from './node-pool.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [clustersClusterType, nodePoolType] };
