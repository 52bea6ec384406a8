/**
 * Mount targets of a region's file systems: the subnets in which each can be mounted. EFS lists them by file system alone. Their security groups are
 * those of the network interface.
 */
import { defineType, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EFS::MountTarget',
  kind: 'network_interface',
  parents: 'AWS::EFS::FileSystem',
  list: paged('DescribeMountTargets', 'MountTargets', { MaxItems: 100 }, { from: { FileSystemId: 'FileSystemId' } }),
  only: { path: 'LifeCycleState', not: ['deleted'] },
  id: 'MountTargetId',
  relationships: [
    inside('AWS::EFS::FileSystem', 'FileSystemId'),
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    uses('AWS::EC2::NetworkInterface', 'NetworkInterfaceId'),
  ],
});
