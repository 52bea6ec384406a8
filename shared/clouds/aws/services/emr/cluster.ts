/**
 * Clusters of a region that are not terminated, with their master nodes. Passwords of Kerberos and the arguments of applications are not stored, and of
 * configurations the names alone, because values may be secrets.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

/** EMR goes on listing terminated clusters for two months. */
const ALIVE = ['STARTING', 'BOOTSTRAPPING', 'RUNNING', 'WAITING', 'TERMINATING'];
const NODES = { InstanceStates: ['PROVISIONING', 'BOOTSTRAPPING', 'RUNNING'] };

export default defineType({
  type: 'AWS::EMR::Cluster',
  kind: 'data_pipeline',
  list: paged('ListClusters', 'Clusters', { ClusterStates: ALIVE }),
  describe: read('DescribeCluster', { ClusterId: 'Id' }, 'Cluster'),
  id: 'Id',
  nativeId: 'ClusterArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'Ec2InstanceAttributes.Ec2SubnetId'),
    uses(
      'AWS::EC2::SecurityGroup',
      'Ec2InstanceAttributes.EmrManagedMasterSecurityGroup',
      'Ec2InstanceAttributes.EmrManagedSlaveSecurityGroup',
      'Ec2InstanceAttributes.ServiceAccessSecurityGroup',
      'Ec2InstanceAttributes.AdditionalMasterSecurityGroups[]',
      'Ec2InstanceAttributes.AdditionalSlaveSecurityGroups[]',
    ),
    uses('AWS::IAM::Role', 'ServiceRole', 'AutoScalingRole'),
    uses('AWS::EMR::SecurityConfiguration', 'SecurityConfiguration'),
    usesKey('LogEncryptionKmsKeyId', 'MonitoringConfiguration.CloudWatchLogConfiguration.EncryptionKeyArn'),
  ],
  details: {
    // A cluster has its nodes in groups or in fleets, and EMR refuses the question for the other.
    MasterInstances: readAll('ListInstances', { ClusterId: 'Id' }, 'Instances', {
      input: { InstanceGroupTypes: ['MASTER'], ...NODES },
      when: { path: 'InstanceCollectionType', is: ['INSTANCE_GROUP'] },
    }),
    MasterFleetInstances: readAll('ListInstances', { ClusterId: 'Id' }, 'Instances', {
      input: { InstanceFleetType: 'MASTER', ...NODES },
      when: { path: 'InstanceCollectionType', is: ['INSTANCE_FLEET'] },
    }),
  },
  // The state follows the steps that the cluster runs.
  volatile: ['Status', 'NormalizedInstanceHours', 'MasterInstances[].Status', 'MasterFleetInstances[].Status'],
  drop: [
    'KerberosAttributes.KdcAdminPassword',
    'KerberosAttributes.CrossRealmTrustPrincipalPassword',
    'KerberosAttributes.ADDomainJoinPassword',
    'Applications[].Args',
    'Configurations[].Configurations',
  ],
  keysOnly: ['Applications[].AdditionalInfo', 'Configurations[].Properties'],
});
