/** Launch templates of a region, each with its default version. User data is not stored, because it often holds secrets. */
import { arn, defineType, first, join, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::LaunchTemplate',
  kind: 'launch_template',
  list: paged('DescribeLaunchTemplates', 'LaunchTemplates', { MaxResults: 200 }),
  id: 'LaunchTemplateId',
  nativeId: arn('launch-template/{LaunchTemplateId}'),
  name: first(tag('Name'), 'LaunchTemplateName'),
  tags: 'Tags',
  relationships: [
    uses('AWS::EC2::Image', 'DefaultVersion.LaunchTemplateData.ImageId'),
    uses(
      'AWS::EC2::SecurityGroup',
      'DefaultVersion.LaunchTemplateData.SecurityGroupIds[]',
      'DefaultVersion.LaunchTemplateData.NetworkInterfaces[].Groups[]',
    ),
    uses('AWS::IAM::InstanceProfile', 'DefaultVersion.LaunchTemplateData.IamInstanceProfile.Arn'),
  ],
  // Without the id of a template, `$Default` asks for that version of every one.
  joins: {
    DefaultVersion: join(
      paged('DescribeLaunchTemplateVersions', 'LaunchTemplateVersions', { Versions: ['$Default'], MaxResults: 200 }),
      { LaunchTemplateId: 'LaunchTemplateId' },
      '@',
    ),
  },
  drop: ['DefaultVersion.LaunchTemplateData.UserData'],
});
