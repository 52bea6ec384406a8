import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const filestorage = callsOf('filestorage');

export default defineType({
  type: 'FileSystem',
  kind: 'disk',
  list: filestorage.list('/fileSystems', 'inspect file-systems', {
    query: { compartmentId: '{compartment}', availabilityDomain: '{availabilityDomain}' },
  }),
  relationships: [inside('Compartment', 'compartmentId'), uses('Key', 'kmsKeyId')],
  volatile: ['meteredBytes', 'quotaEnforcementState', 'replicationSourceCount'],
});
