/** Domains of SageMaker Studio in a region: who works in them, from which network, and with which role. */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::Domain',
  kind: 'other',
  list: paged('ListDomains', 'Domains', { MaxResults: 100 }),
  describe: read('DescribeDomain', { DomainId: 'DomainId' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'DomainId',
  nativeId: 'DomainArn',
  name: 'DomainName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses(
      'AWS::EC2::SecurityGroup',
      'SecurityGroupIdForDomainBoundary',
      'DomainSettings.SecurityGroupIds[]',
      'DefaultUserSettings.SecurityGroups[]',
      'DefaultSpaceSettings.SecurityGroups[]',
    ),
    uses(
      'AWS::IAM::Role',
      'DefaultUserSettings.ExecutionRole',
      'DefaultSpaceSettings.ExecutionRole',
      'DomainSettings.RStudioServerProDomainSettings.DomainExecutionRoleArn',
    ),
    uses('AWS::EFS::FileSystem', 'HomeEfsFileSystemId'),
    usesKey('KmsKeyId', 'DefaultUserSettings.SharingSettings.S3KmsKeyId'),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'DomainArn' }, 'Tags') },
  // An update of the domain sets them for a while.
  volatile: ['Status', 'FailureReason'],
});
