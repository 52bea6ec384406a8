import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const database = callsOf('database');

export default defineType({
  type: 'DbSystem',
  kind: 'database',
  list: database.list('/dbSystems', 'inspect db-systems'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Subnet', 'subnetId', 'backupSubnetId'),
    uses('NetworkSecurityGroup', 'nsgIds[]'),
    uses('Key', 'kmsKeyId'),
  ],
});
