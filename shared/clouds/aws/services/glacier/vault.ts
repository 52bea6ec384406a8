/** Vaults of archives of a region, with their access policies. */
import { defineType, paged, read } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** A hyphen is the account of the caller. */
const OWN = { accountId: '-' };

export default defineType({
  type: 'AWS::Glacier::Vault',
  kind: 'backup_vault',
  // Without a limit, a page has ten vaults.
  list: paged('ListVaults', 'VaultList', OWN, { token: ['marker', 'Marker'] }),
  gone: ['ResourceNotFoundException'],
  id: 'VaultName',
  nativeId: 'VaultARN',
  name: 'VaultName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('VaultARN') },
  details: {
    Policy: read('GetVaultAccessPolicy', { vaultName: 'VaultName' }, 'policy.Policy', {
      input: OWN,
      // The same code says that the vault is gone.
      absent: [{ code: 'ResourceNotFoundException', text: 'No vault access policy is set' }],
    }),
  },
  // They change with every inventory, about once a day.
  volatile: ['LastInventoryDate', 'NumberOfArchives', 'SizeInBytes'],
  documents: ['Policy'],
});
