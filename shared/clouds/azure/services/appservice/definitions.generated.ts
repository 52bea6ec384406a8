/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import plansType from './plans.ts';
import sitesType from './sites.ts';
import slotsType from './slots.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [plansType, sitesType, slotsType] };
