import { callsOf, defineType, inside } from '../../types/define.ts';

const kmsvault = callsOf('kmsvault');

export default defineType({
  type: 'Key',
  kind: 'encryption_key',
  // A key may be in another compartment than its vault, so each vault is asked for each compartment.
  parents: 'Vault',
  list: kmsvault.list('{^managementEndpoint}/keys', 'inspect keys'),
  describe: kmsvault.read('{^managementEndpoint}/keys/{id}', 'read keys'),
  details: {
    versions: kmsvault.readAll('{^managementEndpoint}/keys/{id}/keyVersions', 'read keys'),
  },
  relationships: [inside('Compartment', 'compartmentId'), inside('Vault', 'vaultId')],
  // A key's public half, which is long and no setting.
  drop: ['versions[].publicKey'],
});
