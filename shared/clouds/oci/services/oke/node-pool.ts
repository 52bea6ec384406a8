import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const containerengine = callsOf('containerengine');

export default defineType({
  type: 'NodePool',
  kind: 'other',
  list: containerengine.list('/nodePools', 'inspect cluster-node-pools'),
  describe: containerengine.read('/nodePools/{id}', 'read cluster-node-pools'),
  name: 'name',
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('ClustersCluster', 'clusterId'),
    inside('Subnet', 'nodeConfigDetails.placementConfigs[].subnetId'),
    uses('NetworkSecurityGroup', 'nodeConfigDetails.nsgIds[]'),
    uses('Key', 'nodeConfigDetails.kmsKeyId'),
  ],
  // Start-up scripts of nodes are in their metadata.
  keysOnly: ['nodeMetadata'],
});
