/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import locksType from './locks.ts';
import roleAssignmentsType from './role-assignments.ts';
import roleDefinitionsType from './role-definitions.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [locksType, roleAssignmentsType, roleDefinitionsType] };
