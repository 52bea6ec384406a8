/**
 * Encryption keys of a region, with those that AWS manages for its services. A key's own policy decides who may describe it;
 * a key that may not be described keeps its id and ARN.
 */
import { defineType, first, join, paged, read, readAll, relation } from '../../types/define.ts';

/** AWS's error codes for keys that cannot be rotated: asymmetric, imported, in another key store, or pending deletion. */
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
  relationships: [relation('known_as', 'AWS::KMS::Alias', 'Aliases[].AliasName', 'Aliases[].AliasArn')],
  joins: { Aliases: join(paged('ListAliases', 'Aliases', { Limit: 100 }), { TargetKeyId: 'KeyId' }, '@', { many: true }) },
  details: {
    // A key has one policy, and this is its name.
    Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy', { input: { PolicyName: 'default' } }),
    // AWS rotates the keys that it manages, so only customer keys have this setting.
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
