/** Option groups of databases in a region, those of AWS too, without the values of settings, which may hold passwords. */
import { defineType, inside, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::RDS::OptionGroup',
  kind: 'settings',
  list: paged('DescribeOptionGroups', 'OptionGroupsList', { MaxRecords: 100 }),
  id: 'OptionGroupName',
  nativeId: 'OptionGroupArn',
  name: 'OptionGroupName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    uses('AWS::EC2::SecurityGroup', 'Options[].VpcSecurityGroupMemberships[].VpcSecurityGroupId'),
  ],
  batch: { Tags: tagsByArn('OptionGroupArn') },
  drop: ['Options[].OptionSettings[].Value', 'Options[].OptionSettings[].DefaultValue'],
});
