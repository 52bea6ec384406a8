/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import actionGroupsType from './action-groups.ts';
import activityLogAlertsType from './activity-log-alerts.ts';
import componentsType from './components.ts';
import logProfilesType from './log-profiles.ts';
import workspacesType from './workspaces.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [actionGroupsType, activityLogAlertsType, componentsType, logProfilesType, workspacesType] };
