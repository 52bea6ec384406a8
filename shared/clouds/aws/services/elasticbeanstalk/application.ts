/** Applications of a region, whose versions run in environments. */
import { defineType, listed, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticBeanstalk::Application',
  kind: 'application',
  list: listed('DescribeApplications', 'Applications'),
  id: 'ApplicationName',
  nativeId: 'ApplicationArn',
  name: 'ApplicationName',
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'ResourceLifecycleConfig.ServiceRole')],
  details: { Tags: read('ListTagsForResource', { ResourceArn: 'ApplicationArn' }, 'ResourceTags') },
});
