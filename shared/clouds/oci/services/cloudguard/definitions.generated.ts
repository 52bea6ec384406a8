/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import cloudGuardConfigurationType from './cloud-guard-configuration.ts';
import cloudGuardTargetType from './cloud-guard-target.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [cloudGuardConfigurationType, cloudGuardTargetType] };
