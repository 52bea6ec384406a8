/** Directories of a region, without the secrets by which they talk to RADIUS servers and the name of the user that they connect as. */
import { arn, defineType, inside, paged, read, readAll, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DirectoryService::Directory',
  kind: 'identity_provider',
  list: paged('DescribeDirectories', 'DirectoryDescriptions'),
  gone: ['DirectoryDoesNotExistException', 'EntityDoesNotExistException'],
  id: 'DirectoryId',
  nativeId: arn('directory/{DirectoryId}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcSettings.VpcId', 'ConnectSettings.VpcId'),
    inside('AWS::EC2::Subnet', 'VpcSettings.SubnetIds[]', 'ConnectSettings.SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcSettings.SecurityGroupId', 'ConnectSettings.SecurityGroupId'),
    uses('AWS::SNS::Topic', 'EventTopics[].TopicArn'),
    uses('AWS::Logs::LogGroup', 'LogSubscriptions[].LogGroupName'),
  ],
  details: {
    Tags: readAll('ListTagsForResource', { ResourceId: 'DirectoryId' }, 'Tags'),
    LogSubscriptions: readAll('ListLogSubscriptions', { DirectoryId: 'DirectoryId' }, 'LogSubscriptions'),
    EventTopics: read('DescribeEventTopics', { DirectoryId: 'DirectoryId' }, 'EventTopics'),
    // The service keeps certificates of its own Active Directories alone.
    Certificates: readAll('ListCertificates', { DirectoryId: 'DirectoryId' }, 'CertificatesInfo', {
      when: { path: 'Type', is: ['MicrosoftAD'] },
    }),
  },
  // A directory is impaired and recovers by itself.
  volatile: ['Stage', 'StageLastUpdatedDateTime', 'StageReason'],
  drop: [
    'ConnectSettings.CustomerUserName',
    'OwnerDirectoryDescription.RadiusSettings.SharedSecret',
    'RadiusSettings.SharedSecret',
    'ShareNotes',
  ],
});
