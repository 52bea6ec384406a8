/** Replication tasks of a region with their settings. Their table mappings, which name every table and may be larger than a row, are not stored. */
import { defineType, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::DMS::ReplicationTask',
  kind: 'job',
  list: paged('DescribeReplicationTasks', 'ReplicationTasks', { MaxRecords: 100, WithoutSettings: false }),
  id: 'ReplicationTaskArn',
  nativeId: 'ReplicationTaskArn',
  name: 'ReplicationTaskIdentifier',
  tags: 'Tags',
  relationships: [
    uses('AWS::DMS::Endpoint', 'SourceEndpointArn', 'TargetEndpointArn'),
    uses('AWS::DMS::ReplicationInstance', 'ReplicationInstanceArn'),
  ],
  batch: { Tags: tagsByArn('ReplicationTaskArn') },
  // How far the task is.
  volatile: [
    'CdcStartPosition',
    'LastFailureMessage',
    'RecoveryCheckpoint',
    'ReplicationTaskStartDate',
    'ReplicationTaskStats',
    'Status',
    'StopReason',
    'TargetReplicationInstanceArn',
  ],
  drop: ['TableMappings', 'TaskData'],
  documents: ['ReplicationTaskSettings'],
});
