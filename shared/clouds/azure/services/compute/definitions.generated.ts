/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import diskAccessesType from './disk-accesses.ts';
import diskEncryptionSetsType from './disk-encryption-sets.ts';
import disksType from './disks.ts';
import imagesType from './images.ts';
import snapshotsType from './snapshots.ts';
import virtualMachineScaleSetsType from './virtual-machine-scale-sets.ts';
import virtualMachinesType from './virtual-machines.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [diskAccessesType, diskEncryptionSetsType, disksType, imagesType, snapshotsType, virtualMachineScaleSetsType, virtualMachinesType] };
