/** Configurations of a region for brokers of Kafka, without the properties themselves. They have no tags. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MSK::Configuration',
  kind: 'settings',
  list: paged('ListConfigurations', 'Configurations', { MaxResults: 100 }),
  id: 'Arn',
  nativeId: 'Arn',
  name: 'Name',
});
