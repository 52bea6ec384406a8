/** Names of encryption keys of a region, with those that AWS reserves for keys that it manages: these have no key until one is used. */
import { defineType, paged, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::KMS::Alias',
  kind: 'encryption_key',
  list: paged('ListAliases', 'Aliases', { Limit: 100 }),
  id: 'AliasName',
  nativeId: 'AliasArn',
  name: 'AliasName',
  relationships: [usesKey('TargetKeyId')],
});
