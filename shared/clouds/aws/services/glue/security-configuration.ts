/** Settings of a region that say how jobs and development endpoints encrypt what they write. They have no ARN and no tags. */
import { defineType, paged, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Glue::SecurityConfiguration',
  kind: 'settings',
  list: paged('GetSecurityConfigurations', 'SecurityConfigurations', { MaxResults: 1000 }),
  id: 'Name',
  name: 'Name',
  relationships: [
    usesKey(
      'EncryptionConfiguration.S3Encryption[].KmsKeyArn',
      'EncryptionConfiguration.CloudWatchEncryption.KmsKeyArn',
      'EncryptionConfiguration.JobBookmarksEncryption.KmsKeyArn',
      'EncryptionConfiguration.DataQualityEncryption.KmsKeyArn',
    ),
  ],
});
