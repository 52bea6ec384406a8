/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import blobServicesType from './blob-services.ts';
import containersType from './containers.ts';
import fileServicesType from './file-services.ts';
import queueServicesType from './queue-services.ts';
import sharesType from './shares.ts';
import storageAccountsType from './storage-accounts.ts';
import tableServicesType from './table-services.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [blobServicesType, containersType, fileServicesType, queueServicesType, sharesType, storageAccountsType, tableServicesType] };
