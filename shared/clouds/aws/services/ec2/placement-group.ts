/** Placement groups of a region: how machines are kept together or apart. */
import { defineType, listed } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::PlacementGroup',
  kind: 'settings',
  list: listed('DescribePlacementGroups', 'PlacementGroups'),
  id: 'GroupId',
  nativeId: 'GroupArn',
  name: 'GroupName',
  tags: 'Tags',
});
