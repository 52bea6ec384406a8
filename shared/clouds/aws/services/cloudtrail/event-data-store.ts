/** Event data stores of CloudTrail Lake in a region. One that is being deleted is listed until its waiting time of seven days is over. */
import { defineType, inBatches, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudTrail::EventDataStore',
  kind: 'audit_log',
  list: paged('ListEventDataStores', 'EventDataStores', { MaxResults: 1000 }),
  describe: read('GetEventDataStore', { EventDataStore: 'EventDataStoreArn' }, '@'),
  gone: ['EventDataStoreNotFoundException'],
  id: 'EventDataStoreArn',
  nativeId: 'EventDataStoreArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [usesKey('KmsKeyId'), uses('AWS::IAM::Role', 'FederationRoleArn')],
  batch: {
    Tags: inBatches('ListTags', { ResourceIdList: 'EventDataStoreArn' }, 20, 'ResourceTagList', { match: 'ResourceId', take: 'TagsList' }),
  },
});
