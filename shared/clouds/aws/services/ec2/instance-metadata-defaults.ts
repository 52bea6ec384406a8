/** How the metadata service of new instances in a region is set where their launch does not say; a member that the account has not set is absent. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::InstanceMetadataDefaults',
  kind: 'settings',
  list: single('GetInstanceMetadataDefaults', '@'),
  id: word('instance-metadata-defaults'),
});
