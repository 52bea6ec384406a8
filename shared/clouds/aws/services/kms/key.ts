/**
 * Encryption keys of a region, those that AWS manages for its services included. A key's policy decides who may read
 * it: a key that may not be described keeps its id and ARN, and no other key is lost.
 */
import { defineType, first, join, paged, read, readAll } from '../../types/define.ts';

/** AWS answers so for keys of which rotation makes no sense: asymmetric, imported, in another key store, to be deleted. */
const NO_ROTATION = ['UnsupportedOperationException', 'KMSInvalidStateException'];

export default defineType({
  type: 'AWS::KMS::Key',
  kind: 'encryption_key',
  list: paged('ListKeys', 'Keys', { Limit: 1000 }),
  describe: read('DescribeKey', { KeyId: 'KeyId' }, 'KeyMetadata'),
  gone: ['NotFoundException'],
  id: 'KeyId',
  nativeId: first('Arn', 'KeyArn'),
  name: first('Aliases[].AliasName', 'KeyId'),
  tags: { path: 'Tags', key: 'TagKey', value: 'TagValue' },
  joins: { Aliases: join(paged('ListAliases', 'Aliases', { Limit: 100 }), { TargetKeyId: 'KeyId' }, '@', { many: true }) },
  details: {
    Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy'),
    // The keys that AWS manages rotate by themselves.
    RotationStatus: read('GetKeyRotationStatus', { KeyId: 'KeyId' }, '@', {
      absent: NO_ROTATION,
      when: { path: 'KeyManager', is: ['CUSTOMER'] },
    }),
    Tags: readAll('ListResourceTags', { KeyId: 'KeyId' }, 'Tags', {
      input: { Limit: 50 },
      when: { path: 'KeyManager', is: ['CUSTOMER'] },
    }),
  },
  documents: ['Policy'],
});
