/** Studios of a region, in which people write notebooks. */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EMR::Studio',
  kind: 'notebook',
  list: paged('ListStudios', 'Studios'),
  describe: read('DescribeStudio', { StudioId: 'StudioId' }, 'Studio'),
  id: 'StudioId',
  nativeId: 'StudioArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses('AWS::IAM::Role', 'ServiceRole', 'UserRole'),
    usesKey('EncryptionKeyArn'),
  ],
  urls: ['Url', 'IdpAuthUrl'],
});
