/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import certificatesType from './certificates.ts';
import keysType from './keys.ts';
import managedHsmKeysType from './managed-hsm-keys.ts';
import managedHsmsType from './managed-hsms.ts';
import secretsType from './secrets.ts';
import vaultsType from './vaults.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [certificatesType, keysType, managedHsmKeysType, managedHsmsType, secretsType, vaultsType] };
