/** Virtual desktops of a region. */
import { arn, defineType, inside, paged, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::WorkSpaces::Workspace',
  kind: 'virtual_machine',
  list: paged('DescribeWorkspaces', 'Workspaces', { Limit: 25 }),
  only: { path: 'State', not: ['TERMINATED'] },
  id: 'WorkspaceId',
  nativeId: arn('workspace/{WorkspaceId}'),
  name: 'UserName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'SubnetId'),
    uses('AWS::WorkSpaces::Directory', 'DirectoryId'),
    uses('AWS::WorkSpaces::Bundle', 'BundleId'),
    usesKey('VolumeEncryptionKey'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  // A desktop stops by itself when nobody works; AWS notes errors and the times of copies.
  volatile: [
    'State',
    'ErrorCode',
    'ErrorMessage',
    'ModificationStates',
    'RelatedWorkspaces[].State',
    'DataReplicationSettings.RecoverySnapshotTime',
    'StandbyWorkspacesProperties[].RecoverySnapshotTime',
  ],
});
