/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import exportType from './export.ts';
import fileSystemType from './file-system.ts';
import mountTargetType from './mount-target.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [exportType, fileSystemType, mountTargetType] };
