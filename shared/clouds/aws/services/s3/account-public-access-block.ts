/** The account's block of public access to all its buckets: `PublicAccessBlockConfiguration` is null where it blocks nothing. */
import { defineType, single, word } from '../../types/define.ts';
import { S3_CONTROL } from './service.ts';

export default defineType({
  type: 'AWS::S3::AccountPublicAccessBlock',
  kind: 'settings',
  global: true,
  list: single('GetPublicAccessBlock', 'PublicAccessBlockConfiguration', {
    api: S3_CONTROL.id,
    from: { AccountId: '$account' },
    permission: 's3:GetAccountPublicAccessBlock',
    as: 'PublicAccessBlockConfiguration',
    absent: ['NoSuchPublicAccessBlockConfiguration'],
  }),
  id: word('account-public-access-block'),
});
