import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const filestorage = callsOf('filestorage');

export default defineType({
  type: 'MountTarget',
  kind: 'other',
  list: filestorage.list('/mountTargets', 'inspect mount-targets', {
    query: { compartmentId: '{compartment}', availabilityDomain: '{availabilityDomain}' },
  }),
  relationships: [inside('Compartment', 'compartmentId'), inside('Subnet', 'subnetId'), uses('NetworkSecurityGroup', 'nsgIds[]')],
});
