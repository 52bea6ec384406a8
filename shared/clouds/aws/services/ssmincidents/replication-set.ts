/**
 * The replication set of an account, in each region to which it copies the data of Incident Manager. Every region lists it, but only those regions
 * describe it: in others, it is taken for gone.
 */
import { defineType, ofArns, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSMIncidents::ReplicationSet',
  kind: 'settings',
  list: paged('ListReplicationSets', 'replicationSetArns', { maxResults: 100 }, { as: 'arn' }),
  describe: read('GetReplicationSet', { arn: 'arn' }, 'replicationSet'),
  gone: ['ResourceNotFoundException'],
  id: 'arn',
  nativeId: 'arn',
  tags: 'Tags',
  // It is `DefaultKey` for the key of AWS.
  relationships: [ofArns('kms:', usesKey('regionMap.*.sseKmsKeyId'))],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'arn' }, 'tags') },
  volatile: ['status', 'regionMap.*.status', 'regionMap.*.statusMessage', 'regionMap.*.statusUpdateDateTime'],
});
