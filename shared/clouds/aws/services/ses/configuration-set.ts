/** Configuration sets of a region: rules for the messages that name them. */
import { arn, defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SES::ConfigurationSet',
  kind: 'settings',
  list: paged('ListConfigurationSets', 'ConfigurationSets', {}, { as: 'ConfigurationSetName' }),
  describe: read('GetConfigurationSet', { ConfigurationSetName: 'ConfigurationSetName' }, '@'),
  gone: ['NotFoundException'],
  id: 'ConfigurationSetName',
  nativeId: arn('configuration-set/{ConfigurationSetName}'),
  name: 'ConfigurationSetName',
  tags: 'Tags',
});
