/** Whether new volumes and copies of snapshots in a region are encrypted without being asked to be. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::EbsEncryptionByDefault',
  kind: 'settings',
  list: single('GetEbsEncryptionByDefault', '@'),
  id: word('ebs-encryption-by-default'),
});
