/** File systems of a region: FSx for Windows, Lustre, ONTAP and OpenZFS. */
import { defineType, inside, paged, tag, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::FSx::FileSystem',
  kind: 'file_system',
  list: paged('DescribeFileSystems', 'FileSystems'),
  id: 'FileSystemId',
  nativeId: 'ResourceARN',
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses('AWS::EC2::NetworkInterface', 'NetworkInterfaceIds[]'),
    uses('AWS::EC2::RouteTable', 'OntapConfiguration.RouteTableIds[]', 'OpenZFSConfiguration.RouteTableIds[]'),
    uses('AWS::DirectoryService::Directory', 'WindowsConfiguration.ActiveDirectoryId'),
    uses('AWS::SecretsManager::Secret', 'WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.DomainJoinServiceAccountSecret'),
    usesKey('KmsKeyId'),
  ],
  // They say what is going on at the moment.
  volatile: [
    'FailureDetails',
    'Lifecycle',
    'LustreConfiguration.DataRepositoryConfiguration.FailureDetails',
    'LustreConfiguration.DataRepositoryConfiguration.Lifecycle',
    'WindowsConfiguration.Aliases[].Lifecycle',
    'WindowsConfiguration.MaintenanceOperationsInProgress',
  ],
  // FSx answers no password, but its schema has a place for it. Actions repeat whole settings as they shall become.
  drop: ['AdministrativeActions', 'OntapConfiguration.FsxAdminPassword'],
});
