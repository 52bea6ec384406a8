/** Launch configurations of a region. Their user data may hold secrets and is never stored. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AutoScaling::LaunchConfiguration',
  kind: 'launch_template',
  list: paged('DescribeLaunchConfigurations', 'LaunchConfigurations', { MaxRecords: 100 }),
  id: 'LaunchConfigurationName',
  nativeId: 'LaunchConfigurationARN',
  name: 'LaunchConfigurationName',
  relationships: [
    uses('AWS::EC2::Image', 'ImageId'),
    uses('AWS::EC2::Snapshot', 'BlockDeviceMappings[].Ebs.SnapshotId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[]'),
    uses('AWS::IAM::InstanceProfile', 'IamInstanceProfile'),
  ],
  drop: ['UserData'],
});
