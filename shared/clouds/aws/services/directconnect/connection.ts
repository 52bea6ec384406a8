/** Dedicated and hosted connections of a region, without the names of their MACsec keys. */
import { arn, defineType, memberOf, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DirectConnect::Connection',
  kind: 'gateway',
  list: paged('DescribeConnections', 'connections', { maxResults: 100 }),
  only: { path: 'connectionState', not: ['deleted'] },
  id: 'connectionId',
  nativeId: arn('dxcon/{connectionId}', { account: 'ownerAccount' }),
  name: 'connectionName',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [memberOf('AWS::DirectConnect::Lag', 'lagId'), uses('AWS::SecretsManager::Secret', 'macSecKeys[].secretARN')],
  // The line itself goes down and up.
  volatile: ['connectionState', 'portEncryptionStatus', 'macSecKeys[].state'],
  drop: ['macSecKeys[].ckn'],
});
