/** The settings of the account's data catalog in a region: its encryption, and the policy that shares it. */
import { defineType, read, single, usesKey, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Glue::DataCatalogEncryptionSettings',
  kind: 'settings',
  list: single('GetDataCatalogEncryptionSettings', 'DataCatalogEncryptionSettings'),
  id: word('data-catalog'),
  relationships: [usesKey('EncryptionAtRest.SseAwsKmsKeyId', 'ConnectionPasswordEncryption.AwsKmsKeyId')],
  details: { CatalogPolicy: read('GetResourcePolicy', {}, 'PolicyInJson', { absent: ['EntityNotFoundException'] }) },
  documents: ['CatalogPolicy'],
});
