/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import assessmentsType from './assessments.ts';
import autoProvisioningSettingsType from './auto-provisioning-settings.ts';
import pricingsType from './pricings.ts';
import securityContactsType from './security-contacts.ts';
import settingsType from './settings.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [assessmentsType, autoProvisioningSettingsType, pricingsType, securityContactsType, settingsType] };
