/** The certificates of each vault, as the vault itself tells of them, with the policy by which it issues them. It has no private key of one. */
import { vaultList, vaultRead, vaultType } from '../../types/define.ts';

const READ = 'Microsoft.KeyVault/vaults/certificates/read';

export default vaultType({
  type: 'Microsoft.KeyVault/vaults/certificates',
  kind: 'certificate',
  list: vaultList('certificates', '7.4', READ),
  tags: 'tags',
  details: { policy: vaultRead('policy', '7.4', READ, { optional: true }) },
  gone: ['CertificateNotFound'],
});
