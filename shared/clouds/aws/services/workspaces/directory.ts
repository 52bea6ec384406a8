/**
 * Directories of a region whose people have virtual desktops. The code by which their clients register and the name of the user that connects to
 * the directory are not stored.
 */
import { arn, defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::WorkSpaces::Directory',
  kind: 'identity_provider',
  list: paged('DescribeWorkspaceDirectories', 'Directories', { Limit: 25 }),
  only: { path: 'State', not: ['DEREGISTERED'] },
  id: 'DirectoryId',
  nativeId: arn('directory/{DirectoryId}'),
  name: 'DirectoryName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'IamRoleId', 'WorkspaceCreationProperties.InstanceIamRoleArn'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'WorkspaceSecurityGroupId', 'WorkspaceCreationProperties.CustomSecurityGroupId'),
    uses('AWS::WorkSpaces::WorkspaceIpGroup', 'ipGroupIds[]'),
    uses('AWS::SecretsManager::Secret', 'ActiveDirectoryConfig.ServiceAccountSecretArn', 'MicrosoftEntraConfig.ApplicationConfigSecretArn'),
  ],
  details: { Tags: read('DescribeTags', { ResourceId: 'DirectoryId' }, 'TagList') },
  volatile: ['State', 'ErrorMessage'],
  drop: ['RegistrationCode', 'CustomerUserName'],
});
