/** Whether EMR refuses clusters in a region whose security groups let everybody in, and at which ports it does not. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EMR::BlockPublicAccessConfiguration',
  kind: 'settings',
  list: single('GetBlockPublicAccessConfiguration', 'BlockPublicAccessConfiguration'),
  id: word('block-public-access-configuration'),
  drop: ['Classification', 'Configurations', 'Properties'],
});
