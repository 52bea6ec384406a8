/** Security configurations of a region, which say how clusters encrypt. They never change. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EMR::SecurityConfiguration',
  kind: 'settings',
  list: paged('ListSecurityConfigurations', 'SecurityConfigurations'),
  describe: read('DescribeSecurityConfiguration', { Name: 'Name' }, '@'),
  id: 'Name',
  name: 'Name',
  documents: ['SecurityConfiguration'],
});
