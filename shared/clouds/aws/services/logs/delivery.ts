/** Deliveries of a region: which source's logs go to which destination, and with which fields. */
import { defineType, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::Delivery',
  kind: 'log_group',
  list: paged('DescribeDeliveries', 'deliveries', { limit: 50 }),
  id: 'id',
  nativeId: 'arn',
  name: 'id',
  tags: 'tags',
  relationships: [
    relation('created_from', 'AWS::Logs::DeliverySource', 'deliverySourceName'),
    relation('forwards_to', 'AWS::Logs::DeliveryDestination', 'deliveryDestinationArn'),
  ],
  // They are the columns of what is delivered.
  ordered: ['recordFields'],
});
