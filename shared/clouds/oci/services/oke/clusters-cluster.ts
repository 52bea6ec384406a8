import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const containerengine = callsOf('containerengine');

export default defineType({
  type: 'ClustersCluster',
  kind: 'container_cluster',
  list: containerengine.list('/clusters', 'inspect clusters'),
  describe: containerengine.read('/clusters/{id}', 'read clusters'),
  name: 'name',
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Vcn', 'vcnId'),
    inside('Subnet', 'endpointConfig.subnetId'),
    uses('NetworkSecurityGroup', 'endpointConfig.nsgIds[]'),
    uses('Key', 'kmsKeyId', 'imagePolicyConfig.keyDetails[].kmsKeyId'),
  ],
  volatile: ['availableKubernetesUpgrades'],
});
